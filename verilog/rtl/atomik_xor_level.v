`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// One register stage of an XOR tree: neighbours are combined, RADIX at a time; the last group is whatever is left.
//
// WIDTH  Bits of a word; 1 or more.
// WORDS  Words in; 1 or more. Words out: WORDS / RADIX, rounded up.
// RADIX  1 or more. 4 is one four-input LUT a bit.
//
// Word i is at bits [i*WIDTH +: WIDTH]. No reset, no enable: what is in at a rising edge is out after it.
module atomik_xor_level #(
  parameter WIDTH = 64,
  parameter WORDS = 4,
  parameter RADIX = 4
) (
  input  wire                                         clk_i,
  input  wire [WORDS*WIDTH-1:0]                       words_i,
  output wire [((WORDS+RADIX-1)/RADIX)*WIDTH-1:0]     sums_o
);
  localparam SUMS = (WORDS + RADIX - 1) / RADIX;

  reg [SUMS*WIDTH-1:0] sums_d, sums_q;
  integer              word;

  always @* begin
    sums_d = {SUMS*WIDTH{1'b0}};
    for (word = 0; word < WORDS; word = word + 1)
      sums_d[(word/RADIX)*WIDTH +: WIDTH] = sums_d[(word/RADIX)*WIDTH +: WIDTH] ^ words_i[word*WIDTH +: WIDTH];
  end

  always @(posedge clk_i) sums_q <= sums_d;

  assign sums_o = sums_q;
endmodule
`default_nettype wire
