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

  // The inputs of LATENCY cycles, oldest last. reset_seen starts at 0, so that a 1 at the end was presented.
  localparam BITS = 1 + 3 + WIDTH + PORTS + PORTS * WIDTH;

  reg [BITS-1:0]    line_q [0:LATENCY-1];
  reg [LATENCY-1:0] reset_line_q = {LATENCY{1'b0}};
  reg               reset_seen_q = 1'b0;
  integer           stage;

  always @(posedge clk_i) begin
    line_q[0] <= {rst_ni, op_i, word_i, valid_i, deltas_i};
    for (stage = 1; stage < LATENCY; stage = stage + 1) line_q[stage] <= line_q[stage-1];
    reset_line_q <= {reset_line_q, !rst_ni};
    reset_seen_q <= reset_seen_q || reset_line_q[LATENCY-1];
  end

  wire                   rst_n;
  wire [2:0]             op_late;
  wire [WIDTH-1:0]       word_late;
  wire [PORTS-1:0]       valid_late;
  wire [PORTS*WIDTH-1:0] deltas;
  assign {rst_n, op_late, word_late, valid_late, deltas} = line_q[LATENCY-1];

  // Reset is a load of zero.
  wire [2:0]       op   = rst_n ? op_late : 3'd1;
  wire [WIDTH-1:0] word = rst_n ? word_late : {WIDTH{1'b0}};

  reg  [WIDTH-1:0] reference_q, accumulator_q;
  wire [WIDTH-1:0] result;
  wire             result_valid;
  wire [WIDTH-1:0] reference   [0:PORTS];
  wire [WIDTH-1:0] accumulator [0:PORTS];

  atomik_golden #(.WIDTH(WIDTH), .BUS_WIDTH(WIDTH)) command (
    .op_i(op), .word_i(word), .other_reference_i(reference_q), .other_accumulator_i(word),
    .reference_i(reference_q), .accumulator_i(accumulator_q),
    .reference_o(reference[0]), .accumulator_o(accumulator[0]),
    .result_o(result), .result_valid_o(result_valid), .reject_o()
  );

  genvar port;
  generate
    for (port = 0; port < PORTS; port = port + 1) begin : gen_port
      wire is_valid = VALID_PER_PORT == 0 || valid_late[port];

      atomik_golden #(.WIDTH(WIDTH), .BUS_WIDTH(WIDTH)) delta (
        .op_i(is_valid ? 3'd2 : 3'd0), .word_i(deltas[port*WIDTH +: WIDTH]),
        .other_reference_i({WIDTH{1'b0}}), .other_accumulator_i({WIDTH{1'b0}}),
        .reference_i(reference[port]), .accumulator_i(accumulator[port]),
        .reference_o(reference[port+1]), .accumulator_o(accumulator[port+1]),
        .result_o(), .result_valid_o(), .reject_o()
      );
    end
  endgenerate

  always @(posedge clk_i) begin
    reference_q   <= reference[PORTS];
    accumulator_q <= accumulator[PORTS];
  end

  always @*
    if (reset_seen_q) begin
      rule_state:  assert (state == (reference_q ^ accumulator_q));
      rule_valid:  assert (valid == result_valid);
      rule_result: assert (!valid || state == result);
      rule_id:     assert (id == ATOMIK_ROOT_ID);
    end

  // What must be reachable. The op at the end of the tree, by number; both words of the golden context are not zero.
  wire moved  = reset_seen_q && reference_q != 0 && accumulator_q != 0;
  wire deltad = accumulator[PORTS] != accumulator[0];

  (* keep, cycles = 8 *) wire cover_idle      = moved && rst_n && op_late == 3'd0 && deltad;
  (* keep, cycles = 8 *) wire cover_load      = moved && rst_n && op_late == 3'd1 && deltad && word_late != 0;
  (* keep, cycles = 8 *) wire cover_accum     = moved && rst_n && op_late == 3'd2 && deltad && word_late != 0;
  (* keep, cycles = 8 *) wire cover_read      = moved && rst_n && op_late == 3'd3 && deltad && valid;
  (* keep, cycles = 8 *) wire cover_swap      = moved && rst_n && op_late == 3'd4 && deltad && valid;
  (* keep, cycles = 8 *) wire cover_rollback  = moved && rst_n && op_late == 3'd5 && deltad && word_late != 0;
  (* keep, cycles = 8 *) wire cover_exchange  = moved && rst_n && op_late == 3'd6 && deltad && valid;
  (* keep, cycles = 8 *) wire cover_merge     = moved && rst_n && op_late == 3'd7 && deltad && word_late != 0;
  (* keep, cycles = 8 *) wire cover_reset     = moved && !rst_n && op_late == 3'd6 && deltad && word_late != 0;
  (* keep, cycles = 8 *) wire cover_state     = reset_seen_q && state != 0 && rst_n;
  (* keep, cycles = 8 *) wire cover_all_ports = moved && rst_n && &valid_late && &deltas;
endmodule
`default_nettype wire
