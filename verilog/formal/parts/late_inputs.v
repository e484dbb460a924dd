`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// The inputs of a design, and its reset, some cycles late; and whether a reset has come to that point.
//
// BITS    Bits of the inputs.
// CYCLES  Cycles; 1 or more.
module late_inputs #(
  parameter BITS   = 1,
  parameter CYCLES = 1
) (
  input  wire            clk_i,
  input  wire            rst_ni,
  input  wire [BITS-1:0] now_i,
  output wire            rst_no,
  output wire [BITS-1:0] late_o,
  output reg             reset_seen_o
);
  // What the design holds at power-up is free, but no reset has been seen then.
  reg [BITS:0]     line_q [0:CYCLES-1];
  reg [CYCLES-1:0] reset_line_q = {CYCLES{1'b0}};
  integer          stage;

  initial reset_seen_o = 1'b0;

  always @(posedge clk_i) begin
    line_q[0] <= {rst_ni, now_i};
    for (stage = 1; stage < CYCLES; stage = stage + 1) line_q[stage] <= line_q[stage-1];
    reset_line_q <= {reset_line_q, !rst_ni};
    reset_seen_o <= reset_seen_o || reset_line_q[CYCLES-1];
  end

  assign {rst_no, late_o} = line_q[CYCLES-1];
endmodule
`default_nettype wire
