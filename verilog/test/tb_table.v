`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Drives atomik_table cycle by cycle: each line of standard input is "rst_ni op address word other_reference", each line of
// output what the table shows just before that cycle's rising edge.
module tb_table #(
  parameter WIDTH         = 64,
  parameter CONTEXTS      = 256,
  parameter ADDRESS_WIDTH = 8,
  parameter BUS_WIDTH     = WIDTH
);
  `include "bench.vh"

  localparam [ADDRESS_WIDTH:0] USED = CONTEXTS;

  reg                      rst_n;
  reg  [2:0]               op;
  reg  [ADDRESS_WIDTH-1:0] address;
  reg  [BUS_WIDTH-1:0]     word, other_reference;
  wire                     ready, done, result_valid;
  wire [3:0]               reject;
  wire [WIDTH-1:0]         result, reference, accumulator;
  wire [63:0]              id;

  atomik_table #(
    .WIDTH(WIDTH), .CONTEXTS(CONTEXTS), .ADDRESS_WIDTH(ADDRESS_WIDTH), .BUS_WIDTH(BUS_WIDTH)
  ) dut (
    .clk_i(clk), .rst_ni(rst_n), .contexts_i(USED), .ready_o(ready), .op_i(op), .address_i(address), .word_i(word),
    .other_reference_i(other_reference), .done_o(done), .reject_o(reject), .result_valid_o(result_valid),
    .result_o(result), .reference_o(reference), .accumulator_o(accumulator), .id_o(id)
  );

  initial begin
    while ($fscanf(STDIN, "%b %d %h %h %h\n", rst_n, op, address, word, other_reference) == 5) begin
      #1 $fwrite(STDOUT, "%b %b %h %b %h %h %h %h\n",
                 ready, done, reject, result_valid, result, reference, accumulator, id);
      rising_edge;
    end
    $finish;
  end
endmodule
`default_nettype wire
