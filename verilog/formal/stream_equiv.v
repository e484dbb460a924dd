`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_stream, with any table in it that keeps the rules of parts/table_rules.vh; that atomik_table does is what table_equiv.v
// proves. One beat is watched from the cycle in which it is taken until its answer is: any beat of the context at here_q, or of
// an address that is out of range. here_q is any constant, so that this is any beat. All else is free in every cycle, reset
// included. Rules hold from the first reset on:
//
//   rule_presents  1. the table is given the op, address and words of the beat that is taken, as its header lays them out, and
//                     op 0 in all other cycles
//   rule_hold      2. m_tvalid with m_tdata, once shown, stays as it is until it is taken or reset (AXI4-Stream)
//   rule_reset     3. s_tready and m_tvalid are 0 in the cycle after a reset
//   rule_s_ready   4. s_tready is 1 exactly when the table is ready and there are fewer than 16 answers to come or not yet taken
//   rule_m_valid   5. m_tvalid is 1 exactly when more answers have come than were taken: none is lost, none made up
//   rule_order     6. the answer that is taken behind as many answers as were to come or to be taken when the watched beat
//                     was, is the watched beat's
//   rule_answer    7. it is the golden answer to that op, laid out as the header says, zero where it says zero
//   rule_same_id   8. the ID word is the root hash's
//
// Each inside_* says the same of places and counts inside, to close the induction. Each wire named cover_* must be reachable in
// the number of cycles beside it, the free cycle before reset included.
module stream_equiv #(
  parameter WIDTH         = 8,
  parameter CONTEXTS      = 2,
  parameter ADDRESS_BYTES = 1
) (
  input wire                               clk_i,
  input wire                               rst_ni,
  input wire                               s_tvalid_i,
  input wire [2*WIDTH+8*ADDRESS_BYTES+7:0] s_tdata_i,
  input wire                               m_tready_i,
  input wire                               watch_i
);
  localparam ADDRESS_WIDTH = 8 * ADDRESS_BYTES;
  localparam BUS_WIDTH     = WIDTH;
  localparam ANSWER        = 3 * WIDTH + 8;
  localparam DEPTH         = 16;

  wire              s_tready, m_tvalid;
  wire [ANSWER-1:0] m_tdata;
  wire [63:0]       m_id;

  atomik_stream #(.WIDTH(WIDTH), .CONTEXTS(CONTEXTS), .ADDRESS_BYTES(ADDRESS_BYTES)) dut (
    .clk_i(clk_i), .rst_ni(rst_ni), .s_tvalid_i(s_tvalid_i), .s_tready_o(s_tready), .s_tdata_i(s_tdata_i),
    .m_tvalid_o(m_tvalid), .m_tready_i(m_tready_i), .m_tdata_o(m_tdata), .id_o(m_id)
  );

  // Ports of the table and registers of the queue, by their names once the design is flat, when Yosys connects these wires.
  (* hierconn *) wire                     \dut.contexts.ready_o , \dut.contexts.done_o , \dut.contexts.result_valid_o ;
  (* hierconn *) wire [2:0]               \dut.contexts.op_i ;
  (* hierconn *) wire [ADDRESS_WIDTH-1:0] \dut.contexts.address_i ;
  (* hierconn *) wire [ADDRESS_WIDTH:0]   \dut.contexts.contexts_i ;
  (* hierconn *) wire [WIDTH-1:0]         \dut.contexts.word_i , \dut.contexts.other_reference_i ;
  (* hierconn *) wire [3:0]               \dut.contexts.reject_o ;
  (* hierconn *) wire [WIDTH-1:0]         \dut.contexts.result_o , \dut.contexts.reference_o , \dut.contexts.accumulator_o ;
  (* hierconn *) wire [63:0]              \dut.contexts.id_o ;
  (* hierconn *) wire [3:0]               \dut.answers.write_q , \dut.answers.read_q ;
  (* hierconn *) wire [4:0]               \dut.answers.promised_q , \dut.answers.filled_q ;
  (* hierconn *) wire [3:0]               \dut.answers.probe_place_i ;
  (* hierconn *) wire [ANSWER-1:0]        \dut.answers.probe_data_o ;

  // The beat, field by field; what the table is given is what is in it.
  wire                     takes = s_tvalid_i && s_tready;
  wire [2:0]               op_i              = takes ? s_tdata_i[2:0] : 3'd0;
  wire [ADDRESS_WIDTH-1:0] address_i         = s_tdata_i[8 +: ADDRESS_WIDTH];
  wire [WIDTH-1:0]         word_i            = s_tdata_i[8+ADDRESS_WIDTH +: WIDTH];
  wire [WIDTH-1:0]         other_reference_i = s_tdata_i[8+ADDRESS_WIDTH+WIDTH +: WIDTH];
  wire [ADDRESS_WIDTH:0]   contexts          = CONTEXTS;

  // The table's answers.
  wire             ready = \dut.contexts.ready_o , done = \dut.contexts.done_o ;
  wire             result_valid = \dut.contexts.result_valid_o ;
  wire [3:0]       reject = \dut.contexts.reject_o ;
  wire [WIDTH-1:0] result = \dut.contexts.result_o , reference = \dut.contexts.reference_o ;
  wire [WIDTH-1:0] accumulator = \dut.contexts.accumulator_o ;
  wire [63:0]      id = \dut.contexts.id_o ;

  reg [ADDRESS_WIDTH-1:0] here_q;
  always @(posedge clk_i) here_q <= here_q;
  always @* assume (here_q < CONTEXTS);

  `define TABLE_RULE assume
  `include "table_rules.vh"

  `include "watched_beat.vh"

  wire [5:0] used = open_q + waiting_q;

  always @*
    if (reset_seen_q) begin
      rule_presents: assert (\dut.contexts.op_i == op_i && (op_i == 3'd0 || (
                             \dut.contexts.address_i == address_i && \dut.contexts.word_i == word_i &&
                             \dut.contexts.other_reference_i == other_reference_i && \dut.contexts.contexts_i == CONTEXTS)));
      rule_hold:     assert (!was_shown_q || (m_tvalid && m_tdata == was_data_q));
      rule_reset:    assert (!was_reset_q || (!m_tvalid && !s_tready));
      rule_s_ready:  assert (s_tready == (ready && used < DEPTH));
      rule_m_valid:  assert (m_tvalid == (waiting_q != 0));
      rule_order:    assert (!(watching && leaves && before_q == 0) || queued_q);
      rule_answer:   assert (!(queued_q && before_q == 0) || (m_tvalid && m_tdata == expected_q));
      rule_same_id:  assert (m_id == ATOMIK_ROOT_ID);
    end

  // Of the ops in the table: how many, how many before the watched one, and whether that is one that may be watched.
  reg [4:0] open, older;
  reg       may_watch;
  always @* begin
    open      = 5'd0;
    older     = 5'd0;
    may_watch = 1'b1;
    for (each = MERGE; each > 0; each = each - 1) begin
      if (watched_q[each]) older = open;
      if (watched_q[each] && (!due[each] || (address_q[each] != here_q && address_q[each] < CONTEXTS))) may_watch = 1'b0;
      open = open + due[each];
    end
  end
  wire [3:0] ahead = place_q - \dut.answers.read_q ;
  wire [3:0] span  = \dut.answers.write_q - \dut.answers.read_q ;
  assign \dut.answers.probe_place_i = place_q;

  always @*
    if (reset_seen_q) begin
      inside_counts:  assert (\dut.answers.promised_q == used && \dut.answers.filled_q == waiting_q && used <= DEPTH &&
                              span == waiting_q[3:0]);
      inside_open:    assert (open_q == open);
      inside_watched: assert (may_watch && (watched_q & (watched_q - 1'b1)) == 0 && !(queued_q && watched_q != 0));
      inside_before:  assert (watched_q == 0 || before_q == waiting_q + older);
      inside_place:   assert (!queued_q || (before_q < waiting_q && ahead == before_q[3:0] &&
                                            \dut.answers.probe_data_o == expected_q));
    end

  // What must be reachable: the watched answer leaves, as the second of two, with words that are not zero.
  reg  was_left_q, was_merge_q;
  wire answered = gone && was_left_q && reset_seen_q;
  wire counts   = expected_q[8+WIDTH +: WIDTH] != 0 && expected_q[8+2*WIDTH +: WIDTH] != 0;
  always @(posedge clk_i) begin
    was_left_q <= leaves;
    if (watches) was_merge_q <= op_i == 3'd7;
  end

  (* keep, cycles = 20 *) wire cover_op       = answered && counts && expected_q[7:0] == 8'h00;
  (* keep, cycles = 20 *) wire cover_result   = answered && expected_q[7:0] == 8'h10 && expected_q[8 +: WIDTH] != 0;
  (* keep, cycles = 20 *) wire cover_address  = answered && expected_q[7:0] == 8'h03;
  (* keep, cycles = 33 *) wire cover_merge    = answered && counts && expected_q[7:0] == 8'h00 && was_merge_q;
  (* keep, cycles = 33 *) wire cover_mismatch = answered && expected_q[7:0] == 8'h02;
  (* keep, cycles = 33 *) wire cover_full     = reset_seen_q && rst_ni && waiting_q == DEPTH && ready && watching && before_q == 9;
  (* keep, cycles = 20 *) wire cover_stalled  = was_shown_q && m_tvalid && m_tdata[3:0] == 4'd3 && queued_q;
  (* keep, cycles = 20 *) wire cover_reset    = reset_seen_q && !rst_ni && m_tvalid && queued_q && open_q == 3;
endmodule
`default_nettype wire
