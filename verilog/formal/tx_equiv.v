`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_uart_tx beside what a serial line is: a byte that was taken is on it for ten bits of BIT_CLOCKS clocks, start bit,
// eight bits, least significant first, and stop bit. All inputs are free in every cycle, reset included. Rules hold from the first
// reset on:
//
//   rule_ready  1. ready_o is 0 for exactly the 10 * BIT_CLOCKS clocks of a byte, and 1 at all other times: every byte ends
//   rule_line   2. the line has the bit that is due, and 1 between bytes
//
// Each inside_* says what the registers hold, to close the induction. Each wire named cover_* must be reachable in the number of
// cycles beside it, the free cycle before reset included.
module tx_equiv #(
  parameter BIT_CLOCKS = 3
) (
  input wire       clk_i,
  input wire       rst_ni,
  input wire       valid_i,
  input wire [7:0] byte_i
);
  localparam CLOCK = $clog2(BIT_CLOCKS + 1);

  wire ready, line;

  atomik_uart_tx #(.BIT_CLOCKS(BIT_CLOCKS)) dut (
    .clk_i(clk_i), .rst_ni(rst_ni), .valid_i(valid_i), .byte_i(byte_i), .ready_o(ready), .line_o(line)
  );

  (* hierconn *) wire [9:0]       \dut.bits_q ;
  (* hierconn *) wire [3:0]       \dut.left_q ;
  (* hierconn *) wire [CLOCK-1:0] \dut.clock_q ;

  // The byte that is sent, which of its bits, and the clocks of that bit that have passed.
  reg             reset_seen_q = 1'b0;
  reg             sends_q;
  reg [7:0]       byte_q;
  reg [3:0]       place_q;
  reg [CLOCK-1:0] phase_q;
  wire            turns = phase_q == BIT_CLOCKS - 1;
  wire            ends  = turns && place_q == 4'd9;

  always @(posedge clk_i) begin
    reset_seen_q <= reset_seen_q || !rst_ni;
    sends_q      <= rst_ni && (sends_q ? !ends : valid_i);
    phase_q      <= sends_q && !turns ? phase_q + 1'b1 : {CLOCK{1'b0}};
    place_q      <= sends_q ? place_q + turns : 4'd0;
    if (!sends_q) byte_q <= byte_i;
  end

  wire [9:0]  frame = {1'b1, byte_q, 1'b0};
  wire [19:0] rest  = {10'h3ff, frame} >> place_q;  // the bits that are still to be sent

  always @*
    if (reset_seen_q) begin
      rule_ready:   assert (ready == !sends_q);
      rule_line:    assert (line == (!sends_q || frame[place_q]));
      inside_phase: assert (!sends_q || (phase_q < BIT_CLOCKS && place_q < 10));
      inside_left:  assert (\dut.left_q == (sends_q ? 4'd10 - place_q : 4'd0));
      inside_clock: assert (!sends_q || \dut.clock_q == BIT_CLOCKS - 1 - phase_q);
      inside_bits:  assert (\dut.bits_q == (sends_q ? rest[9:0] : 10'h3ff));
    end

  reg was_sent_q;
  always @(posedge clk_i) was_sent_q <= rst_ni && (was_sent_q || (sends_q && ends));

  (* keep, cycles = 36 *) wire cover_sent  = reset_seen_q && sends_q && ends && byte_q == 8'h5a && rst_ni;
  (* keep, cycles = 36 *) wire cover_again = reset_seen_q && sends_q && place_q == 0 && was_sent_q && byte_q == 8'h81;
  (* keep, cycles = 36 *) wire cover_reset = reset_seen_q && sends_q && place_q == 4 && !rst_ni && !line;
endmodule
`default_nettype wire
