// SPDX-License-Identifier: Apache-2.0
//
// For stream_equiv.v, inside its module: one beat that is watched, from the cycle in which it is taken through the table to its
// answer's being taken, and how many answers are before it. No rule is here.

  // Ops on their way through the table: of each age whether it is there, and whether it is the watched one.
  reg [MERGE:0] due, watched_q;
  integer       each;
  always @*
    for (each = 0; each <= MERGE; each = each + 1)
      due[each] = each > 0 && op_q[each] != 3'd0 && (each <= OTHER || op_q[each] == 3'd7);
  wire answers_watched = done && (merges ? watched_q[MERGE] : watched_q[OTHER]);

  // The golden answer, and the watched one once the table has given it: what it is, where it is.
  wire [ANSWER-1:0] golden_answer = address >= CONTEXTS ? 3 :
    {golden_accumulator_d, golden_reference_d, golden_valid ? golden_result : {WIDTH{1'b0}}, 3'd0, golden_valid, golden_reject};
  reg               queued_q;
  reg [ANSWER-1:0]  expected_q;
  reg [3:0]         place_q;

  // Answers to come, answers not yet taken, and how many of both are before the watched one.
  reg  [4:0] open_q, waiting_q, before_q;
  wire       leaves   = m_tvalid && m_tready_i;
  wire       gone     = queued_q && before_q == 0 && leaves;
  wire       watching = queued_q || watched_q != 0;
  wire       watches  = watch_i && !watching && op_i != 3'd0 && (address_i == here_q || address_i >= CONTEXTS);

  reg              was_reset_q, was_shown_q;
  reg [ANSWER-1:0] was_data_q;

  always @(posedge clk_i) begin
    was_reset_q <= !rst_ni;
    was_shown_q <= rst_ni && m_tvalid && !m_tready_i;
    was_data_q  <= m_tdata;
    open_q      <= !rst_ni ? 5'd0 : open_q + (op_i != 3'd0) - done;
    waiting_q   <= !rst_ni ? 5'd0 : waiting_q + done - leaves;
    before_q    <= watches ? open_q + waiting_q - leaves : before_q - leaves;
    watched_q   <= !rst_ni ? 0 : {watched_q[MERGE-1:1] & ~(answers_watched << (OTHER - 1)), watches, 1'b0};
    queued_q    <= rst_ni && (answers_watched || (queued_q && !gone));
    if (answers_watched) begin
      expected_q <= golden_answer;
      place_q    <= \dut.answers.write_q ;
    end
  end
