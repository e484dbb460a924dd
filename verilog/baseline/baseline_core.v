`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// What is measured beside atomik_core: the single core published for this algebra elsewhere, rebuilt from the
// description of its ports and behaviour. It is no product and nothing else uses it.
//
// One op a clock: 0 idle, 1 load, 2 accumulate, 3 read. data_o is registered by read; data_valid_o is high one clock
// after every op but idle. There is no swap. Reset is synchronous, as its description says.
module baseline_core #(
  parameter WIDTH = 64
) (
  input  wire             clk_i,
  input  wire             rst_ni,
  input  wire [1:0]       op_i,
  input  wire [WIDTH-1:0] data_i,
  output reg  [WIDTH-1:0] data_o,
  output reg              data_valid_o,
  output wire             accumulator_zero_o
);
  localparam [1:0] OP_IDLE  = 2'd0;
  localparam [1:0] OP_LOAD  = 2'd1;
  localparam [1:0] OP_ACCUM = 2'd2;
  localparam [1:0] OP_READ  = 2'd3;

  reg [WIDTH-1:0] reference_q, accumulator_q;

  always @(posedge clk_i)
    if (!rst_ni) begin
      reference_q   <= {WIDTH{1'b0}};
      accumulator_q <= {WIDTH{1'b0}};
      data_o        <= {WIDTH{1'b0}};
      data_valid_o  <= 1'b0;
    end else begin
      if (op_i == OP_LOAD) begin
        reference_q   <= data_i;
        accumulator_q <= {WIDTH{1'b0}};
      end
      if (op_i == OP_ACCUM) accumulator_q <= accumulator_q ^ data_i;
      if (op_i == OP_READ)  data_o <= reference_q ^ accumulator_q;
      data_valid_o <= op_i != OP_IDLE;
    end

  assign accumulator_zero_o = accumulator_q == {WIDTH{1'b0}};
endmodule
`default_nettype wire
