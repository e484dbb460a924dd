`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Runs atomik_core (BUS_WIDTH 64) on programs from standard input, for as long as there are any: well-formed request
// frames of one program each (spec/README.md, "Bytes"), answered on standard output by reply frames. The frame's
// checks are the caller's; width, version and hash are not looked at. An output that is x or z ends the simulation.
module tb_atomik_core #(
  parameter WIDTH = 64
);
  localparam [31:0] STDIN  = 32'h8000_0000;
  localparam [31:0] STDOUT = 32'h8000_0001;
  localparam [31:0] STDERR = 32'h8000_0002;
  localparam integer MAX_OPS    = 1024;
  localparam integer STEP_WORDS = 6;

  reg         clk   = 1'b0;
  reg         rst_n = 1'b1;
  reg  [2:0]  op    = 3'd0;
  reg  [63:0] word  = 64'd0;
  reg  [63:0] other_reference = 64'd0;

  wire [WIDTH-1:0] state, reference, accumulator;
  wire             result_valid;
  wire [3:0]       reject;
  wire [63:0]      id;

  atomik_core #(.WIDTH(WIDTH), .BUS_WIDTH(64)) core (
    .clk_i(clk), .rst_ni(rst_n), .op_i(op), .word_i(word), .other_reference_i(other_reference),
    .state_o(state), .reference_o(reference), .accumulator_o(accumulator),
    .result_valid_o(result_valid), .reject_o(reject), .id_o(id)
  );

  // $fread stores the first byte in the most significant place.
  reg [159:0] header;
  reg [31:0]  trailer;
  reg [15:0]  count;
  reg [7:0]   opcode;
  reg [63:0]  operand;
  integer     got, ops, steps, index;

  // The reply, as the 32-bit words that %u writes, least significant byte first.
  reg [31:0] words [0:MAX_OPS*STEP_WORDS-1];
  reg [63:0] result;
  reg [3:0]  rejected;

  function [31:0] swap32(input [31:0] v);
    swap32 = {v[7:0], v[15:8], v[23:16], v[31:24]};
  endfunction

  function [63:0] swap64(input [63:0] v);
    swap64 = {swap32(v[31:0]), swap32(v[63:32])};
  endfunction

  task tick;
    begin
      #1 clk = 1'b1;
      #1 clk = 1'b0;
    end
  endtask

  task read_operand;
    got = $fread(operand, STDIN);
  endtask

  task store(input [63:0] v, input integer at);
    begin
      words[at]     = v[31:0];
      words[at + 1] = v[63:32];
    end
  endtask

  task check_outputs;
    if ((^{state, reference, accumulator, result_valid, reject, id}) === 1'bx) begin
      $fdisplay(STDERR, "atomik_core: x or z on an output at op %0d of a program", steps);
      $finish;
    end
  endtask

  task run_op;
    begin
      got = $fread(opcode, STDIN);
      op  = opcode[2:0];
      case (op)
        3'd1, 3'd2, 3'd5, 3'd6: begin read_operand; word = swap64(operand); end
        3'd7: begin
          read_operand; other_reference = swap64(operand);
          read_operand; word            = swap64(operand);
        end
        default: ;
      endcase
      if (rejected == 4'd0) begin
        #1 check_outputs;
        rejected = reject;
        result   = result_valid ? state : 64'd0;
        tick;
        op = 3'd0;
        #1 check_outputs;
        store({{(64-WIDTH){1'b0}}, reference}, steps * STEP_WORDS);
        store({{(64-WIDTH){1'b0}}, accumulator}, steps * STEP_WORDS + 2);
        store(result, steps * STEP_WORDS + 4);
        steps = steps + 1;
      end
    end
  endtask

  task reply;
    begin
      $fwrite(STDOUT, "%u%u%u", 32'h724d_5441, 32'h0001_0001, 4 + 4 * STEP_WORDS * steps);
      $fwrite(STDOUT, "%u%u", swap32(id[63:32]), swap32(id[31:0]));
      $fwrite(STDOUT, "%u", {12'd0, rejected, steps[15:0]});
      for (index = 0; index < STEP_WORDS * steps; index = index + 1) $fwrite(STDOUT, "%u", words[index]);
      $fflush(STDOUT);
    end
  endtask

  initial begin
    got = $fread(header, STDIN);
    while (got == 20) begin
      got      = $fread(count, STDIN);
      ops      = {count[7:0], count[15:8]};
      steps    = 0;
      rejected = 4'd0;
      rst_n = 1'b0;
      tick;
      rst_n = 1'b1;
      repeat (ops) run_op;
      got = $fread(trailer, STDIN);
      reply;
      got = $fread(header, STDIN);
    end
    $finish;
  end
endmodule
`default_nettype wire
