`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_uart_control beside its protocol, the table in its header. Bytes, errors, the table's answers and the readiness of table
// and sender are free in every cycle, reset included; nothing is assumed of them. Rules hold from the first reset on:
//
//   rule_asks      1. an op is presented exactly when a whole command is there, letter and all its bytes one behind the other, until
//                     it is taken; it is the letter's op
//   rule_operands  2. with the words that those bytes are, at the address selected, or for C at the one they are
//   rule_says      3. a byte is presented exactly while some of a reply is left, or FE is due
//   rule_reply     4. it is the next one of the reply, made of the answer to that op, then FE if a byte or an error came too early
//   rule_selected  5. the address selected is that of the last C that was not refused, 0 after a reset
//   rule_ends      6. whatever goes on comes to its end, the next letter: there is a number that falls in each clock in which no
//                     byte comes and nothing is waited for, of the table or of the sender. So nothing is ever stuck, and TIMEOUT
//                     clocks without a byte end a command of which bytes are missing
//
// Each inside_* says what the registers hold, to close the induction. Each wire named cover_* must be reachable in the number of
// cycles beside it, the free cycle before reset included.
module control_equiv #(
  parameter TIMEOUT = 5
) (
  input wire        clk_i,
  input wire        rst_ni,
  input wire        rx_valid_i,
  input wire        rx_error_i,
  input wire [7:0]  rx_byte_i,
  input wire        tx_ready_i,
  input wire        ready_i,
  input wire        done_i,
  input wire [3:0]  reject_i,
  input wire [63:0] result_i,
  input wire [63:0] reference_i,
  input wire [63:0] accumulator_i
);
  localparam CLOCK = $clog2(TIMEOUT + 1);

  wire        tx_valid;
  wire [7:0]  tx_byte;
  wire [2:0]  op;
  wire [15:0] address, selected;
  wire [63:0] word, other_reference;

  atomik_uart_control #(.ADDRESS_WIDTH(16), .TIMEOUT(TIMEOUT)) dut (
    .clk_i(clk_i), .rst_ni(rst_ni), .rx_valid_i(rx_valid_i), .rx_error_i(rx_error_i), .rx_byte_i(rx_byte_i),
    .tx_valid_o(tx_valid), .tx_byte_o(tx_byte), .tx_ready_i(tx_ready_i), .ready_i(ready_i), .op_o(op), .address_o(address),
    .word_o(word), .other_reference_o(other_reference), .done_i(done_i), .reject_i(reject_i), .result_i(result_i),
    .reference_i(reference_i), .accumulator_i(accumulator_i), .selected_o(selected)
  );

  (* hierconn *) wire [1:0]       \dut.state_q ;
  (* hierconn *) wire [7:0]       \dut.letter_q ;
  (* hierconn *) wire [4:0]       \dut.missing_q ;
  (* hierconn *) wire [127:0]     \dut.operand_q ;
  (* hierconn *) wire [CLOCK-1:0] \dut.silence_q ;
  (* hierconn *) wire             \dut.dropped_q ;
  (* hierconn *) wire [63:0]      \dut.reply_q ;
  (* hierconn *) wire [3:0]       \dut.left_q ;

  `include "uart_protocol.vh"

  // What falls until the next letter.
  reg         was_moved_q;
  reg  [15:0] was_rank_q;
  wire [15:0] rank = asks_q ? 20 : waits_q ? 19 : says_q ? 1 + left_q + early_q : count_q == 0 ? 0 : 3 + TIMEOUT - quiet_q;
  always @(posedge clk_i) begin
    was_moved_q <= rst_ni && !comes && !(asks_q && !ready_i) && !(waits_q && !done_i) && !(tx_valid && !tx_ready_i);
    was_rank_q  <= rank;
  end

  wire [127:0] known = ~({128{1'b1}} << (8 * (count_q - 5'd1)));  // bytes of the command that are there
  wire [63:0]  said  = ~({64{1'b1}} >> (8 * left_q));

  always @*
    if (reset_seen_q) begin
      rule_asks:     assert (op == (asks_q ? op_of(letter_q) : 3'd0));
      rule_operands: assert (!asks_q || ((length(letter_q) < 8 || word == bytes_q[63:0]) &&
                             (letter_q != "M" || other_reference == bytes_q[127:64]) &&
                             address == (letter_q == "C" ? bytes_q[15:0] : selected_q)));
      rule_says:     assert (tx_valid == (says_q && (left_q != 0 || early_q)));
      rule_reply:    assert (!tx_valid || tx_byte == (left_q == 0 ? 8'hfe : say_q[63:56]));
      rule_selected: assert (selected == selected_q);
      rule_ends:     assert (!was_moved_q || rank < was_rank_q || rank == 0);
      inside_state:  assert (listens_q + asks_q + waits_q + says_q == 3'd1 &&
                             \dut.state_q == (asks_q ? 2'd1 : waits_q ? 2'd2 : says_q ? 2'd3 : 2'd0));
      inside_letter: assert (says_q || (listens_q && count_q == 0) || (\dut.letter_q == letter_q && length(letter_q) < 31));
      inside_count:  assert (listens_q && count_q != 0 ? count_q <= length(letter_q) && quiet_q <= TIMEOUT &&
                             \dut.missing_q == length(letter_q) - count_q + 1 && \dut.silence_q == quiet_q :
                             \dut.missing_q == 0 && (says_q || listens_q || count_q == length(letter_q) + 1));
      inside_bytes:  assert (says_q || count_q == 0 || ((\dut.operand_q ^ bytes_q) & known) == 0);
      inside_reply:  assert (says_q ? left_q <= 8 && ((\dut.reply_q ^ say_q) & said) == 0 : left_q == 0);
      inside_left:   assert (\dut.left_q == left_q && \dut.dropped_q == early_q && (!early_q || !listens_q));
    end

  // What must be reachable, by letter; and that after something went wrong the next letter is understood.
  wire presents = reset_seen_q && asks_q && rst_ni;
  wire replies  = reset_seen_q && tx_valid && tx_ready_i && rst_ni;
  reg  was_expired_q, was_bad_q;
  always @(posedge clk_i) begin
    was_expired_q <= rst_ni && reset_seen_q && (was_expired_q || expires);
    was_bad_q     <= rst_ni && reset_seen_q && (was_bad_q || (listens_q && count_q == 3 && rx_error_i));
  end

  (* keep, cycles = 26 *) wire cover_load     = presents && letter_q == "L" && word[63:56] != 0 && word[7:0] == 8'h01;
  (* keep, cycles = 26 *) wire cover_merge    = replies && letter_q == "M" && left_q == 1 && tx_byte == 8'h02 && other_reference != word;
  (* keep, cycles = 26 *) wire cover_state    = replies && letter_q == "R" && left_q == 1 && tx_byte == 8'h7f;
  (* keep, cycles = 26 *) wire cover_zero     = replies && letter_q == "S" && left_q == 1 && tx_byte == 8'h80;
  (* keep, cycles = 26 *) wire cover_selected = presents && letter_q == "W" && address == 16'h0102;
  (* keep, cycles = 26 *) wire cover_unknown  = replies && left_q == 1 && tx_byte == 8'hff && letter_q == "?";
  (* keep, cycles = 26 *) wire cover_early    = replies && left_q == 0 && letter_q == "D" && early_q;
  (* keep, cycles = 26 *) wire cover_lost     = presents && letter_q == "R" && was_expired_q;
  (* keep, cycles = 26 *) wire cover_bad      = presents && letter_q == "R" && was_bad_q;
  (* keep, cycles = 26 *) wire cover_reset    = reset_seen_q && waits_q && letter_q == "A" && !rst_ni;
endmodule
`default_nettype wire
