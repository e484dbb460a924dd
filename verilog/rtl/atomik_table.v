`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// A table of contexts in block RAM: one op a clock at any sequence of addresses, the same one again included. Only a
// merge holds the next op back, for 11 clocks.
//
// WIDTH          Bits of a word; 1 or more.
// CONTEXTS       Contexts; 1 or more.
// ADDRESS_WIDTH  Bits of an address; enough for CONTEXTS - 1.
// BUS_WIDTH      Bits of the operand inputs; WIDTH or more.
//                Any other value of a parameter stops elaboration.
//
// contexts_i, 0 to CONTEXTS, is how many of the contexts are in use; it changes in reset only. Tied to a power of two that is
// as many as there are addresses, it costs nothing.
//
// An op with its address and operands is presented while ready_o is 1, and is taken at the next rising edge; while
// ready_o is 0 what is presented is ignored. There is one op input, so simultaneous commands cannot exist. Ops are done
// in the order in which they were taken. LATENCY = 9 cycles after it was presented (a merge: 20) an op is
// answered: done_o is 1, reject_o says whether it was refused and why, result_o is its result if result_valid_o, and
// reference_o and accumulator_o are the context at its address *after* the op. The ops, their operands and results are
// those of atomik_core; 0 is idle and has no answer.
//
// A refused op changes nothing and has no result: 3, the address is not below contexts_i; 1, a used operand does not
// fit WIDTH; 2, merge with a context that has another reference. 3 hides 1, which hides 2. After a 3 the context
// shown is no context of the table. An operand that the op does not use is ignored.
//
// Reset is synchronous: from a rising edge with rst_ni low on, ready_o, done_o, result_valid_o and reject_o are 0, and
// ops not yet answered are dropped. After rst_ni goes high, every context is made fresh, which takes CONTEXTS + 1
// cycles; then ready_o is 1. The RAM needs no initial contents.
module atomik_table #(
  parameter WIDTH         = 64,
  parameter CONTEXTS      = 256,
  parameter ADDRESS_WIDTH = 8,
  parameter BUS_WIDTH     = WIDTH
) (
  input  wire                     clk_i,
  input  wire                     rst_ni,             // synchronous, active low
  input  wire [ADDRESS_WIDTH:0]   contexts_i,         // contexts in use; a constant, or from a register
  output wire                     ready_o,
  input  wire [2:0]               op_i,
  input  wire [ADDRESS_WIDTH-1:0] address_i,
  input  wire [BUS_WIDTH-1:0]     word_i,
  input  wire [BUS_WIDTH-1:0]     other_reference_i,  // used by merge only
  output wire                     done_o,
  output wire [3:0]               reject_o,           // 0 = accepted
  output wire                     result_valid_o,
  output wire [WIDTH-1:0]         result_o,
  output wire [WIDTH-1:0]         reference_o,
  output wire [WIDTH-1:0]         accumulator_o,
  output wire [63:0]              id_o                // first 8 bytes of the root hash of the spec
`ifdef FORMAL
  ,
  input  wire [ADDRESS_WIDTH-1:0] probe_address_i,    // a context for the proof to look at
  output wire [WIDTH-1:0]         probe_reference_o,
  output wire [WIDTH-1:0]         probe_state_o
