// SPDX-License-Identifier: Apache-2.0
//
// What every test bench here has: standard input and output by number, the clock, and one rising edge of it.
  localparam [31:0] STDIN  = 32'h8000_0000;
  localparam [31:0] STDOUT = 32'h8000_0001;

  reg clk = 1'b0;

  task rising_edge;
    begin
      #1 clk = 1'b1;
      #1 clk = 1'b0;
    end
  endtask
