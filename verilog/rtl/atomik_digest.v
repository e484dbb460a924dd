`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Fold digest of a buffer of bytes: the XOR of its little-endian words, WORDS of them a clock. Nothing ever stalls.
//
// WIDTH  Bits of a word: 8, 16, 32 or 64.
// WORDS  Words in a beat; 1 or more.
//        Any other value of a parameter stops elaboration.
//
// In each cycle there is a beat of WORDS*WIDTH/8 bytes, byte i at bits [8*i +: 8] of beat_i. Those with keep_i[i] count,
// the others are as zero; a cycle without any is idle. offset_i is the place of byte 0 inside its word, modulo WIDTH/8, so
// that a change in the middle of a buffer is folded in without a look at the rest: 0 for a whole buffer.
// start_i: what came before is forgotten, this beat is the first. last_i: LATENCY cycles after this beat digest_valid_o
// is 1 and digest_o is the digest of all beats since the last start, this one included. A beat can be first and last.
// LATENCY is 2 for words of 8 bits, and 1 more for each doubling, plus atomik_ports_latency(WORDS, 0) of
// atomik_ports_latency.vh.
//
// A cycle with rst_ni low is a start, and not a last; its beat counts if it is kept. To have outputs that do not
// depend on what was before, hold rst_ni low, and keep_i zero, for LATENCY + 1 rising edges.
//
// Inside, atomik_ports does it: a start is a load of zero, an announcement is a read in the next cycle, and both in one
// cycle are an exchange.
module atomik_digest #(
  parameter WIDTH = 64,
  parameter WORDS = 1
) (
  input  wire                     clk_i,
  input  wire                     rst_ni,          // synchronous, active low
  input  wire                     start_i,
  input  wire                     last_i,
  input  wire [2:0]               offset_i,        // bits above log2(WIDTH/8) are not used
  input  wire [WORDS*WIDTH/8-1:0] keep_i,
  input  wire [WORDS*WIDTH-1:0]   beat_i,
  output wire                     digest_valid_o,
  output wire [WIDTH-1:0]         digest_o,
  output wire [63:0]              id_o             // first 8 bytes of the root hash of the spec
);
  localparam TURNS = WIDTH == 8 ? 0 : WIDTH == 16 ? 1 : WIDTH == 32 ? 2 : 3;
  localparam BITS  = WORDS * WIDTH;

  localparam [2:0] OP_IDLE     = 3'd0;
  localparam [2:0] OP_LOAD     = 3'd1;
  localparam [2:0] OP_READ     = 3'd3;
  localparam [2:0] OP_EXCHANGE = 3'd6;

  // Bytes that count, and their command: one cycle each for the gate and for every power of two of the offset.
  reg [(TURNS+1)*BITS-1:0] beat_q;
  reg [(TURNS+1)*3-1:0]    command_q;  // rst_ni, start, last
  // verilator lint_off UNUSEDSIGNAL
  reg [(TURNS+1)*3-1:0]    offset_q;   // behind the last turn there is nothing left to turn
  // verilator lint_on UNUSEDSIGNAL

  genvar lane, turn, word;
  generate
    if (WORDS < 1 || (WIDTH != 8 && WIDTH != 16 && WIDTH != 32 && WIDTH != 64)) begin : gen_illegal
      atomik_digest_parameters_are_illegal stop_elaboration ();
    end
    for (lane = 0; lane < BITS / 8; lane = lane + 1) begin : gen_lane
      always @(posedge clk_i) beat_q[8*lane +: 8] <= beat_i[8*lane +: 8] & {8{keep_i[lane]}};
    end
    for (turn = 0; turn < TURNS; turn = turn + 1) begin : gen_turn
      localparam AMOUNT = 8 << turn;

      for (word = 0; word < WORDS; word = word + 1) begin : gen_word
        wire [WIDTH-1:0] straight = beat_q[turn*BITS + word*WIDTH +: WIDTH];

        always @(posedge clk_i)
          beat_q[(turn+1)*BITS + word*WIDTH +: WIDTH] <=
            offset_q[3*turn + turn] ? {straight[WIDTH-AMOUNT-1:0], straight[WIDTH-1:WIDTH-AMOUNT]} : straight;
      end
    end
  endgenerate

  always @(posedge clk_i) begin
    command_q[2:0] <= {rst_ni, start_i, last_i};
    offset_q[2:0]  <= offset_i;
  end
  generate
    if (TURNS > 0) begin : gen_beside
      always @(posedge clk_i) begin
        command_q[(TURNS+1)*3-1:3] <= command_q[TURNS*3-1:0];
        offset_q[(TURNS+1)*3-1:3]  <= offset_q[TURNS*3-1:0];
      end
    end
  endgenerate

  // The command of the ports: what starts with this beat, and what ended with the one before.
  wire       run, start, last;
  reg        ended_q;
  wire [2:0] op = start ? (ended_q ? OP_EXCHANGE : OP_LOAD) : (ended_q ? OP_READ : OP_IDLE);

  assign {run, start, last} = command_q[TURNS*3 +: 3];
  always @(posedge clk_i) ended_q <= run && last;

  atomik_ports #(.WIDTH(WIDTH), .PORTS(WORDS), .VALID_PER_PORT(0)) folding (
    .clk_i(clk_i), .rst_ni(run), .op_i(op), .word_i({WIDTH{1'b0}}), .valid_i({WORDS{1'b1}}),
    .deltas_i(beat_q[TURNS*BITS +: BITS]),
    .state_o(digest_o), .result_valid_o(digest_valid_o), .id_o(id_o)
  );
endmodule
`default_nettype wire
