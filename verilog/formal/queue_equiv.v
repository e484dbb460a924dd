`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_answer_queue, which gives atomik_stream its AXI4-Stream handshake. Assumed of what stands before it, and proved
// of atomik_table in table_equiv.v: a promise is given only while ready_o is 1, and no more answers come than were promised.
// All else is free in every cycle, reset included. One answer, any one, is watched from its coming to its going.
// Rules hold from the first reset on:
//
//   rule_hold      1. valid_o with data_o, once shown, stays as it is until it is taken or reset (AXI4-Stream)
//   rule_reset     2. valid_o is 0 in the cycle after a reset (AXI4-Stream)
//   rule_order     3. answers leave in the order in which they came: the watched one when all before it are gone
//   rule_data      4. and as they came
//   rule_valid     5. valid_o is 1 exactly when there are more answers than were taken: none is lost, none made up
//   rule_ready     6. ready_o is 1 exactly when a promise can be given a place
//   rule_counts    7. the counts inside are those of the harness, and places are used in turn
//
// Each wire named cover_* must be reachable in the number of cycles beside it, the free cycle before reset included.
module queue_equiv #(
  parameter WIDTH = 3,
  parameter DEPTH = 4
) (
  input wire             clk_i,
  input wire             rst_ni,
  input wire             promise_i,
  input wire             answer_i,
  input wire [WIDTH-1:0] data_i,
  input wire             take_i,
  input wire             watch_i
);
  localparam PLACE = $clog2(DEPTH);

  wire             ready, valid;
  wire [WIDTH-1:0] data, kept;
  wire [PLACE-1:0] write, read;
  wire [PLACE:0]   promised, filled;
  reg  [PLACE-1:0] place_q;

  atomik_answer_queue #(.WIDTH(WIDTH), .DEPTH(DEPTH)) dut (
    .clk_i(clk_i), .rst_ni(rst_ni), .promise_i(promise_i), .ready_o(ready), .answer_i(answer_i), .data_i(data_i),
    .valid_o(valid), .take_i(take_i), .data_o(data),
    .probe_place_i(place_q), .probe_data_o(kept), .probe_write_o(write), .probe_read_o(read),
    .probe_promised_o(promised), .probe_filled_o(filled)
  );

  // Promises not yet answered, answers not yet taken.
  reg [PLACE:0] open_q, waiting_q;
  wire          takes = valid && take_i;

  always @* begin
    assume (!promise_i || ready);
    assume (!answer_i || open_q != 0);
  end

  // The watched answer: what it is, and how many are before it.
  reg             watching_q;
  reg [WIDTH-1:0] watched_q;
  reg [PLACE:0]   before_q;

  reg             reset_seen_q = 1'b0;
  reg             was_reset_q, was_shown_q;
  reg [WIDTH-1:0] was_data_q;

  always @(posedge clk_i) begin
    reset_seen_q <= reset_seen_q || !rst_ni;
    was_reset_q  <= !rst_ni;
    was_shown_q  <= rst_ni && valid && !take_i;
    was_data_q   <= data;
    open_q       <= !rst_ni ? 0 : open_q + promise_i - answer_i;
    waiting_q    <= !rst_ni ? 0 : waiting_q + answer_i - takes;
    if (!rst_ni) watching_q <= 1'b0;
    else if (!watching_q && watch_i && answer_i) begin
      watching_q <= 1'b1;
      watched_q  <= data_i;
      before_q   <= waiting_q - takes;
      place_q    <= write;
    end else if (watching_q && takes) begin
      watching_q <= before_q != 0;
      before_q   <= before_q - 1'b1;
    end
  end

  wire [PLACE+1:0] used  = {1'b0, open_q} + {1'b0, waiting_q};
  wire [PLACE-1:0] ahead = place_q - read;
  wire [PLACE-1:0] span  = write - read;

  always @*
    if (reset_seen_q) begin
      rule_hold:   assert (!was_shown_q || (valid && data == was_data_q));
      rule_reset:  assert (!was_reset_q || !valid);
      rule_order:  assert (!watching_q || (before_q < waiting_q && ahead == before_q[PLACE-1:0] && !before_q[PLACE]));
      rule_data:   assert (!watching_q || (kept == watched_q && (before_q != 0 || data == watched_q)));
      rule_valid:  assert (valid == (waiting_q != 0));
      rule_ready:  assert (ready == (used < DEPTH));
      rule_counts: assert (promised == used && filled == waiting_q && used <= DEPTH && waiting_q <= DEPTH &&
                           open_q <= DEPTH && span == waiting_q[PLACE-1:0]);
    end

  (* keep, cycles = 12 *) wire cover_full    = reset_seen_q && waiting_q == DEPTH && !ready;
  (* keep, cycles = 12 *) wire cover_stalled = reset_seen_q && was_shown_q && valid && data != 0;
  (* keep, cycles = 12 *) wire cover_watched = watching_q && before_q == 0 && takes && watched_q != 0 && read != 0;
  (* keep, cycles = 12 *) wire cover_behind  = watching_q && before_q == 2 && !takes;
  (* keep, cycles = 12 *) wire cover_wrapped = reset_seen_q && write < read && valid;
  (* keep, cycles = 12 *) wire cover_reset   = reset_seen_q && !rst_ni && valid && watching_q;
endmodule
`default_nettype wire
