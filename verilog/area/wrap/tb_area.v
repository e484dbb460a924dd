`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Clocks a wrapped module as written (area_top) and as made (area_made: cells of a device, or read back from a
// bitstream) side by side with the same random bits. Prints "compared N differ M": N clocks in which the bit out of
// the former was known, M of those in which the latter's was another or unknown.
//
// Plus arguments: clocks, how many; seed, any number.
module tb_area;
  reg     clk, bit_in;
  wire    out_written, out_made;
  integer clocks, seed, count, compared, differ;

  area_top  written (.clk_i(clk), .serial_i(bit_in), .serial_o(out_written));
  area_made made    (.clk_i(clk), .serial_i(bit_in), .serial_o(out_made));

  initial begin
    if (!$value$plusargs("clocks=%d", clocks)) clocks = 1000;
    if (!$value$plusargs("seed=%d", seed)) seed = 1;
    compared = 0;
    differ   = 0;
    clk      = 1'b0;
    bit_in   = 1'b0;
    for (count = 0; count < clocks; count = count + 1) begin
      #1 bit_in = $random(seed) >>> 7;
      #1 clk = 1'b1;
      #1 if (^out_written !== 1'bx) begin
        compared = compared + 1;
        if (out_made !== out_written) differ = differ + 1;
      end
      #1 clk = 1'b0;
    end
    $display("compared %0d differ %0d", compared, differ);
    $finish;
  end
endmodule
`default_nettype wire
