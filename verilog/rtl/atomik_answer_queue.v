`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Answers that cannot wait, kept for a reader that can: a queue, and a count of what has been promised a place in it.
//
// WIDTH  Bits of an answer.
// DEPTH  Places; a power of two, 2 or more.
//
// promise_i: one more answer will come; given only while ready_o is 1. answer_i: one comes, with its data_i. As long as there
// are no more answers than promises, there is a place for each. valid_o says that data_o is the oldest answer that was
// not yet taken; both stay as they are until a rising edge with take_i, which takes it.
//
// Reset is synchronous and drops answers and promises alike.
module atomik_answer_queue #(
  parameter WIDTH = 8,
  parameter DEPTH = 16
) (
  input  wire             clk_i,
  input  wire             rst_ni,   // synchronous, active low
  input  wire             promise_i,
  output wire             ready_o,
  input  wire             answer_i,
  input  wire [WIDTH-1:0] data_i,
  output wire             valid_o,
  input  wire             take_i,
  output wire [WIDTH-1:0] data_o
`ifdef FORMAL
  ,
  input  wire [$clog2(DEPTH)-1:0] probe_place_i,     // any place
  output wire [WIDTH-1:0]         probe_data_o,
  output wire [$clog2(DEPTH)-1:0] probe_write_o,
  output wire [$clog2(DEPTH)-1:0] probe_read_o,
  output wire [$clog2(DEPTH):0]   probe_promised_o,
  output wire [$clog2(DEPTH):0]   probe_filled_o
`endif
);
  localparam PLACE = $clog2(DEPTH);

  reg [WIDTH-1:0] places [0:DEPTH-1];
  reg [PLACE-1:0] write_q, read_q;
  reg [PLACE:0]   promised_q, filled_q;
  wire            takes = valid_o && take_i;

  generate
    if (DEPTH < 2 || DEPTH != 1 << PLACE) begin : gen_illegal
      atomik_answer_queue_parameters_are_illegal stop_elaboration ();
    end
  endgenerate

  always @(posedge clk_i)
    if (!rst_ni) begin
      write_q    <= {PLACE{1'b0}};
      read_q     <= {PLACE{1'b0}};
      promised_q <= {PLACE + 1{1'b0}};
      filled_q   <= {PLACE + 1{1'b0}};
    end else begin
      if (answer_i) write_q <= write_q + 1'b1;
      if (takes)    read_q  <= read_q + 1'b1;
      if (promise_i && !takes) promised_q <= promised_q + 1'b1;
      if (!promise_i && takes) promised_q <= promised_q - 1'b1;
      if (answer_i && !takes)  filled_q   <= filled_q + 1'b1;
      if (!answer_i && takes)  filled_q   <= filled_q - 1'b1;
    end

  always @(posedge clk_i) if (answer_i) places[write_q] <= data_i;

  assign ready_o = !promised_q[PLACE];
  assign valid_o = filled_q != {PLACE + 1{1'b0}};
  assign data_o  = places[read_q];

`ifdef FORMAL
  assign probe_data_o     = places[probe_place_i];
  assign probe_write_o    = write_q;
  assign probe_read_o     = read_q;
  assign probe_promised_o = promised_q;
  assign probe_filled_o   = filled_q;
`endif
endmodule
`default_nettype wire
