`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Talks to atomik_uart_top as a host does. Each line of standard input is "kind number": 0, a byte to send; 1, a byte with a
// bad stop bit; 2, so many clocks of silence; 3, press the reset button for so many clocks. Each line of output is "send" or
// "got" and what, in the order in which it happened; a byte that is x is shown as xx.
module tb_uart #(
  parameter CONTEXTS   = 5,
  parameter BIT_CLOCKS = 8,
  parameter TIMEOUT    = 400
);
  `include "bench.vh"

  reg        rst_n = 1'b1;
  reg        line = 1'b1;
  wire       reply;
  wire [5:0] led;
  reg  [7:0] got;
  integer    kind, number, bit_number, heard;

  atomik_uart_top #(.CONTEXTS(CONTEXTS), .BIT_CLOCKS(BIT_CLOCKS), .TIMEOUT(TIMEOUT)) dut (
    .clk_i(clk), .rst_ni(rst_n), .uart_rx_i(line), .uart_tx_o(reply), .led_o(led)
  );

  always #1 clk = !clk;

  task wait_clocks(input integer clocks);
    repeat (clocks) @(negedge clk);
  endtask

  task send(input [7:0] value, input stop);
    begin
      $fwrite(STDOUT, "send %h\n", value);
      line = 1'b0;
      wait_clocks(BIT_CLOCKS);
      for (bit_number = 0; bit_number < 8; bit_number = bit_number + 1) begin
        line = value[bit_number];
        wait_clocks(BIT_CLOCKS);
      end
      line = stop;
      wait_clocks(BIT_CLOCKS);
      line = 1'b1;
      if (!stop) wait_clocks(BIT_CLOCKS);
    end
  endtask

  initial begin
    wait_clocks(CONTEXTS + 40);
    while ($fscanf(STDIN, "%d %d\n", kind, number) == 2)
      case (kind)
        0: send(number[7:0], 1'b1);
        1: send(number[7:0], 1'b0);
        2: wait_clocks(number);
        default: begin
          rst_n = 1'b0;
          wait_clocks(number);
          rst_n = 1'b1;
        end
      endcase
    $finish;
  end

  // What the host hears: the middle of each bit after a falling edge.
  initial
    forever begin
      @(negedge reply);
      repeat (BIT_CLOCKS / 2) @(negedge clk);
      if (reply === 1'b0 && rst_n) begin
        for (heard = 0; heard < 8; heard = heard + 1) begin
          repeat (BIT_CLOCKS) @(negedge clk);
          got[heard] = reply;
        end
        repeat (BIT_CLOCKS) @(negedge clk);
        if (reply === 1'b1) $fwrite(STDOUT, "got %h\n", got);
        else $fwrite(STDOUT, "got %h without stop bit\n", got);
      end
    end
endmodule
`default_nettype wire
