`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Commands as bytes, done on a table of 64-bit words. Numbers are big-endian. There is one selected address, 0 after reset.
//
//   letter  bytes that follow             does                         bytes in reply
//   L       8 word                        load
//   A       8 word                        accum
//   B       8 word                        rollback
//   R                                     read                         8 state
//   W                                     swap                         8 state
//   X       8 word                        exchange                     8 state before
//   D                                     read                         8 reference
//   S                                     read                         1 bit 7: the accumulator is zero; 6 to 0: zero
//   M       8 reference, 8 accumulator    merge                        1 reject code: 0, or 2 if the reference is another
//   C       2 address                     selects the address          1 reject code: 0, or 3 if out of range; then the
//                                                                        selected address stays
//   else                                  nothing                      FF
//
// A byte that is lost leaves a command unfinished: after TIMEOUT clocks without a byte it is dropped, and FE is the reply;
// the next byte is a letter. A byte with a bad stop bit drops the command it belongs to, with FE as the reply. A byte that
// comes before the reply to the command before it has been handed over is dropped; FE follows the reply. Nothing is half done: a
// command that is dropped changes nothing.
module atomik_uart_control #(
  parameter ADDRESS_WIDTH = 16,
  parameter TIMEOUT       = 2700000  // 100 ms at 27 MHz
) (
  input  wire                     clk_i,
  input  wire                     rst_ni,       // synchronous, active low
  input  wire                     rx_valid_i,
  input  wire                     rx_error_i,
  input  wire [7:0]               rx_byte_i,
  output wire                     tx_valid_o,
  output wire [7:0]               tx_byte_o,
  input  wire                     tx_ready_i,
  input  wire                     ready_i,      // of the table, as all below
  output wire [2:0]               op_o,
  output wire [ADDRESS_WIDTH-1:0] address_o,
  output wire [63:0]              word_o,
  output wire [63:0]              other_reference_o,
  input  wire                     done_i,
  input  wire [3:0]               reject_i,
  input  wire [63:0]              result_i,
  input  wire [63:0]              reference_i,
  input  wire [63:0]              accumulator_i,
  output wire [ADDRESS_WIDTH-1:0] selected_o
);
  localparam CLOCK = $clog2(TIMEOUT + 1);
  localparam [7:0] UNKNOWN = 8'hff;
  localparam [7:0] DROPPED = 8'hfe;

  localparam [1:0] COLLECT = 2'd0;  // a letter, or bytes of a command
  localparam [1:0] ISSUE   = 2'd1;
  localparam [1:0] WAIT    = 2'd2;
  localparam [1:0] REPLY   = 2'd3;

  reg [1:0]               state_q;
  reg [7:0]               letter_q;
  reg [4:0]               missing_q;   // bytes of the command that are still to come
  reg [127:0]             operand_q;
  reg [CLOCK-1:0]         silence_q;
  reg                     dropped_q;   // FE is due
  reg [63:0]              reply_q;     // next byte highest
  reg [3:0]               left_q;      // bytes of it
  reg [ADDRESS_WIDTH-1:0] selected_q;

  // What a letter means: the op and the bytes that follow; no op for an unknown one.
  function [7:0] meaning(input [7:0] letter);
    case (letter)
      "L":           meaning = {3'd1, 5'd8};
      "A":           meaning = {3'd2, 5'd8};
      "R", "D", "S": meaning = {3'd3, 5'd0};
      "W":           meaning = {3'd4, 5'd0};
      "B":           meaning = {3'd5, 5'd8};
      "X":           meaning = {3'd6, 5'd8};
      "M":           meaning = {3'd7, 5'd16};
      "C":           meaning = {3'd3, 5'd2};
      default:       meaning = 8'd0;
    endcase
  endfunction

  wire [2:0] op;
  wire [4:0] follow, follow_next;
  wire [2:0] op_next;
  assign {op, follow}           = meaning(letter_q);
  assign {op_next, follow_next} = meaning(rx_byte_i);

  wire halfway   = missing_q != 5'd0;
  wire timed_out = halfway && silence_q == TIMEOUT[CLOCK-1:0];
  wire selects   = letter_q == "C";
  wire sent      = tx_valid_o && tx_ready_i;

  always @(posedge clk_i)
    if (!rst_ni) begin
      state_q    <= COLLECT;
      letter_q   <= 8'd0;
      missing_q  <= 5'd0;
      silence_q  <= {CLOCK{1'b0}};
      dropped_q  <= 1'b0;
      left_q     <= 4'd0;
      selected_q <= {ADDRESS_WIDTH{1'b0}};
    end else begin
      silence_q <= rx_valid_i || !halfway ? {CLOCK{1'b0}} : timed_out ? silence_q : silence_q + 1'b1;
      if (state_q != COLLECT && (rx_valid_i || rx_error_i)) dropped_q <= 1'b1;
      case (state_q)
        COLLECT:
          if (rx_error_i || timed_out) begin
            missing_q <= 5'd0;
            dropped_q <= 1'b1;
            state_q   <= REPLY;
          end else if (rx_valid_i && halfway) begin
            missing_q <= missing_q - 5'd1;
            if (missing_q == 5'd1) state_q <= ISSUE;
          end else if (rx_valid_i) begin
            letter_q  <= rx_byte_i;
            missing_q <= follow_next;
            if (op_next == 3'd0) begin
              left_q  <= 4'd1;
              state_q <= REPLY;
            end else if (follow_next == 5'd0) state_q <= ISSUE;
          end
        ISSUE: if (ready_i) state_q <= WAIT;
        WAIT:
          if (done_i) begin
            state_q <= REPLY;
            case (letter_q)
              "R", "W", "X", "D": left_q <= 4'd8;
              "S", "M", "C":      left_q <= 4'd1;
              default:            left_q <= 4'd0;
            endcase
            if (selects && reject_i == 4'd0) selected_q <= address_o;
          end
        default:
          if (left_q == 4'd0 && !dropped_q && !rx_valid_i && !rx_error_i) state_q <= COLLECT;
          else if (sent) begin
            if (left_q != 4'd0) left_q <= left_q - 4'd1;
            else dropped_q <= rx_valid_i || rx_error_i;
          end
      endcase
    end

  always @(posedge clk_i) begin
    if (state_q == COLLECT && rx_valid_i && halfway) operand_q <= {operand_q[119:0], rx_byte_i};
    if (state_q == COLLECT) reply_q <= {UNKNOWN, 56'd0};
    else if (state_q == WAIT)
      case (letter_q)
        "R", "W", "X": reply_q <= result_i;
        "D":           reply_q <= reference_i;
        "S":           reply_q <= {accumulator_i == 64'd0, 63'd0};
        default:       reply_q <= {4'd0, reject_i, 56'd0};
      endcase
    else if (sent) reply_q <= {reply_q[55:0], 8'd0};
  end

  assign tx_valid_o        = state_q == REPLY && (left_q != 4'd0 || dropped_q);
  assign tx_byte_o         = left_q != 4'd0 ? reply_q[63:56] : DROPPED;
  assign op_o              = state_q == ISSUE ? op : 3'd0;
  assign address_o         = selects ? operand_q[ADDRESS_WIDTH-1:0] : selected_q;
  assign word_o            = operand_q[63:0];
  assign other_reference_o = operand_q[127:64];
  assign selected_o        = selected_q;

  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] not_used = follow;  // of a letter already taken; its bytes are counted in missing_q
  // verilator lint_on UNUSEDSIGNAL
endmodule
`default_nettype wire
