`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// atomik_table between two AXI4-Stream interfaces: each beat on s_* is an op, each beat on m_* its answer, in the order of
// the ops. Full back-pressure on both sides; with m_tready_i always 1 an op is taken in every cycle but the 11 after a
// merge. No TLAST, TKEEP, TID or TUSER: every beat is whole and stands for itself.
//
// WIDTH          Bits of a word; a multiple of 8.
// CONTEXTS       Contexts of the table; 1 or more.
// ADDRESS_BYTES  Bytes of an address in a beat; enough for CONTEXTS - 1.
//                Any other value of a parameter stops elaboration.
//
//   s_tdata_i  bits 2:0 op, 7:3 not used; then ADDRESS_BYTES bytes address; then WIDTH bits word; then WIDTH bits the
//              other's reference (of a merge)
//   m_tdata_o  bits 3:0 reject, 4 there is a result, 7:5 zero; then WIDTH bits result; then WIDTH bits reference and
//              WIDTH bits accumulator of the context at the address after the op
//
// Numbers are least significant byte first, as in AXI4-Stream. A beat with op 0 is taken and has no answer. Where there is
// no result, or the address is out of range, the fields that have no meaning are zero.
//
// Reset is synchronous and drops all ops and answers on their way; s_tready_o and m_tvalid_o are 0 in the cycle after a rising
// edge with rst_ni low, s_tready_o stays 0 until every context is fresh (CONTEXTS + 1 cycles).
module atomik_stream #(
  parameter WIDTH         = 64,
  parameter CONTEXTS      = 256,
  parameter ADDRESS_BYTES = 2
) (
  input  wire                             clk_i,
  input  wire                             rst_ni,     // synchronous, active low
  input  wire                             s_tvalid_i,
  output wire                             s_tready_o,
  input  wire [2*WIDTH+8*ADDRESS_BYTES+7:0] s_tdata_i,
  output wire                             m_tvalid_o,
  input  wire                             m_tready_i,
  output wire [3*WIDTH+7:0]               m_tdata_o,
  output wire [63:0]                      id_o        // first 8 bytes of the root hash of the spec
);
  localparam ADDRESS_WIDTH = 8 * ADDRESS_BYTES;
  localparam ANSWER        = 3 * WIDTH + 8;

  localparam [3:0] ADDRESS_OUT_OF_RANGE = 4'd3;

  wire table_ready, queue_ready, done, result_valid;
  wire [3:0]       reject;
  wire [WIDTH-1:0] result, reference, accumulator;

  wire       takes = s_tvalid_i && s_tready_o;
  wire [2:0] op    = takes ? s_tdata_i[2:0] : 3'd0;
  wire       known = reject != ADDRESS_OUT_OF_RANGE;

  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] not_used = s_tdata_i[7:3];  // the rest of the op's byte
  // verilator lint_on UNUSEDSIGNAL

  generate
    if (WIDTH < 8 || WIDTH % 8 != 0 || ADDRESS_BYTES < 1) begin : gen_illegal
      atomik_stream_parameters_are_illegal stop_elaboration ();
    end
  endgenerate

  assign s_tready_o = table_ready && queue_ready;

  atomik_table #(.WIDTH(WIDTH), .CONTEXTS(CONTEXTS), .ADDRESS_WIDTH(ADDRESS_WIDTH), .BUS_WIDTH(WIDTH)) contexts (
    .clk_i(clk_i), .rst_ni(rst_ni), .contexts_i(CONTEXTS[ADDRESS_WIDTH:0]), .ready_o(table_ready), .op_i(op),
    .address_i(s_tdata_i[8 +: ADDRESS_WIDTH]), .word_i(s_tdata_i[8+ADDRESS_WIDTH +: WIDTH]),
    .other_reference_i(s_tdata_i[8+ADDRESS_WIDTH+WIDTH +: WIDTH]),
    .done_o(done), .reject_o(reject), .result_valid_o(result_valid), .result_o(result),
    .reference_o(reference), .accumulator_o(accumulator), .id_o(id_o)
  );

  atomik_answer_queue #(.WIDTH(ANSWER), .DEPTH(16)) answers (
    .clk_i(clk_i), .rst_ni(rst_ni), .promise_i(takes && op != 3'd0), .ready_o(queue_ready),
    .answer_i(done),
    .data_i({accumulator & {WIDTH{known}}, reference & {WIDTH{known}}, result & {WIDTH{result_valid}},
             3'd0, result_valid, reject}),
    .valid_o(m_tvalid_o), .take_i(m_tready_i), .data_o(m_tdata_o)
  );
endmodule
`default_nettype wire
