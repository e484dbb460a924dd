`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// One context of the delta-state algebra: state = reference ^ accumulator, one op a clock.
//
// WIDTH      Bits of a word; 1 or more (proved at 8, 16, 32 and 64). Costs two flip-flops a bit.
// BUS_WIDTH  Bits of the operand inputs; WIDTH or more. Every bit above WIDTH costs one input of a wide OR
//            that refuses a word outside the range; none are built when the two widths are equal.
//            Any other value of either parameter stops elaboration.
//
// An op is presented on op_i with its operands and takes effect at the next rising edge of clk_i. There is one
// op input, so simultaneous commands cannot exist. state_o, reference_o and accumulator_o are registered (or
// one XOR behind registers) and show the context *before* the op presented; result_valid_o and reject_o answer
// that op in the same cycle.
//
//   op_i             operands                                 next reference    next accumulator   result
//   0 (idle)                                                  reference         accumulator
//   1 load           word_i                                   word_i            0
//   2 accum          word_i                                   reference         accumulator ^ word_i
//   3 read                                                    reference         accumulator        state_o
//   4 swap                                                    state_o           0                  state_o
//   5 rollback       word_i                                   reference         accumulator ^ word_i
//   6 exchange       word_i                                   word_i            0                  state_o
//   7 merge          word_i = the other's accumulator,        reference         accumulator ^ word_i
//                    other_reference_i = its reference
//
// A refused op (reject_o not 0) changes nothing and has no result: 1, a used operand does not fit WIDTH; 2,
// merge with a context that has another reference. 1 hides 2. An operand that the op does not use is ignored.
//
// Reset is synchronous: at a rising edge with rst_ni low the context becomes (0, 0) whatever op is presented.
// While rst_ni is low no op is executed, result_valid_o is 0 and reject_o is 0. Before the first such edge the
// context is undefined.
module atomik_core #(
  parameter WIDTH     = 64,
  parameter BUS_WIDTH = WIDTH
) (
  input  wire                 clk_i,
  input  wire                 rst_ni,             // synchronous, active low
  input  wire [2:0]           op_i,
  input  wire [BUS_WIDTH-1:0] word_i,
  input  wire [BUS_WIDTH-1:0] other_reference_i,  // used by merge only
  output wire [WIDTH-1:0]     state_o,
  output wire [WIDTH-1:0]     reference_o,
  output wire [WIDTH-1:0]     accumulator_o,
  output wire                 result_valid_o,     // state_o is the result of the op presented
  output reg  [3:0]           reject_o,           // why the op presented is refused; 0 = accepted
  output wire [63:0]          id_o                // first 8 bytes of the root hash of the spec
);
  `include "atomik_root.vh"

  localparam [2:0] OP_LOAD     = 3'd1;
  localparam [2:0] OP_ACCUM    = 3'd2;
  localparam [2:0] OP_READ     = 3'd3;
  localparam [2:0] OP_SWAP     = 3'd4;
  localparam [2:0] OP_ROLLBACK = 3'd5;
  localparam [2:0] OP_EXCHANGE = 3'd6;
  localparam [2:0] OP_MERGE    = 3'd7;

  localparam [3:0] ACCEPTED           = 4'd0;
  localparam [3:0] WORD_OUT_OF_RANGE  = 4'd1;
  localparam [3:0] REFERENCE_MISMATCH = 4'd2;

  localparam [WIDTH-1:0] ZERO = {WIDTH{1'b0}};

  reg [WIDTH-1:0] reference_q, accumulator_q;
  reg [WIDTH-1:0] reference_d, accumulator_d;

  // Operands: the bits of a word, and whether there are more bits than a word holds.
  wire [WIDTH-1:0] word            = word_i[WIDTH-1:0];
  wire [WIDTH-1:0] other_reference = other_reference_i[WIDTH-1:0];
  wire             word_is_wide, other_reference_is_wide;

  generate
    if (WIDTH < 1 || BUS_WIDTH < WIDTH) begin : gen_illegal
      atomik_core_parameters_are_illegal stop_elaboration ();
    end else if (BUS_WIDTH == WIDTH) begin : gen_exact_bus
      assign word_is_wide            = 1'b0;
      assign other_reference_is_wide = 1'b0;
    end else begin : gen_wide_bus
      assign word_is_wide            = |word_i[BUS_WIDTH-1:WIDTH];
      assign other_reference_is_wide = |other_reference_i[BUS_WIDTH-1:WIDTH];
    end
  endgenerate

  // Verdict on the op presented.
  reg uses_word, has_result;

  always @* begin
    case (op_i)
      OP_LOAD, OP_ACCUM, OP_ROLLBACK, OP_EXCHANGE, OP_MERGE: uses_word = 1'b1;
      default:                                               uses_word = 1'b0;
    endcase
    case (op_i)
      OP_READ, OP_SWAP, OP_EXCHANGE: has_result = 1'b1;
      default:                       has_result = 1'b0;
    endcase

    reject_o = ACCEPTED;
    if (rst_ni) begin
      if (uses_word && word_is_wide)                               reject_o = WORD_OUT_OF_RANGE;
      else if (op_i == OP_MERGE && other_reference_is_wide)        reject_o = WORD_OUT_OF_RANGE;
      else if (op_i == OP_MERGE && other_reference != reference_q) reject_o = REFERENCE_MISMATCH;
    end
  end

  // Next context.
  always @* begin
    reference_d   = reference_q;
    accumulator_d = accumulator_q;
    if (reject_o == ACCEPTED)
      case (op_i)
        OP_LOAD:     begin reference_d = word;    accumulator_d = ZERO; end
        OP_ACCUM:    accumulator_d = accumulator_q ^ word;
        OP_SWAP:     begin reference_d = state_o; accumulator_d = ZERO; end
        OP_ROLLBACK: accumulator_d = accumulator_q ^ word;
        OP_EXCHANGE: begin reference_d = word;    accumulator_d = ZERO; end
        OP_MERGE:    accumulator_d = accumulator_q ^ word;
        default: ;
      endcase
  end

  always @(posedge clk_i)
    if (!rst_ni) begin
      reference_q   <= ZERO;
      accumulator_q <= ZERO;
    end else begin
      reference_q   <= reference_d;
      accumulator_q <= accumulator_d;
    end

  assign reference_o    = reference_q;
  assign accumulator_o  = accumulator_q;
  assign state_o        = reference_q ^ accumulator_q;
  assign result_valid_o = rst_ni && has_result && reject_o == ACCEPTED;
  assign id_o           = ATOMIK_ROOT_ID;
endmodule
`default_nettype wire
