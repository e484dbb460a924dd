// SPDX-License-Identifier: Apache-2.0
//
// What atomik_table says of its ops, as rules about its inputs and outputs: included where they are asserted of it (table_equiv.v)
// and where they are assumed of whatever stands in its place (stream_equiv.v). TABLE_RULE is assert or assume.
//
// The golden next-state functions (spec/golden/atomik_golden.v, printed by Lean) follow one context, at here_q. The golden
// context sees an op when the table answers it, 9 cycles after it was taken or 20 for a merge. From the first reset on:
//
//   rule_done         1. an answer is there exactly when one is due
//   rule_address      2. it is address_out_of_range exactly when the address is not below the number of contexts
//   rule_range        3. it is word_out_of_range exactly when the golden model says so, at every other address
//   rule_reject       4. at the context's address the verdict is the golden one
//   rule_valid        5. there is a result exactly when the golden model has one, and never with a reject
//   rule_result       6. a result is the golden one
//   rule_reference    7. the context shown after the op is the golden one: reference
//   rule_accumulator  8. and accumulator
//   rule_ready        9. an op is taken in every cycle but in reset, in the CONTEXTS + 1 cycles after it and in the 11
//                        after a merge
//   rule_alone       10. nothing was taken in the 11 cycles after a merge
//   rule_id          11. the ID word is the root hash's
//
// Around it there must be the parameters of atomik_table; clk_i, rst_ni, here_q and contexts; the table's inputs op_i, address_i,
// word_i and other_reference_i; its outputs ready, done, reject, result_valid, result, reference, accumulator and id.
  `include "atomik_root.vh"

  localparam MERGE = 20;
  localparam OTHER = 9;

  // What was taken, up to MERGE cycles ago; op 0 where nothing was. Reset drops it.
  reg [2:0]               op_q      [0:MERGE];
  reg [ADDRESS_WIDTH-1:0] address_q [0:MERGE];
  reg [BUS_WIDTH-1:0]     word_q    [0:MERGE];
  reg [BUS_WIDTH-1:0]     other_q   [0:MERGE];
  integer                 age;

  always @(posedge clk_i) begin
    for (age = 1; age <= MERGE; age = age + 1) begin
      op_q[age]      <= !rst_ni ? 3'd0 : age == 1 ? (ready ? op_i : 3'd0) : op_q[age-1];
      address_q[age] <= age == 1 ? address_i : address_q[age-1];
      word_q[age]    <= age == 1 ? word_i : word_q[age-1];
      other_q[age]   <= age == 1 ? other_reference_i : other_q[age-1];
    end
  end

  wire                     merges  = op_q[MERGE] == 3'd7;
  wire [2:0]               op      = merges ? 3'd7 : op_q[OTHER] == 3'd7 ? 3'd0 : op_q[OTHER];
  wire [ADDRESS_WIDTH-1:0] address = merges ? address_q[MERGE] : address_q[OTHER];
  wire [BUS_WIDTH-1:0]     word    = merges ? word_q[MERGE] : word_q[OTHER];
  wire [BUS_WIDTH-1:0]     other   = merges ? other_q[MERGE] : other_q[OTHER];
  wire                     is_here = op != 3'd0 && address == here_q;

  reg  [WIDTH-1:0] golden_reference_q, golden_accumulator_q;
  wire [WIDTH-1:0] golden_reference_d, golden_accumulator_d, golden_result;
  wire             golden_valid;
  wire [3:0]       golden_reject;

  atomik_golden #(.WIDTH(WIDTH), .BUS_WIDTH(BUS_WIDTH)) golden (
    .op_i(op), .word_i(word), .other_reference_i(other), .other_accumulator_i(word),
    .reference_i(golden_reference_q), .accumulator_i(golden_accumulator_q),
    .reference_o(golden_reference_d), .accumulator_o(golden_accumulator_d),
    .result_o(golden_result), .result_valid_o(golden_valid), .reject_o(golden_reject)
  );

  wire [WIDTH-1:0] next_reference   = is_here ? golden_reference_d   : golden_reference_q;
  wire [WIDTH-1:0] next_accumulator = is_here ? golden_accumulator_d : golden_accumulator_q;

  // Whether an op was taken too early behind a merge.
  reg     crowded;
  integer merge, behind;
  always @* begin
    crowded = 1'b0;
    for (merge = 2; merge <= MERGE; merge = merge + 1)
      for (behind = 1; behind <= 11; behind = behind + 1)
        if (behind < merge && op_q[merge] == 3'd7 && op_q[merge-behind] != 3'd0) crowded = 1'b1;
  end

  // Cycles since the last reset, up to LIVE: then the last context has been made fresh. Whether a merge is on.
  localparam LIVE = CONTEXTS + 8;
  reg         reset_seen_q = 1'b0;
  reg  [15:0] since_q;
  wire        is_live = since_q >= LIVE;
  reg  [3:0]  merge_q;

  always @(posedge clk_i) begin
    reset_seen_q         <= reset_seen_q || !rst_ni;
    since_q              <= !rst_ni ? 16'd0 : is_live ? since_q : since_q + 16'd1;
    golden_reference_q   <= !rst_ni ? {WIDTH{1'b0}} : next_reference;
    golden_accumulator_q <= !rst_ni ? {WIDTH{1'b0}} : next_accumulator;
    merge_q              <= !rst_ni ? 4'd0 : ready && op_i == 3'd7 ? 4'd11 : merge_q != 0 ? merge_q - 4'd1 : 4'd0;
  end

  always @*
    if (reset_seen_q) begin
      rule_done:        `TABLE_RULE (done == (op != 3'd0));
      rule_address:     `TABLE_RULE ((reject == 4'd3) == (op != 3'd0 && address >= contexts));
      rule_range:       `TABLE_RULE (reject == 4'd3 || (reject == 4'd1) == (golden_reject == 4'd1));
      rule_reject:      `TABLE_RULE (!is_here || reject == golden_reject);
      rule_valid:       `TABLE_RULE (result_valid == (op != 3'd0 && reject == 4'd0 && (op == 3'd3 || op == 3'd4 || op == 3'd6)));
      rule_result:      `TABLE_RULE (!is_here || (result_valid == golden_valid && (!golden_valid || result == golden_result)));
      rule_reference:   `TABLE_RULE (!is_here || reference == golden_reference_d);
      rule_accumulator: `TABLE_RULE (!is_here || accumulator == golden_accumulator_d);
      rule_ready:       `TABLE_RULE (ready == (since_q > CONTEXTS && merge_q == 0));
      rule_alone:       `TABLE_RULE (!crowded);
      rule_id:          `TABLE_RULE (id == ATOMIK_ROOT_ID);
    end
