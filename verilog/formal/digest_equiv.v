`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_digest beside the fold digest as the specification has it (Atomik.Digest.foldAt): each byte that counts is
// accumulated at its place inside its word, one golden accum (spec/golden/atomik_golden.v, printed by Lean) a byte; a
// start is a golden load of zero before them. The golden context sees the inputs as late as atomik_ports inside does.
// Every input is free in every cycle, reset included; nothing is assumed. Rules hold from the first reset on that has
// come to the end:
//
//   rule_digest  1. digest_o is the state of the golden context
//   rule_valid   2. an announcement is there exactly when the cycle before had a last beat and no reset, as late
//   rule_id      3. the ID word is the root hash's
//
// Each wire named cover_* must be reachable in the number of cycles beside it, the free cycle before reset included.
module digest_equiv #(
  parameter WIDTH = 16,
  parameter WORDS = 2
) (
  input wire                     clk_i,
  input wire                     rst_ni,
  input wire                     start_i,
  input wire                     last_i,
  input wire [2:0]               offset_i,
  input wire [WORDS*WIDTH/8-1:0] keep_i,
  input wire [WORDS*WIDTH-1:0]   beat_i
);
  `include "atomik_root.vh"
  `include "atomik_ports_latency.vh"

  localparam TURNS = WIDTH == 8 ? 0 : WIDTH == 16 ? 1 : WIDTH == 32 ? 2 : 3;
  localparam LATE  = 1 + TURNS + atomik_ports_latency(WORDS, 0);
  localparam BYTES = WORDS * WIDTH / 8;
  localparam BITS  = 2 + 3 + BYTES + 8 * BYTES;

  wire             valid;
  wire [WIDTH-1:0] digest;
  wire [63:0]      id;

  atomik_digest #(.WIDTH(WIDTH), .WORDS(WORDS)) dut (
    .clk_i(clk_i), .rst_ni(rst_ni), .start_i(start_i), .last_i(last_i), .offset_i(offset_i), .keep_i(keep_i),
    .beat_i(beat_i), .digest_valid_o(valid), .digest_o(digest), .id_o(id)
  );

  wire               reset_seen, rst_n, start, last, changes;
  wire [2:0]         offset;
  wire [BYTES-1:0]   keep;
  wire [8*BYTES-1:0] beat;

  late_inputs #(.BITS(BITS), .CYCLES(LATE)) late (
    .clk_i(clk_i), .rst_ni(rst_ni), .now_i({start_i, last_i, offset_i, keep_i, beat_i}), .rst_no(rst_n),
    .late_o({start, last, offset, keep, beat}), .reset_seen_o(reset_seen)
  );

  reg ended_q;
  always @(posedge clk_i) ended_q <= rst_n && last;

  // Each byte at its place.
  wire [BYTES*WIDTH-1:0] deltas;

  genvar lane;
  generate
    for (lane = 0; lane < BYTES; lane = lane + 1) begin : gen_lane
      wire [5:0] place = (lane + offset) % (WIDTH / 8);
      assign deltas[lane*WIDTH +: WIDTH] = {{WIDTH{1'b0}}, beat[8*lane +: 8]} << (8 * place);
    end
  endgenerate

  wire [WIDTH-1:0] reference, accumulator;

  golden_chain #(.WIDTH(WIDTH), .DELTAS(BYTES)) golden (
    .clk_i(clk_i), .op_i(start || !rst_n ? 3'd1 : 3'd0), .word_i({WIDTH{1'b0}}), .valid_i(keep), .deltas_i(deltas),
    .reference_o(reference), .accumulator_o(accumulator), .result_o(), .result_valid_o(), .changed_o(changes)
  );

  always @*
    if (reset_seen) begin
      rule_digest: assert (digest == (reference ^ accumulator));
      rule_valid:  assert (valid == (rst_n && ended_q));
      rule_id:     assert (id == ATOMIK_ROOT_ID);
    end

  wire run = reset_seen && rst_n && digest != 0 && changes;

  (* keep, cycles = 9 *) wire cover_whole   = run && !start && valid && &keep && offset == 3'd0;
  (* keep, cycles = 9 *) wire cover_start   = run && start && valid;
  (* keep, cycles = 9 *) wire cover_shifted = run && !start && !last && offset == 3'd1 && keep[0] && beat[7:0] == 8'hff;
  (* keep, cycles = 9 *) wire cover_part    = run && keep != 0 && !keep[0];
  (* keep, cycles = 9 *) wire cover_reset   = reset_seen && !rst_n && digest != 0 && ended_q;
endmodule
`default_nettype wire
