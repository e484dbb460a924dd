`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// The least that a design with a block RAM can be: address, word and write enable out of flip-flops, each bit read straight into a
// flip-flop, no logic. No design that reads a block RAM in the same way has a faster clock.
//
// WIDTH          Bits of a word.
// ADDRESS_WIDTH  Bits of an address.
module limit_block_ram #(
  parameter WIDTH         = 16,
  parameter ADDRESS_WIDTH = 8
) (
  input  wire                     clk_i,
  input  wire                     write_i,
  input  wire [ADDRESS_WIDTH-1:0] write_address_i,
  input  wire [WIDTH-1:0]         word_i,
  input  wire [ADDRESS_WIDTH-1:0] read_address_i,
  output wire [WIDTH-1:0]         word_o           // two rising edges after its address
);
  (* no_rw_check *) reg [WIDTH-1:0] words [0:(1 << ADDRESS_WIDTH) - 1];
  reg [WIDTH-1:0] read_q, word_q;

  always @(posedge clk_i) begin
    if (write_i) words[write_address_i] <= word_i;
    read_q <= words[read_address_i];
    word_q <= read_q;
  end

  assign word_o = word_q;
endmodule
`default_nettype wire
