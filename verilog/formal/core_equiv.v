`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_core beside the golden next-state functions (spec/golden/atomik_golden.v, printed by Lean) wrapped in a
// register stage. Every input is free in every cycle, reset included; nothing is assumed. Rules hold from the
// first reset on:
//
//   rule_reference    1. both hold the same reference
//   rule_accumulator  2. both hold the same accumulator
//   rule_state        3. state_o is reference ^ accumulator
//   rule_reject       4. the verdict is the golden one; in reset it is 0
//   rule_valid        5. there is a result exactly when the golden model has one; in reset there is none
//   rule_result       6. a result is the golden one
//   rule_id           7. the ID word is the root hash's
//
// Each wire named cover_* must be reachable in the number of cycles beside it, the free cycle before reset included;
// else the rules could hold of a core that never does anything. Those named cover_wide_* are reachable only where
// the bus is wider than the word.
module core_equiv #(
  parameter WIDTH     = 64,
  parameter BUS_WIDTH = WIDTH
) (
  input wire                 clk_i,
  input wire                 rst_ni,
  input wire [2:0]           op_i,
  input wire [BUS_WIDTH-1:0] word_i,
  input wire [BUS_WIDTH-1:0] other_reference_i
);
  `include "atomik_root.vh"

  wire [WIDTH-1:0] state, reference, accumulator;
  wire             valid;
  wire [3:0]       reject;
  wire [63:0]      id;

  atomik_core #(.WIDTH(WIDTH), .BUS_WIDTH(BUS_WIDTH)) core (
    .clk_i(clk_i), .rst_ni(rst_ni), .op_i(op_i), .word_i(word_i), .other_reference_i(other_reference_i),
    .state_o(state), .reference_o(reference), .accumulator_o(accumulator),
    .result_valid_o(valid), .reject_o(reject), .id_o(id)
  );

  reg  [WIDTH-1:0] golden_reference_q, golden_accumulator_q;
  wire [WIDTH-1:0] golden_reference_d, golden_accumulator_d, golden_result;
  wire             golden_valid;
  wire [3:0]       golden_reject;

  atomik_golden #(.WIDTH(WIDTH), .BUS_WIDTH(BUS_WIDTH)) golden (
    .op_i(op_i), .word_i(word_i), .other_reference_i(other_reference_i), .other_accumulator_i(word_i),
    .reference_i(golden_reference_q), .accumulator_i(golden_accumulator_q),
    .reference_o(golden_reference_d), .accumulator_o(golden_accumulator_d),
    .result_o(golden_result), .result_valid_o(golden_valid), .reject_o(golden_reject)
  );

  reg reset_seen_q = 1'b0;

  always @(posedge clk_i) begin
    golden_reference_q   <= rst_ni ? golden_reference_d   : {WIDTH{1'b0}};
    golden_accumulator_q <= rst_ni ? golden_accumulator_d : {WIDTH{1'b0}};
    reset_seen_q         <= reset_seen_q || !rst_ni;
  end

  always @*
    if (reset_seen_q) begin
      rule_reference:   assert (reference == golden_reference_q);
      rule_accumulator: assert (accumulator == golden_accumulator_q);
      rule_state:       assert (state == (reference ^ accumulator));
      rule_reject:      assert (reject == (rst_ni ? golden_reject : 4'd0));
      rule_valid:       assert (valid == (rst_ni && golden_valid));
      rule_result:      assert (!valid || state == golden_result);
      rule_id:          assert (id == ATOMIK_ROOT_ID);
    end

  // What must be reachable. Ops by number, so that a wrong decoder cannot hide behind a shared name.
  wire run        = reset_seen_q && rst_ni;
  wire moved      = reference != 0 && accumulator != 0 && state != 0;
  wire accepted   = run && moved && reject == 4'd0;
  wire word_wide  = run && moved && reject == 4'd1 && other_reference_i == 0;
  wire other_wide = run && moved && reject == 4'd1 && word_i == 0;

  (* keep, cycles = 4 *) wire cover_accept_idle     = accepted && op_i == 3'd0;
  (* keep, cycles = 4 *) wire cover_accept_load     = accepted && op_i == 3'd1;
  (* keep, cycles = 4 *) wire cover_accept_accum    = accepted && op_i == 3'd2;
  (* keep, cycles = 4 *) wire cover_accept_read     = accepted && op_i == 3'd3 && valid;
  (* keep, cycles = 4 *) wire cover_accept_swap     = accepted && op_i == 3'd4 && valid;
  (* keep, cycles = 4 *) wire cover_accept_rollback = accepted && op_i == 3'd5;
  (* keep, cycles = 4 *) wire cover_accept_exchange = accepted && op_i == 3'd6 && valid;
  (* keep, cycles = 4 *) wire cover_accept_merge    = accepted && op_i == 3'd7 && word_i != 0;
  (* keep, cycles = 4 *) wire cover_reject_mismatch = run && moved && op_i == 3'd7 && reject == 4'd2;

  (* keep, cycles = 4 *) wire cover_wide_reject_load            = word_wide && op_i == 3'd1;
  (* keep, cycles = 4 *) wire cover_wide_reject_accum           = word_wide && op_i == 3'd2;
  (* keep, cycles = 4 *) wire cover_wide_reject_rollback        = word_wide && op_i == 3'd5;
  (* keep, cycles = 4 *) wire cover_wide_reject_exchange        = word_wide && op_i == 3'd6;
  (* keep, cycles = 4 *) wire cover_wide_reject_merge           = word_wide && op_i == 3'd7;
  (* keep, cycles = 4 *) wire cover_wide_reject_other_reference = other_wide && op_i == 3'd7;

  // One run without a reset in which every op was accepted and the core still holds a state.
  reg [7:1] done_q;
  integer   op;
  always @(posedge clk_i)
    for (op = 1; op < 8; op = op + 1)
      done_q[op] <= rst_ni && reset_seen_q && (done_q[op] || (reject == 4'd0 && op_i == op));
  (* keep, cycles = 10 *) wire cover_every_op_in_one_run = run && &done_q && moved;
  // A reset in the middle of a run.
  (* keep, cycles = 4 *) wire cover_reset_while_running = reset_seen_q && !rst_ni && moved && op_i == 3'd2;
endmodule
`default_nettype wire