`endif
);
  `include "atomik_root.vh"

  localparam SLICE        = 16;  // bits of a word in one column of block RAM
  localparam SLICES       = (WIDTH + SLICE - 1) / SLICE;
  localparam INNER        = CONTEXTS < 2 ? 1 : $clog2(CONTEXTS);

  localparam LAST_BUT_ONE = CONTEXTS - 2;

  localparam [2:0] OP_IDLE  = 3'd0;
  localparam [2:0] OP_LOAD  = 3'd1;
  localparam [2:0] OP_ACCUM = 3'd2;
  localparam [2:0] OP_READ  = 3'd3;
  localparam [2:0] OP_MERGE = 3'd7;

  localparam [3:0] ACCEPTED             = 4'd0;
  localparam [3:0] WORD_OUT_OF_RANGE    = 4'd1;
  localparam [3:0] REFERENCE_MISMATCH   = 4'd2;
  localparam [3:0] ADDRESS_OUT_OF_RANGE = 4'd3;

  // Operands that do not fit, as seen on the inputs.
  wire out_of_range = {1'b0, address_i} >= contexts_i;
  wire word_is_wide, other_reference_is_wide;

  generate
    if (WIDTH < 1 || CONTEXTS < 1 || ADDRESS_WIDTH < INNER || BUS_WIDTH < WIDTH) begin : gen_illegal
      atomik_table_parameters_are_illegal stop_elaboration ();
    end
    if (BUS_WIDTH == WIDTH) begin : gen_exact_bus
      assign word_is_wide            = 1'b0;
      assign other_reference_is_wide = 1'b0;
    end else begin : gen_wide_bus
      assign word_is_wide            = |word_i[BUS_WIDTH-1:WIDTH];
      assign other_reference_is_wide = |other_reference_i[BUS_WIDTH-1:WIDTH];
    end
  endgenerate

  // Stage a: what was taken. A merge is taken once, and keeps its address and operands until its second issue.
  reg             ready_q, merging_q, clearing_q, second_q, second_fits_q;
  reg             clear_last_q;  // the context at clear_address_q is the last one
  reg             stopped_q;     // clearing, or a merge that is not in its last cycle
  reg [9:0]       first_q;  // where the first issue of a merge is
  reg [2:0]       op_a;
  reg [INNER-1:0] address_a, clear_address_q;
  reg             out_of_range_a, word_is_wide_a, other_is_wide_a;

  // Resets and holds are gates in front of the flip-flops, here and in the slices. From an if, synthesis makes reset and
  // enable nets of them, which come out of a LUT and go across the chip: 160 in place of 240 MHz on HX8K.
  wire takes_merge = ready_q && op_i == OP_MERGE;
  wire merges      = takes_merge || (merging_q && !first_q[9]);
  wire clears      = clearing_q && !clear_last_q;

  always @(posedge clk_i) begin
    ready_q         <= rst_ni && !stopped_q && !takes_merge;  // and so does each slice
    stopped_q       <= !rst_ni || clears || (merges && !first_q[8]);
    merging_q       <= rst_ni && merges;
    op_a            <= op_i & {3{rst_ni && ready_q}};
    clearing_q      <= !rst_ni || clears;
    clear_address_q <= (clear_address_q + 1'b1) & {INNER{rst_ni}};
    clear_last_q    <= (rst_ni && clear_address_q == LAST_BUT_ONE[INNER-1:0]) || (!rst_ni && CONTEXTS == 1);
    address_a       <= (address_i[INNER-1:0] & {INNER{ready_q && !out_of_range}}) | (address_a & {INNER{!ready_q}});
    out_of_range_a  <= (out_of_range            && ready_q) || (out_of_range_a  && !ready_q);
    word_is_wide_a  <= (word_is_wide            && ready_q) || (word_is_wide_a  && !ready_q);
    other_is_wide_a <= (other_reference_is_wide && ready_q) || (other_is_wide_a && !ready_q);
  end

  // Stage b: verdict and issue. A merge is issued as a read, and again as an accum if the reference was the right one.
  reg        uses_word;
  reg  [2:0] op_b;
  reg  [INNER-1:0] address_b;
  wire       wide   = second_q ? word_is_wide_a || other_is_wide_a : uses_word && word_is_wide_a;
  wire       taken  = second_q || (op_a != OP_IDLE && op_a != OP_MERGE);
  wire [3:0] reject = !taken                    ? ACCEPTED :
                      out_of_range_a            ? ADDRESS_OUT_OF_RANGE :
                      wide                      ? WORD_OUT_OF_RANGE :
                      second_q && !second_fits_q ? REFERENCE_MISMATCH : ACCEPTED;
  wire       has_result = op_a == 3'd3 || op_a == 3'd4 || op_a == 3'd6;

  always @*
    case (op_a)
      3'd1, 3'd2, 3'd5, 3'd6: uses_word = 1'b1;
      default:                uses_word = 1'b0;
    endcase

  wire       drops = out_of_range_a || wide || (second_q && !second_fits_q);
  wire [2:0] issue = second_q ? OP_ACCUM : op_a == OP_MERGE ? OP_READ : op_a;

  always @(posedge clk_i) begin
    op_b      <= ({3{rst_ni && clearing_q}} & OP_LOAD) | ({3{rst_ni && !clearing_q && !drops}} & issue);
    address_b <= clearing_q ? clear_address_q : address_a;
  end

  // The answer waits for the pipeline of the slices.
  wire [WIDTH-1:0]  result, reference, state;
  wire [SLICES-1:0] equal;
  reg  [8*6-1:0]    answer_q;  // eight cycles of done, result_valid, reject

  wire gives = has_result && taken && reject == ACCEPTED;

  always @(posedge clk_i) begin
    first_q  <= {first_q[8:0], op_a == OP_MERGE} & {10{rst_ni}};
    second_q <= first_q[9] && rst_ni;
    answer_q <= {answer_q[41:0], taken, gives, reject} & {48{rst_ni}};
  end

  always @(posedge clk_i) second_fits_q <= &equal;

  genvar slice;
  generate
    for (slice = 0; slice < SLICES; slice = slice + 1) begin : gen_slice
      localparam FROM = slice * SLICE;
      localparam BITS = FROM + SLICE <= WIDTH ? SLICE : WIDTH - FROM;

      atomik_table_slice #(.WIDTH(BITS), .CONTEXTS(CONTEXTS), .ADDRESS_WIDTH(INNER)) column (
        .clk_i(clk_i), .rst_ni(rst_ni), .stopped_i(stopped_q), .takes_merge_i(takes_merge), .zero_i(clearing_q),
        .word_i(word_i[FROM +: BITS]), .other_reference_i(other_reference_i[FROM +: BITS]),
        .op_i(op_b), .address_i(address_b),
        .result_o(result[FROM +: BITS]), .reference_o(reference[FROM +: BITS]), .state_o(state[FROM +: BITS]),
        .equal_o(equal[slice])
`ifdef FORMAL
        ,
        .probe_address_i(probe_address_i[INNER-1:0]), .probe_reference_o(probe_reference_o[FROM +: BITS]),
        .probe_state_o(probe_state_o[FROM +: BITS])
`endif
      );
    end
  endgenerate

  assign ready_o = ready_q;
  assign {done_o, result_valid_o, reject_o} = answer_q[47:42];
  assign result_o      = result;
  assign reference_o   = reference;
  assign accumulator_o = reference ^ state;
  assign id_o          = ATOMIK_ROOT_ID;
endmodule
`default_nettype wire
