`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// A sender with a clock of its own beside atomik_uart_rx, whose clock has a period of 1000 units of time. Each line of standard
// input is "byte bit rest": a byte to send, how many units each of its bits takes, and for how many the line rests before it. Each
// line of output is a byte that was received, in hex, or "error".
module tb_rx #(
  parameter BIT_CLOCKS = 234
);
  `include "bench.vh"

  reg        rst_n = 1'b0;
  reg        line = 1'b1;
  wire       valid, error;
  wire [7:0] got;
  integer    value, bit_time, rest, bit_number;

  atomik_uart_rx #(.BIT_CLOCKS(BIT_CLOCKS)) dut (
    .clk_i(clk), .rst_ni(rst_n), .line_i(line), .valid_o(valid), .error_o(error), .byte_o(got)
  );

  always #500 clk = !clk;

  always @(negedge clk) begin
    if (valid) $fwrite(STDOUT, "%h\n", got);
    if (error) $fwrite(STDOUT, "error\n");
  end

  initial begin
    #3000 rst_n = 1'b1;
    #5000;
    while ($fscanf(STDIN, "%d %d %d\n", value, bit_time, rest) == 3) begin
      #rest line = 1'b0;
      for (bit_number = 0; bit_number < 8; bit_number = bit_number + 1) #bit_time line = value[bit_number];
      #bit_time line = 1'b1;
      #bit_time;
    end
    #(3000 * BIT_CLOCKS) $finish;
  end
endmodule
`default_nettype wire
