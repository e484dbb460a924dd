// SPDX-License-Identifier: Apache-2.0
//
// For control_equiv.v, inside its module: the protocol in the header of atomik_uart_control, from letter to reply, byte by byte.
// No rule is here.

  // The protocol: the bytes behind a letter, and its op, by number; 31 where there is no such letter.
  function [4:0] length(input [7:0] letter);
    length = letter == "L" || letter == "A" || letter == "B" || letter == "X" ? 8 : letter == "M" ? 16 : letter == "C" ? 2 :
             letter == "R" || letter == "W" || letter == "D" || letter == "S" ? 0 : 31;
  endfunction
  function [2:0] op_of(input [7:0] letter);
    op_of = letter == "L" ? 1 : letter == "A" ? 2 : letter == "W" ? 4 : letter == "B" ? 5 : letter == "X" ? 6 : letter == "M" ? 7 : 3;
  endfunction

  // Where it is: bytes come; an op is presented; its answer is waited for; a reply is sent.
  reg         listens_q, asks_q, waits_q, says_q;
  reg [4:0]   count_q;   // bytes of the command so far
  reg [7:0]   letter_q;
  reg [127:0] bytes_q;   // behind the letter, the last one lowest
  reg [15:0]  quiet_q;   // clocks since the last one
  reg [63:0]  say_q;     // the reply, the next byte highest
  reg [3:0]   left_q;    // bytes of it
  reg         early_q;   // FE is due
  reg [15:0]  selected_q;

  wire       comes   = rx_valid_i || rx_error_i;
  wire       expires = listens_q && count_q != 0 && quiet_q == TIMEOUT;
  wire       drops   = listens_q && (rx_error_i || expires);
  wire       takes   = listens_q && rx_valid_i && !drops;
  wire [7:0] letter  = count_q == 0 ? rx_byte_i : letter_q;
  wire       unknown = takes && length(letter) == 31;
  wire       whole   = takes && !unknown && count_q == length(letter);
  wire       sends   = says_q && (left_q != 0 || early_q) && tx_ready_i;
  wire       rests   = says_q && left_q == 0 && !early_q && !comes;

  reg reset_seen_q = 1'b0;

  always @(posedge clk_i) begin
    reset_seen_q <= reset_seen_q || !rst_ni;
    listens_q    <= !rst_ni || rests || (listens_q && !drops && !unknown && !whole);
    asks_q       <= rst_ni && (whole || (asks_q && !ready_i));
    waits_q      <= rst_ni && ((asks_q && ready_i) || (waits_q && !done_i));
    says_q       <= rst_ni && (drops || unknown || (waits_q && done_i) || (says_q && !rests));
    count_q      <= !rst_ni || says_q || drops ? 5'd0 : count_q + takes;
    quiet_q      <= takes ? 16'd0 : quiet_q + 16'd1;
    early_q      <= rst_ni && (drops || (!listens_q && comes) || (early_q && !(sends && left_q == 0)));
    left_q       <= !rst_ni ? 4'd0 : unknown ? 4'd1 : sends && left_q != 0 ? left_q - 4'd1 :
                    !(waits_q && done_i) ? left_q :
                    letter_q == "R" || letter_q == "W" || letter_q == "X" || letter_q == "D" ? 4'd8 :
                    letter_q == "S" || letter_q == "M" || letter_q == "C" ? 4'd1 : 4'd0;
    selected_q   <= !rst_ni ? 16'd0 : waits_q && done_i && letter_q == "C" && reject_i == 0 ? bytes_q[15:0] : selected_q;
    if (takes) letter_q <= letter;
    if (takes) bytes_q  <= {bytes_q, rx_byte_i};
    if (sends) say_q <= say_q << 8;
    else if (unknown) say_q <= {8'hff, 56'd0};
    else if (waits_q && done_i)
      say_q <= letter_q == "D" ? reference_i : letter_q == "S" ? {accumulator_i == 0, 63'd0} :
               letter_q == "M" || letter_q == "C" ? {4'd0, reject_i, 56'd0} : result_i;
  end
