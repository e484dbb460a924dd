`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// A context of golden next-state functions (spec/golden/atomik_golden.v, printed by Lean) that takes in each cycle one op and then
// an accum for each delta that is valid, one golden function after another, all between two rising edges.
//
// WIDTH   Bits of a word.
// DELTAS  Deltas a cycle.
//
// A merge is presented with the reference that the context has. The context starts free.
module golden_chain #(
  parameter WIDTH  = 1,
  parameter DELTAS = 1
) (
  input  wire                    clk_i,
  input  wire [2:0]              op_i,
  input  wire [WIDTH-1:0]        word_i,
  input  wire [DELTAS-1:0]       valid_i,
  input  wire [DELTAS*WIDTH-1:0] deltas_i,
  output reg  [WIDTH-1:0]        reference_o,    // before the op
  output reg  [WIDTH-1:0]        accumulator_o,  // before the op
  output wire [WIDTH-1:0]        result_o,
  output wire                    result_valid_o,
  output wire                    changed_o        // the deltas together change the accumulator
);
  wire [WIDTH-1:0] reference   [0:DELTAS];
  wire [WIDTH-1:0] accumulator [0:DELTAS];

  atomik_golden #(.WIDTH(WIDTH), .BUS_WIDTH(WIDTH)) command (
    .op_i(op_i), .word_i(word_i), .other_reference_i(reference_o), .other_accumulator_i(word_i),
    .reference_i(reference_o), .accumulator_i(accumulator_o),
    .reference_o(reference[0]), .accumulator_o(accumulator[0]),
    .result_o(result_o), .result_valid_o(result_valid_o), .reject_o()
  );

  genvar index;
  generate
    for (index = 0; index < DELTAS; index = index + 1) begin : gen_delta
      atomik_golden #(.WIDTH(WIDTH), .BUS_WIDTH(WIDTH)) delta (
        .op_i(valid_i[index] ? 3'd2 : 3'd0), .word_i(deltas_i[index*WIDTH +: WIDTH]),
        .other_reference_i({WIDTH{1'b0}}), .other_accumulator_i({WIDTH{1'b0}}),
        .reference_i(reference[index]), .accumulator_i(accumulator[index]),
        .reference_o(reference[index+1]), .accumulator_o(accumulator[index+1]),
        .result_o(), .result_valid_o(), .reject_o()
      );
    end
  endgenerate

  always @(posedge clk_i) begin
    reference_o   <= reference[DELTAS];
    accumulator_o <= accumulator[DELTAS];
  end

  assign changed_o = accumulator[DELTAS] != accumulator[0];
endmodule
`default_nettype wire
