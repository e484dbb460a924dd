`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Drives atomik_ports cycle by cycle: each line of standard input is "rst_ni op word valid deltas", each line of output what
// the module shows just before that cycle's rising edge.
module tb_ports #(
  parameter WIDTH          = 64,
  parameter PORTS          = 16,
  parameter VALID_PER_PORT = 0
);
  `include "bench.vh"

  reg                    rst_n;
  reg  [2:0]             op;
  reg  [WIDTH-1:0]       word;
  reg  [PORTS-1:0]       valid;
  reg  [PORTS*WIDTH-1:0] deltas;
  wire [WIDTH-1:0]       state;
  wire                   result_valid;
  wire [63:0]            id;

  atomik_ports #(.WIDTH(WIDTH), .PORTS(PORTS), .VALID_PER_PORT(VALID_PER_PORT)) dut (
    .clk_i(clk), .rst_ni(rst_n), .op_i(op), .word_i(word), .valid_i(valid), .deltas_i(deltas),
    .state_o(state), .result_valid_o(result_valid), .id_o(id)
  );

  initial begin
    while ($fscanf(STDIN, "%b %d %h %h %h\n", rst_n, op, word, valid, deltas) == 5) begin
      #1 $fwrite(STDOUT, "%b %h %h\n", result_valid, state, id);
      rising_edge;
    end
    $finish;
  end
endmodule
`default_nettype wire
