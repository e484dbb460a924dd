`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// A shift register of LENGTH flip-flops, 2 or more: one for each input bit of a module that is measured.
// A hierarchy of its own, so that synthesis merges none of these flip-flops with the module's.
(* keep_hierarchy *)
module area_chain #(
  parameter LENGTH = 64
) (
  input  wire              clk_i,
  input  wire              serial_i,
  output reg  [LENGTH-1:0] bits_o
);
  always @(posedge clk_i) bits_o <= {bits_o[LENGTH-2:0], serial_i};
endmodule
`default_nettype wire
