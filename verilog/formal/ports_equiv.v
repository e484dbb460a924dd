`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_ports beside the golden next-state functions (spec/golden/atomik_golden.v, printed by Lean), composed: in each
// cycle the command, then an accum for each port that is not idle, one golden function after another, all between two
// rising edges. The golden model sees the inputs LATENCY cycles late. Every input is free in every cycle, reset
// included; nothing is assumed. Rules hold from the cycle on in which the first reset is at the end of the tree:
//
//   rule_state   1. state_o is reference ^ accumulator of the golden model
//   rule_valid   2. there is a result exactly when the golden model has one for the command LATENCY cycles ago
//   rule_result  3. a result is the golden one
//   rule_id      4. the ID word is the root hash's
//
// A merge is presented to the golden model with the reference that it has: the module leaves that check to its caller.
// Each wire named cover_* must be reachable in the number of cycles beside it, the free cycle before reset included.
module ports_equiv #(
  parameter WIDTH          = 1,
  parameter PORTS          = 4,
  parameter VALID_PER_PORT = 0
) (
  input wire                   clk_i,
  input wire                   rst_ni,
  input wire [2:0]             op_i,
  input wire [WIDTH-1:0]       word_i,
  input wire [PORTS-1:0]       valid_i,
  input wire [PORTS*WIDTH-1:0] deltas_i
);
  `include "atomik_root.vh"
  `include "atomik_ports_latency.vh"

  localparam LATENCY = atomik_ports_latency(PORTS, VALID_PER_PORT);

  wire [WIDTH-1:0] state;
  wire             valid;
  wire [63:0]      id;

  atomik_ports #(.WIDTH(WIDTH), .PORTS(PORTS), .VALID_PER_PORT(VALID_PER_PORT)) dut (
    .clk_i(clk_i), .rst_ni(rst_ni), .op_i(op_i), .word_i(word_i), .valid_i(valid_i), .deltas_i(deltas_i),
    .state_o(state), .result_valid_o(valid), .id_o(id)
  );

  // The inputs of LATENCY cycles ago. Reset is a load of zero.
  localparam BITS = 3 + WIDTH + PORTS + PORTS * WIDTH;

  wire                   reset_seen, rst_n, changes;
  wire [2:0]             op_late;
  wire [WIDTH-1:0]       word_late;
  wire [PORTS-1:0]       valid_late;
  wire [PORTS*WIDTH-1:0] deltas;

  late_inputs #(.BITS(BITS), .CYCLES(LATENCY)) late (
    .clk_i(clk_i), .rst_ni(rst_ni), .now_i({op_i, word_i, valid_i, deltas_i}), .rst_no(rst_n),
    .late_o({op_late, word_late, valid_late, deltas}), .reset_seen_o(reset_seen)
  );

  wire [WIDTH-1:0] reference, accumulator, result;
  wire             result_valid;

  golden_chain #(.WIDTH(WIDTH), .DELTAS(PORTS)) golden (
    .clk_i(clk_i), .op_i(rst_n ? op_late : 3'd1), .word_i(rst_n ? word_late : {WIDTH{1'b0}}),
    .valid_i(VALID_PER_PORT == 0 ? {PORTS{1'b1}} : valid_late), .deltas_i(deltas),
    .reference_o(reference), .accumulator_o(accumulator), .result_o(result), .result_valid_o(result_valid),
    .changed_o(changes)
  );

  always @*
    if (reset_seen) begin
      rule_state:  assert (state == (reference ^ accumulator));
      rule_valid:  assert (valid == result_valid);
      rule_result: assert (!valid || state == result);
      rule_id:     assert (id == ATOMIK_ROOT_ID);
    end

  // What must be reachable. The op at the end of the tree, by number; both words of the golden context are not zero.
  wire moved = reset_seen && reference != 0 && accumulator != 0;

  (* keep, cycles = 8 *) wire cover_idle      = moved && rst_n && op_late == 3'd0 && changes;
  (* keep, cycles = 8 *) wire cover_load      = moved && rst_n && op_late == 3'd1 && changes && word_late != 0;
  (* keep, cycles = 8 *) wire cover_accum     = moved && rst_n && op_late == 3'd2 && changes && word_late != 0;
  (* keep, cycles = 8 *) wire cover_read      = moved && rst_n && op_late == 3'd3 && changes && valid;
  (* keep, cycles = 8 *) wire cover_swap      = moved && rst_n && op_late == 3'd4 && changes && valid;
  (* keep, cycles = 8 *) wire cover_rollback  = moved && rst_n && op_late == 3'd5 && changes && word_late != 0;
  (* keep, cycles = 8 *) wire cover_exchange  = moved && rst_n && op_late == 3'd6 && changes && valid;
  (* keep, cycles = 8 *) wire cover_merge     = moved && rst_n && op_late == 3'd7 && changes && word_late != 0;
  (* keep, cycles = 8 *) wire cover_reset     = moved && !rst_n && op_late == 3'd6 && changes && word_late != 0;
  (* keep, cycles = 8 *) wire cover_state     = reset_seen && state != 0 && rst_n;
  (* keep, cycles = 8 *) wire cover_all_ports = moved && rst_n && &valid_late && &deltas;
endmodule
`default_nettype wire
