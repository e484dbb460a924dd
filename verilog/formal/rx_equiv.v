`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_uart_rx at the end of a line. On it there is either noise, any bits at all, or a sender, with bytes one behind the
// other or with any time between them; its bits take any constant number of clocks from BIT_CLOCKS - DRIFT to
// BIT_CLOCKS + DRIFT. A sender begins after a reset, or once the line has been 1 for QUIET = 11 * BIT_CLOCKS clocks, whatever was
// before: that is how a receiver that lost its place finds it again. All is free in every cycle, reset included. Rules
// hold from the first reset on, while there is no noise:
//
//   rule_valid  1. valid_o is 1 exactly once for each byte sent, in the middle of its stop bit and 4 clocks
//   rule_byte   2. byte_o is that byte
//   rule_error  3. error_o is 0
//
// and always:
//
//   rule_one    4. there is a byte or an error or neither
//   rule_ends   5. no byte takes longer than 10 * BIT_CLOCKS clocks, so that the receiver is never stuck
//
// Each inside_* says what the registers hold, to close the induction. Each wire named cover_* must be reachable in the number of
// cycles beside it, the free cycle before reset included; where bits are longer, in those that configs.json has.
module rx_equiv #(
  parameter BIT_CLOCKS = 4,
  parameter DRIFT      = 0
) (
  input wire       clk_i,
  input wire       rst_ni,
  input wire       noise_i,   // the line, where there is noise
  input wire       noisy_i,   // noise begins
  input wire       send_i,    // a byte begins
  input wire [7:0] byte_i
);
  localparam CLOCK = $clog2(BIT_CLOCKS + 1);
  localparam HALF  = BIT_CLOCKS / 2;
  localparam STOP  = HALF + 9 * BIT_CLOCKS;  // clocks from seeing the start bit to the middle of the stop bit
  localparam QUIET = 11 * BIT_CLOCKS;

  wire       line, valid, error;
  wire [7:0] got;

  atomik_uart_rx #(.BIT_CLOCKS(BIT_CLOCKS)) dut (
    .clk_i(clk_i), .rst_ni(rst_ni), .line_i(line), .valid_o(valid), .error_o(error), .byte_o(got)
  );

  (* hierconn *) wire [1:0]       \dut.sync_q ;
  (* hierconn *) wire             \dut.running_q ;
  (* hierconn *) wire [CLOCK-1:0] \dut.clock_q ;
  (* hierconn *) wire [3:0]       \dut.bit_q ;

  // The length of the sender's bits: a register that never changes.
  reg [9:0] length_q;
  always @(posedge clk_i) length_q <= length_q;
  always @* assume (length_q >= BIT_CLOCKS - DRIFT && length_q <= BIT_CLOCKS + DRIFT);

  // The line.
  reg        reset_seen_q = 1'b0;
  reg        noisy_q, sends_q;
  reg [9:0]  quiet_q;  // clocks of 1 behind each other in noise
  reg [7:0]  byte_q;
  reg [9:0]  phase_q;  // clocks of the bit on the line that have passed
  reg [3:0]  place_q;  // which bit it is
  wire [9:0] frame  = {1'b1, byte_q, 1'b0};
  wire       turns  = phase_q == length_q - 10'd1;
  wire       ends   = turns && place_q == 4'd9;
  wire       begins = !noisy_q && send_i && (!sends_q || ends);
  assign     line   = noisy_q ? noise_i : !sends_q || frame[place_q];

  always @(posedge clk_i) begin
    reset_seen_q <= reset_seen_q || !rst_ni;
    noisy_q      <= !rst_ni ? noisy_i : noisy_q ? quiet_q < QUIET || !line : noisy_i && !sends_q && !begins;
    quiet_q      <= !rst_ni || !line || !noisy_q ? 10'd0 : quiet_q + 10'd1;
    sends_q      <= rst_ni && (begins || (sends_q && !ends));
    phase_q      <= begins || turns ? 10'd0 : phase_q + 10'd1;
    place_q      <= begins ? 4'd0 : turns ? place_q + 4'd1 : place_q;
    if (begins) byte_q <= byte_i;
  end

  // What the receiver is to hear: a byte, from the clock in which it sees the start bit, 3 clocks after that began.
  reg        hears_q, heard_all_q;
  reg [9:0]  heard_q;  // clocks since
  reg [7:0]  late_q;
  wire       starts = sends_q && place_q == 4'd0 && phase_q == 10'd2;

  always @(posedge clk_i) begin
    hears_q     <= rst_ni && !noisy_q && (starts || (hears_q && heard_q < STOP));
    heard_all_q <= rst_ni && !noisy_q && hears_q && heard_q == STOP;
    heard_q     <= starts ? 10'd0 : heard_q + 10'd1;
    if (starts) late_q <= byte_q;
  end

  // How long it has been at a byte.
  reg [9:0] ran_q;
  always @(posedge clk_i) ran_q <= \dut.running_q ? ran_q + 10'd1 : 10'd0;

  always @*
    if (reset_seen_q) begin
      rule_valid: assert (noisy_q || valid == heard_all_q);
      rule_byte:  assert (noisy_q || !valid || got == late_q);
      rule_error: assert (noisy_q || !error);
      rule_one:   assert (!valid || !error);
      rule_ends:  assert (!\dut.running_q || ran_q < 10 * BIT_CLOCKS);
    end

  // The line one and two clocks ago; clocks since the byte on it began; what of a byte the receiver has still to wait for.
  reg        one_ago_q, two_ago_q;
  wire       one_ago = !sends_q || (phase_q >= 1 ? frame[place_q] : place_q == 0 || frame[place_q-1]);
  wire       two_ago = !sends_q || (phase_q >= 2 ? frame[place_q] : place_q == 0 || frame[place_q-1]);
  wire [9:0] since   = place_q * length_q + phase_q;
  wire [9:0] left    = \dut.clock_q + (9 - \dut.bit_q ) * BIT_CLOCKS;
  wire [7:0] known   = ~(8'hff << (\dut.bit_q - 4'd1));

  always @(posedge clk_i) {two_ago_q, one_ago_q} <= rst_ni ? {one_ago_q, line} : 2'b11;

  always @*
    if (reset_seen_q) begin
      inside_sync:  assert (\dut.sync_q == {two_ago_q, one_ago_q});
      inside_runs:  assert (!\dut.running_q || (ran_q <= STOP && left == STOP - ran_q && \dut.bit_q <= 9 &&
                            \dut.clock_q < (\dut.bit_q == 0 ? HALF + 1 : BIT_CLOCKS)));
      // In noise: nothing is left of a byte once the line has been 1 for long enough.
      inside_one:   assert (!noisy_q || quiet_q < 1 || one_ago_q);
      inside_two:   assert (!noisy_q || quiet_q < 2 || two_ago_q);
      inside_rest:  assert (!noisy_q || !\dut.running_q || ran_q + 10'd2 >= quiet_q);
      inside_noise: assert (!noisy_q || (quiet_q <= QUIET && (quiet_q < STOP + 4 || (!\dut.running_q && !valid && !error)) &&
                                         (quiet_q < 1 || (!hears_q && !heard_all_q))));
      // With a sender: what the line was, and where the receiver is.
      inside_line:  assert (noisy_q || (one_ago_q == one_ago && two_ago_q == two_ago));
      inside_place: assert (!sends_q || (!noisy_q && place_q <= 9 && phase_q < length_q));
      inside_hears: assert (noisy_q || (\dut.running_q == hears_q && (!hears_q || (ran_q == heard_q && heard_q <= STOP))));
      inside_since: assert (noisy_q || !hears_q || !sends_q ||
                              (since < 3 ? heard_q + 10'd3 >= 10 * length_q + since : heard_q + 10'd3 == since));
      inside_known: assert (noisy_q || !hears_q || \dut.bit_q == 0 || (((got >> (4'd9 - \dut.bit_q )) ^ late_q) & known) == 0);
      inside_idle:  assert (noisy_q || !hears_q || sends_q || heard_q + 10'd3 >= 10 * length_q);
      inside_late:  assert (noisy_q || !sends_q || since < 3 || (late_q == byte_q && hears_q == (since - 3 <= STOP)));
    end

  (* keep, cycles = 50 *) wire cover_byte  = reset_seen_q && valid && rst_ni && got == 8'ha5 && heard_all_q;
  (* keep, cycles = 50 *) wire cover_next  = reset_seen_q && hears_q && was_heard_q && sends_q;
  (* keep, cycles = 50 *) wire cover_quiet = reset_seen_q && sends_q && was_noisy_q && rst_ni;
  (* keep, cycles = 50 *) wire cover_error = reset_seen_q && error && rst_ni;
  (* keep, cycles = 50 *) wire cover_reset = reset_seen_q && !rst_ni && hears_q && \dut.bit_q == 9;

  reg was_heard_q, was_noisy_q;
  always @(posedge clk_i) begin
    was_heard_q <= rst_ni && (was_heard_q || heard_all_q);
    was_noisy_q <= rst_ni && reset_seen_q && (was_noisy_q || (noisy_q && line));
  end
endmodule
`default_nettype wire
