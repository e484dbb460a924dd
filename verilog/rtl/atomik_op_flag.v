`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// One flag of the op presented, CYCLES rising edges late; the delay has no reset. A module of its own, kept through
// synthesis, so that copies of one flag beside different parts of a wide word stay copies: merged into one they drive
// a net across the chip.
//
// FLAG    Bit {rst_ni, op_i} is the flag: eight bits for the ops 7 to 0 out of reset, then eight for them in reset.
// CYCLES  1 or more.
(* keep_hierarchy *)
module atomik_op_flag #(
  parameter [15:0] FLAG   = 16'h0000,
  parameter        CYCLES = 1
) (
  input  wire       clk_i,
  input  wire       rst_ni,
  input  wire [2:0] op_i,
  output wire       flag_o
);
  // An OR of ANDs, not a choice by index: from that, synthesis makes a set or reset of the first flip-flop, whose net
  // comes out of a LUT and goes across the chip.
  wire              flag = |(FLAG & (16'd1 << {rst_ni, op_i}));
  reg  [CYCLES-1:0] line_q;
  wire [CYCLES:0]   line = {line_q, flag};

  always @(posedge clk_i) line_q <= line[CYCLES-1:0];

  assign flag_o = line[CYCLES];
endmodule
`default_nettype wire
