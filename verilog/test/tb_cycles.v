`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Drives atomik_core (BUS_WIDTH 64) cycle by cycle: each line of standard input is "rst_ni op word other_reference", each
// line of output what the core shows just before that cycle's rising edge.
module tb_cycles #(
  parameter WIDTH = 64
);
  `include "bench.vh"

  reg         rst_n;
  reg  [2:0]  op;
  reg  [63:0] word, other_reference;
  wire [WIDTH-1:0] state, reference, accumulator;
  wire             result_valid;
  wire [3:0]       reject;
  wire [63:0]      id;

  atomik_core #(.WIDTH(WIDTH), .BUS_WIDTH(64)) core (
    .clk_i(clk), .rst_ni(rst_n), .op_i(op), .word_i(word), .other_reference_i(other_reference),
    .state_o(state), .reference_o(reference), .accumulator_o(accumulator),
    .result_valid_o(result_valid), .reject_o(reject), .id_o(id)
  );

  initial begin
    while ($fscanf(STDIN, "%b %d %h %h\n", rst_n, op, word, other_reference) == 4) begin
      #1 $fwrite(STDOUT, "%h %h %h %b %d %h\n", state, reference, accumulator, result_valid, reject, id);
      rising_edge;
    end
    $finish;
  end
endmodule
`default_nettype wire
