`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// A table of 64-bit contexts behind a serial line, for a Tang Nano 9K: 27 MHz, 115200 baud, 8 data bits, no parity, 1 stop bit. The
// bytes are those of atomik_uart_control.
//
// CONTEXTS    Contexts; 1 to 65536.
// BIT_CLOCKS  Clocks a bit; 4 or more. 234 is 115385 baud, 0.16 % fast.
// TIMEOUT     Clocks without a byte after which an unfinished command is dropped.
//
// Reset by rst_ni, which may come at any time and bounce, and at power-up; every context is fresh after it.
module atomik_uart_top #(
  parameter CONTEXTS   = 256,
  parameter BIT_CLOCKS = 234,
  parameter TIMEOUT    = 2700000
) (
  input  wire       clk_i,
  input  wire       rst_ni,     // asynchronous button, active low
  input  wire       uart_rx_i,
  output wire       uart_tx_o,
  output wire [5:0] led_o       // active low: ready, last reply was a reject, four bits of the selected address
);
  localparam ADDRESS_WIDTH = 16;

  // Low at power-up and while the button is pressed, high 15 clocks later.
  reg [1:0] button_q  = 2'b00;
  reg [3:0] startup_q = 4'd0;
  wire      rst_n     = &startup_q;

  always @(posedge clk_i) begin
    button_q  <= {button_q[0], rst_ni};
    startup_q <= !button_q[1] ? 4'd0 : rst_n ? startup_q : startup_q + 4'd1;
  end

  wire        rx_valid, rx_error, tx_valid, tx_ready, ready, done, result_valid;
  wire [7:0]  rx_byte, tx_byte;
  wire [2:0]  op;
  wire [3:0]  reject;
  wire [63:0] word, other_reference, result, reference, accumulator, id;
  wire [ADDRESS_WIDTH-1:0] address, selected;

  atomik_uart_rx #(.BIT_CLOCKS(BIT_CLOCKS)) rx (
    .clk_i(clk_i), .rst_ni(rst_n), .line_i(uart_rx_i), .valid_o(rx_valid), .error_o(rx_error), .byte_o(rx_byte)
  );
  atomik_uart_tx #(.BIT_CLOCKS(BIT_CLOCKS)) tx (
    .clk_i(clk_i), .rst_ni(rst_n), .valid_i(tx_valid), .byte_i(tx_byte), .ready_o(tx_ready), .line_o(uart_tx_o)
  );
  atomik_uart_control #(.ADDRESS_WIDTH(ADDRESS_WIDTH), .TIMEOUT(TIMEOUT)) control (
    .clk_i(clk_i), .rst_ni(rst_n), .rx_valid_i(rx_valid), .rx_error_i(rx_error), .rx_byte_i(rx_byte),
    .tx_valid_o(tx_valid), .tx_byte_o(tx_byte), .tx_ready_i(tx_ready),
    .ready_i(ready), .op_o(op), .address_o(address), .word_o(word), .other_reference_o(other_reference),
    .done_i(done), .reject_i(reject), .result_i(result), .reference_i(reference), .accumulator_i(accumulator),
    .selected_o(selected)
  );
  atomik_table #(.WIDTH(64), .CONTEXTS(CONTEXTS), .ADDRESS_WIDTH(ADDRESS_WIDTH), .BUS_WIDTH(64)) contexts (
    .clk_i(clk_i), .rst_ni(rst_n), .contexts_i(CONTEXTS[ADDRESS_WIDTH:0]), .ready_o(ready), .op_i(op),
    .address_i(address), .word_i(word),
    .other_reference_i(other_reference), .done_o(done), .reject_o(reject), .result_valid_o(result_valid),
    .result_o(result), .reference_o(reference), .accumulator_o(accumulator), .id_o(id)
  );

  reg rejected_q;
  always @(posedge clk_i) if (!rst_n) rejected_q <= 1'b0; else if (done) rejected_q <= reject != 4'd0;

  assign led_o = ~{selected[3:0], rejected_q, ready};

  // verilator lint_off UNUSEDSIGNAL
  wire not_used = ^{result_valid, id, selected};  // the letter says whether there is a result; no command reads the ID
  // verilator lint_on UNUSEDSIGNAL
endmodule
`default_nettype wire
