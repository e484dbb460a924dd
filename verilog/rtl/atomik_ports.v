`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// One context whose accumulator takes a delta at each of PORTS ports and one command, every clock. A tree of register
// stages combines the deltas; behind it stands one register for the state. Nothing ever stalls.
//
// WIDTH           Bits of a word; 1 or more.
// PORTS           Ports for deltas; 1 or more.
// VALID_PER_PORT  0: an idle port drives zero, which is the identity; valid_i is not used.
//                 1: valid_i[p] says whether port p has a delta; if not, what it drives is ignored.
//                 Any other value of a parameter stops elaboration.
//
// Port p has bits [p*WIDTH +: WIDTH] of deltas_i. In each cycle the command comes first, then the deltas of the same
// cycle: state becomes (command applied) ^ (all deltas). LATENCY cycles after it is presented, which is
// atomik_ports_latency(PORTS, VALID_PER_PORT) of atomik_ports_latency.vh, a cycle is at the end of the tree. Then
// result_valid_o says whether its command has a result, which is state_o, the state before that cycle; and at the
// next rising edge its command and its deltas take effect.
//
//   op_i         word_i                       next state, before the deltas of the cycle    result
//   0 (idle)                                  state
//   1 load       the new reference            word_i
//   2 accum      one more delta               state ^ word_i
//   3 read                                    state                                         state
//   4 swap                                    state                                         state
//   5 rollback   a delta to take back         state ^ word_i
//   6 exchange   the new reference            word_i                                        state
//   7 merge      the other's accumulator      state ^ word_i
//
// There is one register, state = reference ^ accumulator, so that swap, which moves the accumulator into the
// reference, shows as a read; and merge is not refused: the caller knows that both references are equal. A word has as
// many bits as the ports, so that none is out of range. A word_i that the op does not use is ignored.
//
// A cycle with rst_ni low is a load of zero, whatever op_i and word_i are; deltas at the ports in that cycle count, as
// beside any load, and results of earlier cycles still appear. To have a state and a valid result bit that do not
// depend on what was before, hold rst_ni low, and the ports idle, for LATENCY + 1 rising edges.
module atomik_ports #(
  parameter WIDTH          = 64,
  parameter PORTS          = 16,
  parameter VALID_PER_PORT = 0
) (
  input  wire                   clk_i,
  input  wire                   rst_ni,          // synchronous, active low
  input  wire [2:0]             op_i,
  input  wire [WIDTH-1:0]       word_i,
  input  wire [PORTS-1:0]       valid_i,
  input  wire [PORTS*WIDTH-1:0] deltas_i,
  output wire [WIDTH-1:0]       state_o,
  output wire                   result_valid_o,  // state_o is the result of the command at the end of the tree
  output wire [63:0]            id_o             // first 8 bytes of the root hash of the spec
);
  `include "atomik_root.vh"
  `include "atomik_ports_latency.vh"

  localparam LATENCY = atomik_ports_latency(PORTS, VALID_PER_PORT);
  localparam FANIN   = VALID_PER_PORT != 0 ? 2 : 4;  // ports a LUT: a valid bit takes an input of its own
  localparam PAIRS   = (PORTS + FANIN - 1) / FANIN;
  localparam SUMS    = (PAIRS + 5) / 4;              // the command's word and its gate take two inputs more
  localparam SLICE   = 8;                            // bits of a word beside one copy of the command's flags
  localparam SLICES  = (WIDTH + SLICE - 1) / SLICE;

  // What a command does, by op 7 to 0 out of reset, then in reset: a reset is a load of zero.
  localparam [15:0] USES_WORD = {8'b1110_0110, 8'b0000_0000};
  localparam [15:0] CLEARS    = {8'b0100_0010, 8'b1111_1111};
  localparam [15:0] REPORTS   = {8'b0101_1000, 8'b0000_0000};

  // First stage: the ports, and the command's word beside them.
  wire [PORTS*WIDTH-1:0] deltas;
  wire [PAIRS*WIDTH-1:0] pairs;
  reg  [WIDTH-1:0]       word_q;
  wire [WIDTH-1:0]       gate;

  genvar port, slice;
  generate
    if (WIDTH < 1 || PORTS < 1 || VALID_PER_PORT < 0 || VALID_PER_PORT > 1) begin : gen_illegal
      atomik_ports_parameters_are_illegal stop_elaboration ();
    end
    if (VALID_PER_PORT != 0) begin : gen_valid
      for (port = 0; port < PORTS; port = port + 1) begin : gen_port
        assign deltas[port*WIDTH +: WIDTH] = deltas_i[port*WIDTH +: WIDTH] & {WIDTH{valid_i[port]}};
      end
    end else begin : gen_idle_is_zero
      // verilator lint_off UNUSEDSIGNAL
      wire [PORTS-1:0] valid_not_used = valid_i;  // an idle port drives zero and needs no bit that says so
      // verilator lint_on UNUSEDSIGNAL
      assign deltas = deltas_i;
    end
  endgenerate

  atomik_xor_level #(.WIDTH(WIDTH), .WORDS(PORTS), .RADIX(FANIN)) ports_level (
    .clk_i(clk_i), .words_i(deltas), .sums_o(pairs)
  );
  always @(posedge clk_i) word_q <= word_i;

  // Second stage: the word joins if the command uses it. Its gate takes the second place in the first group of four.
  wire [SUMS*WIDTH-1:0] sums;

  atomik_xor_level #(.WIDTH(WIDTH), .WORDS(PAIRS + 2), .RADIX(4)) command_level (
    .clk_i(clk_i), .words_i({pairs, {WIDTH{1'b0}}, word_q & gate}), .sums_o(sums)
  );

  // All further stages, and the state: one LUT and one flip-flop a bit.
  wire [WIDTH-1:0] left, right, clear;
  reg  [WIDTH-1:0] state_q;

  atomik_xor_tree #(.WIDTH(WIDTH), .WORDS(SUMS)) tree (
    .clk_i(clk_i), .words_i(sums), .left_o(left), .right_o(right)
  );
  always @(posedge clk_i) state_q <= (state_q & ~clear) ^ left ^ right;

  // The command's flags ride beside the deltas, a private copy for each slice of the word.
  generate
    for (slice = 0; slice < SLICES; slice = slice + 1) begin : gen_slice
      localparam BITS = (slice + 1) * SLICE <= WIDTH ? SLICE : WIDTH - slice * SLICE;
      wire use_word, clear_state;

      atomik_op_flag #(.FLAG(USES_WORD), .CYCLES(1)) use_flag (
        .clk_i(clk_i), .rst_ni(rst_ni), .op_i(op_i), .flag_o(use_word)
      );
      atomik_op_flag #(.FLAG(CLEARS), .CYCLES(LATENCY)) clear_flag (
        .clk_i(clk_i), .rst_ni(rst_ni), .op_i(op_i), .flag_o(clear_state)
      );
      assign gate [slice*SLICE +: BITS] = {BITS{use_word}};
      assign clear[slice*SLICE +: BITS] = {BITS{clear_state}};
    end
  endgenerate
  atomik_op_flag #(.FLAG(REPORTS), .CYCLES(LATENCY)) report_flag (
    .clk_i(clk_i), .rst_ni(rst_ni), .op_i(op_i), .flag_o(result_valid_o)
  );

  assign state_o = state_q;
  assign id_o    = ATOMIK_ROOT_ID;
endmodule
`default_nettype wire
