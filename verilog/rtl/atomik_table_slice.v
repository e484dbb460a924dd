`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Some bits of every context of atomik_table: block RAM for reference and state, and the pipeline around it. Ops work
// on bits, so a table is as many slices as its words need, side by side, with no wire between them. A module of its
// own, kept through synthesis, so that each slice has its own copy of every control flip-flop.
//
// WIDTH          Bits of a slice; 1 or more.
// CONTEXTS       Words of the RAM.
// ADDRESS_WIDTH  Bits of an address below CONTEXTS; 1 or more.
//
// Each op maps (reference, state) to (reference or state or nothing) ^ constant, (state or nothing) ^ constant. Such maps
// compose, so what the two ops before this one do to the same context is one map, known before the RAM's word is
// there. The third op before it is written while this one reads, and is passed by the RAM (bypass); older ones are in it.
// An op that writes nothing is never passed on, so that no word lives in the pipeline for ever.
(* keep_hierarchy *)
module atomik_table_slice #(
  parameter WIDTH         = 16,
  parameter CONTEXTS      = 256,
  parameter ADDRESS_WIDTH = 8
) (
  input  wire                     clk_i,
  input  wire                     rst_ni,             // drops writes that are on their way
  input  wire                     stopped_i,          // keep the operands in the next cycle
  input  wire                     takes_merge_i,      // this too
  input  wire                     zero_i,             // a zero in place of the operand, one cycle late
  input  wire [WIDTH-1:0]         word_i,             // two cycles before its op
  input  wire [WIDTH-1:0]         other_reference_i,  // with word_i
  input  wire [2:0]               op_i,               // 0 to 6
  input  wire [ADDRESS_WIDTH-1:0] address_i,
  output wire [WIDTH-1:0]         result_o,           // the state before the op, seven cycles after it
  output wire [WIDTH-1:0]         reference_o,        // after the op
  output wire [WIDTH-1:0]         state_o,            // after the op
  output wire                     equal_o             // nine cycles: reference_o was the other reference held
`ifdef FORMAL
  ,
  input  wire [ADDRESS_WIDTH-1:0] probe_address_i,    // any context, as it is once stage 7 has written
  output wire [WIDTH-1:0]         probe_reference_o,
  output wire [WIDTH-1:0]         probe_state_o
