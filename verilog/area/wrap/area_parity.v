`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Takes each of BITS output bits of a module that is measured into a flip-flop, and combines these, four at a time with a
// flip-flop after each four, to one bit: a change of a single output bit shows in it.
// A hierarchy of its own, so that synthesis merges none of these flip-flops with the module's.
(* keep_hierarchy *)
module area_parity #(
  parameter BITS = 64
) (
  input  wire            clk_i,
  input  wire [BITS-1:0] bits_i,
  output wire            parity_o
);
  // A tree in one vector: the children of node n are 4n+1 to 4n+4, node 0 is the root, the last BITS nodes are leaves.
  localparam INNER = (BITS + 1) / 3;
  localparam NODES = INNER + BITS;

  reg [NODES-1:0]     nodes_q;
  reg [4*INNER+BITS:0] padded;
  integer             node;

  always @* begin
    padded = {4*INNER+BITS+1{1'b0}};
    padded[NODES-1:0] = nodes_q;
  end

  always @(posedge clk_i) begin
    for (node = 0; node < INNER; node = node + 1) nodes_q[node] <= ^padded[4*node+1 +: 4];
    nodes_q[INNER +: BITS] <= bits_i;
  end

  assign parity_o = nodes_q[0];
endmodule
`default_nettype wire
