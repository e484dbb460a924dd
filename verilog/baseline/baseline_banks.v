`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// What is measured beside atomik_ports: the core with several accumulators published for this algebra elsewhere,
// rebuilt from the description of its ports and behaviour. It is no product and nothing else uses it.
//
// BANKS     Accumulators, 1 or more.
// PARALLEL  0: one delta a clock, which goes to the banks in turn, whatever their number.
//           1: a delta and a valid bit for each bank.
//
// The state is the reference XOR all accumulators, through a tree without registers. A load sets the reference and
// clears the accumulators, and wins over a delta of the same clock.
module baseline_banks #(
  parameter WIDTH    = 64,
  parameter BANKS    = 16,
  parameter PARALLEL = 0
) (
  input  wire                                         clk_i,
  input  wire                                         rst_ni,
  input  wire                                         load_i,
  input  wire [WIDTH-1:0]                             reference_i,
  input  wire [(PARALLEL != 0 ? BANKS : 1)-1:0]       valid_i,
  input  wire [(PARALLEL != 0 ? BANKS : 1)*WIDTH-1:0] deltas_i,
  output wire [WIDTH-1:0]                             state_o
);
  reg  [WIDTH-1:0]       reference_q;
  reg  [BANKS*WIDTH-1:0] accumulators_q;
  wire [BANKS-1:0]       take;
  wire [BANKS*WIDTH-1:0] deltas;

  generate
    if (PARALLEL != 0) begin : gen_parallel
      assign take   = valid_i;
      assign deltas = deltas_i;
    end else begin : gen_round_robin
      reg [BANKS-1:0] turn_q;  // one bit set: the bank that takes the next delta
      always @(posedge clk_i)
        if (!rst_ni)      turn_q <= {{BANKS-1{1'b0}}, 1'b1};
        else if (valid_i) turn_q <= (turn_q << 1) | (turn_q >> (BANKS - 1));
      assign take   = turn_q & {BANKS{valid_i}};
      assign deltas = {BANKS{deltas_i}};
    end
  endgenerate

  always @(posedge clk_i)
    if (!rst_ni)     reference_q <= {WIDTH{1'b0}};
    else if (load_i) reference_q <= reference_i;

  genvar bank;
  generate
    for (bank = 0; bank < BANKS; bank = bank + 1) begin : gen_bank
      always @(posedge clk_i)
        if (!rst_ni || load_i) accumulators_q[bank*WIDTH +: WIDTH] <= {WIDTH{1'b0}};
        else if (take[bank])
          accumulators_q[bank*WIDTH +: WIDTH] <= accumulators_q[bank*WIDTH +: WIDTH] ^ deltas[bank*WIDTH +: WIDTH];
    end
  endgenerate

  // A binary tree: node n is the XOR of nodes 2n and 2n+1, the accumulators are nodes BANKS to 2*BANKS-1.
  // verilator lint_off UNOPTFLAT
  wire [2*BANKS*WIDTH-1:WIDTH] node;  // one vector, but no node depends on itself
  // verilator lint_on UNOPTFLAT
  genvar n;
  generate
    for (n = 1; n < BANKS; n = n + 1) begin : gen_node
      assign node[n*WIDTH +: WIDTH] = node[2*n*WIDTH +: WIDTH] ^ node[(2*n+1)*WIDTH +: WIDTH];
    end
  endgenerate
  assign node[2*BANKS*WIDTH-1 -: BANKS*WIDTH] = accumulators_q;

  assign state_o = reference_q ^ node[WIDTH +: WIDTH];
endmodule
`default_nettype wire
