`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Stands in the place of atomik_table, with outputs that are free in every cycle: what is said of them is assumed elsewhere.
module atomik_table #(
  parameter WIDTH         = 64,
  parameter CONTEXTS      = 256,
  parameter ADDRESS_WIDTH = 8,
  parameter BUS_WIDTH     = WIDTH
) (
  input  wire                     clk_i,
  input  wire                     rst_ni,
  input  wire [ADDRESS_WIDTH:0]   contexts_i,
  output wire                     ready_o,
  input  wire [2:0]               op_i,
  input  wire [ADDRESS_WIDTH-1:0] address_i,
  input  wire [BUS_WIDTH-1:0]     word_i,
  input  wire [BUS_WIDTH-1:0]     other_reference_i,
  output wire                     done_o,
  output wire [3:0]               reject_o,
  output wire                     result_valid_o,
  output wire [WIDTH-1:0]         result_o,
  output wire [WIDTH-1:0]         reference_o,
  output wire [WIDTH-1:0]         accumulator_o,
  output wire [63:0]              id_o
);
  (* anyseq *) wire             ready, done, result_valid;
  (* anyseq *) wire [3:0]       reject;
  (* anyseq *) wire [WIDTH-1:0] result, reference, accumulator;
  (* anyseq *) wire [63:0]      id;

  assign {ready_o, done_o, reject_o, result_valid_o} = {ready, done, reject, result_valid};
  assign {result_o, reference_o, accumulator_o, id_o} = {result, reference, accumulator, id};
endmodule
`default_nettype wire
