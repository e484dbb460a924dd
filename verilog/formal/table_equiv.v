`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_table beside the golden next-state functions for one context, whose address is any constant below contexts_i, itself any
// constant up to CONTEXTS. All other inputs are free in every cycle, reset included; nothing else is assumed. The rules are those
// of parts/table_rules.vh, and from the first reset on:
//
//   rule_kept    once every context has been made fresh, the RAM holds the golden context, whatever is done elsewhere
//
// Each inside_* says what a register that a merge or the clearing keeps holds: without these, an induction starts from states
// that no run reaches.
//
// Each wire named cover_* must be reachable in the number of cycles beside it, the free cycle before reset included.
module table_equiv #(
  parameter WIDTH         = 1,
  parameter CONTEXTS      = 3,
  parameter ADDRESS_WIDTH = 2,
  parameter BUS_WIDTH     = 2
) (
  input wire                     clk_i,
  input wire                     rst_ni,
  input wire [2:0]               op_i,
  input wire [ADDRESS_WIDTH-1:0] address_i,
  input wire [BUS_WIDTH-1:0]     word_i,
  input wire [BUS_WIDTH-1:0]     other_reference_i
);
  localparam INNER = CONTEXTS < 2 ? 1 : $clog2(CONTEXTS);

  // The context, and how many are in use: registers that never change hold any number.
  reg [ADDRESS_WIDTH-1:0] here_q;
  reg [ADDRESS_WIDTH:0]   contexts_q;
  always @(posedge clk_i) begin
    here_q     <= here_q;
    contexts_q <= contexts_q;
  end
  always @* assume (here_q < contexts_q && contexts_q <= CONTEXTS);

  wire             ready, done, result_valid;
  wire [3:0]       reject;
  wire [WIDTH-1:0] result, reference, accumulator, probe_reference, probe_state;
  wire [63:0]      id;

  atomik_table #(
    .WIDTH(WIDTH), .CONTEXTS(CONTEXTS), .ADDRESS_WIDTH(ADDRESS_WIDTH), .BUS_WIDTH(BUS_WIDTH)
  ) dut (
    .clk_i(clk_i), .rst_ni(rst_ni), .contexts_i(contexts_q), .ready_o(ready), .op_i(op_i), .address_i(address_i), .word_i(word_i),
    .other_reference_i(other_reference_i), .done_o(done), .reject_o(reject), .result_valid_o(result_valid),
    .result_o(result), .reference_o(reference), .accumulator_o(accumulator), .id_o(id),
    .probe_address_i(here_q), .probe_reference_o(probe_reference), .probe_state_o(probe_state)
  );

  // Registers inside the table, by their names once the design is flat, when Yosys connects these wires to them. One that it does
  // not find stays free, and a rule fails.
  (* hierconn *) wire                     \dut.clearing_q , \dut.clear_last_q , \dut.merging_q , \dut.second_q , \dut.second_fits_q ;
  (* hierconn *) wire                     \dut.out_of_range_a , \dut.word_is_wide_a , \dut.other_is_wide_a ;
  (* hierconn *) wire [2:0]               \dut.op_a ;
  (* hierconn *) wire [9:0]               \dut.first_q ;
  (* hierconn *) wire [INNER-1:0]         \dut.clear_address_q , \dut.address_a ;
  (* hierconn *) wire [WIDTH-1:0]         \dut.gen_slice[0].column.word_a , \dut.gen_slice[0].column.other_a ;
  (* hierconn *) wire [WIDTH-1:0]         \dut.gen_slice[0].column.differ_8 ;
  (* hierconn *) wire                     \dut.gen_slice[0].column.equal_9 ;

  wire [ADDRESS_WIDTH:0] contexts = contexts_q;
  `define TABLE_RULE assert
  `include "table_rules.vh"

  always @*
    if (reset_seen_q)
      rule_kept: assert (!is_live || (probe_reference == next_reference &&
                                      probe_state == (next_reference ^ next_accumulator)));

  // Where the merge that is on is, 1 to 12 cycles after it was taken, and what was taken with it; 0 without one.
  reg [3:0]               at;
  reg [9:0]               first;
  reg [ADDRESS_WIDTH-1:0] held_address;
  reg [BUS_WIDTH-1:0]     held_word, held_other;
  integer                 back;
  always @* begin
    at           = 4'd0;
    first        = 10'd0;
    held_address = address_q[1];
    held_word    = word_q[1];
    held_other   = other_q[1];
    for (back = 1; back <= 12; back = back + 1)
      if (op_q[back] == 3'd7) begin
        at           = back;
        held_address = address_q[back];
        held_word    = word_q[back];
        held_other   = other_q[back];
        if (back > 1 && back < 12) first[back-2] = 1'b1;
      end
  end
  wire holds        = at != 4'd0 || op_q[1] != 3'd0;
  wire held_outside = held_address >= contexts_q;
  wire held_here    = at != 4'd0 && held_address == here_q;

  always @*
    if (reset_seen_q) begin
      inside_op:       assert (\dut.op_a == op_q[1]);
      inside_first:    assert (\dut.first_q == first);
      inside_second:   assert (\dut.second_q == (op_q[12] == 3'd7));
      inside_merging:  assert (\dut.merging_q == (at != 4'd0 && at != 4'd12));
      inside_merge:    assert (merge_q == (at == 4'd0 ? 4'd0 : 4'd12 - at));
      inside_clearing: assert (\dut.clearing_q == (since_q < CONTEXTS));
      inside_clear:    assert (!\dut.clearing_q || (\dut.clear_address_q == since_q[INNER-1:0] &&
                                                    \dut.clear_last_q == (since_q == CONTEXTS - 1)));
      inside_since:    assert (since_q <= LIVE);
      inside_empty:    assert (since_q > CONTEXTS || !holds);
      inside_outside:  assert (!holds || \dut.out_of_range_a == held_outside);
      inside_address:  assert (!holds || held_outside || \dut.address_a == held_address[INNER-1:0]);
      inside_wide:     assert (!holds || (\dut.word_is_wide_a == |(held_word >> WIDTH) &&
                                          \dut.other_is_wide_a == |(held_other >> WIDTH)));
      inside_operands: assert (!holds || (\dut.gen_slice[0].column.word_a == held_word[WIDTH-1:0] &&
                                          \dut.gen_slice[0].column.other_a == held_other[WIDTH-1:0]));
      inside_read:     assert (!held_here || at != 4'd9  || reference == golden_reference_q);
      inside_differ:   assert (!held_here || at != 4'd10 ||
                               \dut.gen_slice[0].column.differ_8 == (golden_reference_q ^ held_other[WIDTH-1:0]));
      inside_equal:    assert (!held_here || at != 4'd11 ||
                               \dut.gen_slice[0].column.equal_9 == (golden_reference_q == held_other[WIDTH-1:0]));
      inside_fits:     assert (!held_here || at != 4'd12 ||
                               \dut.second_fits_q == (golden_reference_q == held_other[WIDTH-1:0]));
    end

  // What must be reachable: each op answered at the context, right behind another one there.
  reg  was_here_q;
  always @(posedge clk_i) was_here_q <= is_here && reject == 4'd0;
  wire moved = is_here && was_here_q && golden_reference_q != 0 && reset_seen_q;
  wire summed = moved && golden_accumulator_q != 0;

  (* keep, cycles = 20 *) wire cover_load     = summed && op == 3'd1 && reject == 4'd0 && reference != 0;
  (* keep, cycles = 20 *) wire cover_accum    = summed && op == 3'd2 && reject == 4'd0 && accumulator == 0;
  (* keep, cycles = 20 *) wire cover_read     = moved && op == 3'd3 && result_valid && result != 0;
  (* keep, cycles = 20 *) wire cover_swap     = summed && op == 3'd4 && result_valid && accumulator == 0;
  (* keep, cycles = 20 *) wire cover_rollback = summed && op == 3'd5 && reject == 4'd0;
  (* keep, cycles = 20 *) wire cover_exchange = moved && op == 3'd6 && result_valid && result != 0;
  (* keep, cycles = 20 *) wire cover_address  = reset_seen_q && op == 3'd1 && reject == 4'd3;
  (* keep, cycles = 20 *) wire cover_wide_load = moved && op == 3'd1 && reject == 4'd1;
  (* keep, cycles = 31 *) wire cover_merge    = reset_seen_q && op == 3'd7 && is_here && reject == 4'd0 && word != 0 &&
                                                golden_reference_q != 0;
  (* keep, cycles = 31 *) wire cover_mismatch = reset_seen_q && op == 3'd7 && is_here && reject == 4'd2;
  (* keep, cycles = 31 *) wire cover_reset    = reset_seen_q && !rst_ni && is_live && golden_reference_q != 0 && op_q[3] == 3'd1;
endmodule
`default_nettype wire