`endif
);
  // Addresses are compared in two halves.
  localparam [ADDRESS_WIDTH-1:0] LOW     = {ADDRESS_WIDTH{1'b1}} >> (ADDRESS_WIDTH / 2);
  localparam [ADDRESS_WIDTH-1:0] SAME = {ADDRESS_WIDTH{1'b0}};

  // Operands.
  reg             hold_q;
  reg [WIDTH-1:0] word_a, word_b, other_a;

  always @(posedge clk_i) begin
    hold_q  <= !rst_ni || stopped_i || takes_merge_i;
    word_a  <= (word_a  & {WIDTH{hold_q}}) | (word_i            & {WIDTH{!hold_q}});
    other_a <= (other_a & {WIDTH{hold_q}}) | (other_reference_i & {WIDTH{!hold_q}});
    word_b  <= word_a & {WIDTH{!zero_i}};
  end

  // Stage 1: decode, and half compares with the three ops before.
  reg [ADDRESS_WIDTH-1:0] address_1, address_2, address_3, address_4, address_5, address_6, address_7;
  reg [WIDTH-1:0]         d_1, d_2, d_3, d_4, d_5;
  reg loads_1, loads_2, loads_3, loads_4, loads_5;  // installs the word
  reg swaps_1, swaps_2, swaps_3, swaps_4;           // the state becomes the reference
  reg uses_1;
  reg writes_1, writes_2, writes_3, writes_4, writes_5, writes_6, writes_7;
  reg low1_1, low2_1, low3_1, high1_1, high2_1, high3_1;

  wire [ADDRESS_WIDTH-1:0] differ1 = address_i ^ address_1;
  wire [ADDRESS_WIDTH-1:0] differ2 = address_i ^ address_2;
  wire [ADDRESS_WIDTH-1:0] differ3 = address_i ^ address_3;

  always @(posedge clk_i) begin
    address_1 <= address_i;
    d_1       <= word_b;
    loads_1   <= op_i == 3'd1 || op_i == 3'd6;
    swaps_1   <= op_i == 3'd4;
    uses_1    <= op_i == 3'd1 || op_i == 3'd2 || op_i == 3'd5 || op_i == 3'd6;
    low1_1    <= (differ1 & LOW) == SAME;
    low2_1    <= (differ2 & LOW) == SAME;
    low3_1    <= (differ3 & LOW) == SAME;
    high1_1   <= (differ1 & ~LOW) == SAME;
    high2_1   <= (differ2 & ~LOW) == SAME;
    high3_1   <= (differ3 & ~LOW) == SAME;
  end

  always @(posedge clk_i) begin
    writes_1 <= rst_ni && op_i != 3'd0 && op_i != 3'd3;
    {writes_2, writes_3, writes_4, writes_5, writes_6, writes_7} <=
      {6{rst_ni}} & {writes_1, writes_2, writes_3, writes_4, writes_5, writes_6};
  end

  // Stage 2: whether the address is that of the op 1, 2 or 3 before.
  reg same1_2, same2_2, same3_2;

  always @(posedge clk_i) begin
    address_2 <= address_1;
    d_2       <= d_1 & {WIDTH{uses_1}};
    loads_2   <= loads_1;
    swaps_2   <= swaps_1;
    same1_2   <= low1_1 && high1_1;
    same2_2   <= low2_1 && high2_1;
    same3_2   <= low3_1 && high3_1;
  end

  // Stage 3: the map of the two ops before, which are in stages 3 and 4, without its constants.
  //   state     before this op = (state     unless forgets) ^ d of op 1 if sum1 ^ d of op 2 if sum2
  //   reference before this op = (reference if keeps, state if takes) ^ d of op 1 if ref1 ^ d of op 2 if ref2
  reg  forgets_3, sum1_3, sum2_3, keeps_3, takes_3, ref1_3, ref2_3, bypass_3;
  wire loads1 = same1_2 && loads_3;
  wire swaps1 = same1_2 && swaps_3;
  wire loads2 = same2_2 && loads_4;
  wire swaps2 = same2_2 && swaps_4;

  always @(posedge clk_i) begin
    address_3 <= address_2;
    d_3       <= d_2;
    loads_3   <= loads_2;
    swaps_3   <= swaps_2;
    forgets_3 <= loads1 || loads2;
    sum1_3    <= same1_2;
    sum2_3    <= same2_2 && !loads1;
    keeps_3   <= !loads1 && !swaps1 && !loads2 && !swaps2;
    takes_3   <= (swaps1 && !loads2) || (swaps2 && !loads1 && !swaps1);
    ref1_3    <= loads1;
    ref2_3    <= (same2_2 && swaps1) || (loads2 && !loads1 && !swaps1);
    bypass_3  <= same3_2 && writes_5;
  end

  // Stage 4: its constants.
  reg             forgets_4, keeps_4, takes_4, bypass_4;
  reg [WIDTH-1:0] sum_4, ref_4;

  always @(posedge clk_i) begin
    address_4 <= address_3;
    d_4       <= d_3;
    loads_4   <= loads_3;
    swaps_4   <= swaps_3;
    forgets_4 <= forgets_3;
    keeps_4   <= keeps_3;
    takes_4   <= takes_3;
    bypass_4  <= bypass_3;
    sum_4     <= (d_4 & {WIDTH{sum1_3}}) ^ (d_5 & {WIDTH{sum2_3}});
    ref_4     <= (d_4 & {WIDTH{ref1_3}}) ^ (d_5 & {WIDTH{ref2_3}});
  end

  // Stage 5: this op after that map, and the RAM's word. Old is the state before this op, the others are after it.
  (* no_rw_check *) reg [WIDTH-1:0] references [0:CONTEXTS-1];
  (* no_rw_check *) reg [WIDTH-1:0] states     [0:CONTEXTS-1];

  reg             old_forgets_5, forgets_5, keeps_5, takes_5, bypass_5;
  reg [WIDTH-1:0] old_sum_5, sum_5, ref_5, reference_5, state_5, reference_7, state_7;

  always @(posedge clk_i) begin
    address_5     <= address_4;
    d_5           <= d_4;
    loads_5       <= loads_4;
    old_forgets_5 <= forgets_4;
    old_sum_5     <= sum_4;
    forgets_5     <= forgets_4 || loads_4;
    sum_5         <= d_4 ^ (sum_4 & {WIDTH{!loads_4}});
    keeps_5       <= keeps_4 && !loads_4 && !swaps_4;
    takes_5       <= (swaps_4 && !forgets_4) || (takes_4 && !loads_4 && !swaps_4);
    ref_5         <= (sum_4 & {WIDTH{swaps_4}}) ^ (ref_4 & {WIDTH{!loads_4 && !swaps_4}});
    bypass_5      <= bypass_4;
    reference_5   <= references[address_4];
    state_5       <= states[address_4];
    if (writes_7) begin
      references[address_7] <= reference_7;
      states[address_7]     <= state_7;
    end
  end

  // Stage 6: the word that the third op before has just written, if it was the same context.
  reg             old_forgets_6, forgets_6, takes_6;
  reg [WIDTH-1:0] old_sum_6, sum_6, ref_6, reference_6, state_6, reference_8, state_8;

  always @(posedge clk_i) begin
    address_6     <= address_5;
    old_forgets_6 <= old_forgets_5;
    old_sum_6     <= old_sum_5;
    forgets_6     <= forgets_5;
    sum_6         <= sum_5;
    takes_6       <= takes_5;
    ref_6         <= ref_5 ^ (d_5 & {WIDTH{loads_5}});
    reference_6   <= (bypass_5 ? reference_8 : reference_5) & {WIDTH{keeps_5}};
    state_6       <= bypass_5 ? state_8 : state_5;
  end

  // Stage 7: the context after this op and the state before it.
  reg [WIDTH-1:0] result_7;

  always @(posedge clk_i) begin
    address_7   <= address_6;
    reference_7 <= reference_6 ^ (state_6 & {WIDTH{takes_6}}) ^ ref_6;
    state_7     <= (state_6 & {WIDTH{!forgets_6}}) ^ sum_6;
    result_7    <= (state_6 & {WIDTH{!old_forgets_6}}) ^ old_sum_6;
    reference_8 <= reference_7;
    state_8     <= state_7;
  end

  // Beside the end: is the reference the other one held?
  reg [WIDTH-1:0] differ_8;
  reg             equal_9;

  always @(posedge clk_i) begin
    differ_8 <= reference_7 ^ other_a;
    equal_9  <= differ_8 == {WIDTH{1'b0}};
  end

  assign result_o    = result_7;
  assign reference_o = reference_7;
  assign state_o     = state_7;
  assign equal_o     = equal_9;

`ifdef FORMAL
  wire probe_writes = writes_7 && address_7 == probe_address_i;

  assign probe_reference_o = probe_writes ? reference_7 : references[probe_address_i];
  assign probe_state_o     = probe_writes ? state_7     : states[probe_address_i];
`endif
endmodule
`default_nettype wire
