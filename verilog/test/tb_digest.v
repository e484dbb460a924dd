`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Drives atomik_digest cycle by cycle: each line of standard input is "rst_ni start last offset keep beat", each line of
// output what the unit shows just before that cycle's rising edge.
module tb_digest #(
  parameter WIDTH = 64,
  parameter WORDS = 1
);
  `include "bench.vh"

  reg                     rst_n, start, last;
  reg [2:0]               offset;
  reg [WORDS*WIDTH/8-1:0] keep;
  reg [WORDS*WIDTH-1:0]   beat;
  wire                    valid;
  wire [WIDTH-1:0]        digest;
  wire [63:0]             id;

  atomik_digest #(.WIDTH(WIDTH), .WORDS(WORDS)) dut (
    .clk_i(clk), .rst_ni(rst_n), .start_i(start), .last_i(last), .offset_i(offset), .keep_i(keep), .beat_i(beat),
    .digest_valid_o(valid), .digest_o(digest), .id_o(id)
  );

  initial begin
    while ($fscanf(STDIN, "%b %b %b %d %h %h\n", rst_n, start, last, offset, keep, beat) == 6) begin
      #1 $fwrite(STDOUT, "%b %h %h\n", valid, digest, id);
      rising_edge;
    end
    $finish;
  end
endmodule
`default_nettype wire
