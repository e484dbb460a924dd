`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Bytes to an asynchronous serial line: 8 data bits, least significant first, no parity, 1 stop bit; idle is 1.
//
// BIT_CLOCKS  Clocks a bit; 2 or more.
//
// A byte is taken at a rising edge with valid_i and ready_o; ready_o is 0 until its stop bit has been sent. Reset is
// synchronous and ends a byte on its way.
module atomik_uart_tx #(
  parameter BIT_CLOCKS = 234
) (
  input  wire       clk_i,
  input  wire       rst_ni,   // synchronous, active low
  input  wire       valid_i,
  input  wire [7:0] byte_i,
  output wire       ready_o,
  output wire       line_o
);
  localparam CLOCK = $clog2(BIT_CLOCKS + 1);
  localparam [CLOCK-1:0] WHOLE = BIT_CLOCKS[CLOCK-1:0] - 1'b1;

  reg [9:0]       bits_q;     // what is still to be sent, the present bit lowest
  reg [3:0]       left_q;     // bits of it, 0 when idle
  reg [CLOCK-1:0] clock_q;

  always @(posedge clk_i)
    if (!rst_ni) begin
      bits_q  <= 10'h3ff;
      left_q  <= 4'd0;
      clock_q <= WHOLE;
    end else if (ready_o) begin
      clock_q <= WHOLE;
      if (valid_i) begin
        bits_q <= {1'b1, byte_i, 1'b0};
        left_q <= 4'd10;
      end
    end else if (clock_q != {CLOCK{1'b0}}) clock_q <= clock_q - 1'b1;
    else begin
      clock_q <= WHOLE;
      bits_q  <= {1'b1, bits_q[9:1]};
      left_q  <= left_q - 4'd1;
    end

  assign ready_o = left_q == 4'd0;
  assign line_o  = bits_q[0];
endmodule
`default_nettype wire
