`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// XOR of WORDS words as the XOR of two: stages of atomik_xor_level of radix 4 until at most two words are left. No
// stage, no delay, for one word or two; each factor of four more costs one stage. Instances itself.
//
// WIDTH  Bits of a word; 1 or more.
// WORDS  Words in; 1 or more. Word i is at bits [i*WIDTH +: WIDTH].
module atomik_xor_tree #(
  parameter WIDTH = 64,
  parameter WORDS = 16
) (
  input  wire                   clk_i,    // of the stages; without one it is not used
  input  wire [WORDS*WIDTH-1:0] words_i,
  output wire [WIDTH-1:0]       left_o,
  output wire [WIDTH-1:0]       right_o   // zero if WORDS is 1
);
  localparam SUMS = (WORDS + 3) / 4;

  generate
    if (WORDS <= 2) begin : gen_leaves
      // verilator lint_off UNUSEDSIGNAL
      wire clk_without_stage = clk_i;  // the port is there for the stages, and here is none
      // verilator lint_on UNUSEDSIGNAL
      assign left_o = words_i[0 +: WIDTH];
      if (WORDS == 2) begin : gen_two
        assign right_o = words_i[(WORDS-1)*WIDTH +: WIDTH];
      end else begin : gen_one
        assign right_o = {WIDTH{1'b0}};
      end
    end else begin : gen_stage
      wire [SUMS*WIDTH-1:0] sums;

      atomik_xor_level #(.WIDTH(WIDTH), .WORDS(WORDS), .RADIX(4)) level (
        .clk_i(clk_i), .words_i(words_i), .sums_o(sums)
      );
      atomik_xor_tree #(.WIDTH(WIDTH), .WORDS(SUMS)) rest (
        .clk_i(clk_i), .words_i(sums), .left_o(left_o), .right_o(right_o)
      );
    end
  endgenerate
endmodule
`default_nettype wire
