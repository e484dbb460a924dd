`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Bytes from an asynchronous serial line: 8 data bits, least significant first, no parity, 1 stop bit; idle is 1.
//
// BIT_CLOCKS  Clocks a bit; 4 or more. From 20 on, the line may be 4 % faster or slower.
//
// valid_o is 1 for one clock with each byte; error_o is 1 for one clock where a stop bit should be and is not, and then
// there is no byte. Reset is synchronous; a byte on its way is dropped.
module atomik_uart_rx #(
  parameter BIT_CLOCKS = 234
) (
  input  wire       clk_i,
  input  wire       rst_ni,   // synchronous, active low
  input  wire       line_i,   // asynchronous
  output reg        valid_o,
  output reg        error_o,
  output wire [7:0] byte_o
);
  localparam CLOCK = $clog2(BIT_CLOCKS + 1);
  localparam [CLOCK-1:0] WHOLE = BIT_CLOCKS[CLOCK-1:0] - 1'b1;
  localparam [CLOCK-1:0] HALF  = BIT_CLOCKS[CLOCK-1:0] / 2;

  reg [1:0]       sync_q;     // two flip-flops against metastability
  reg             running_q;
  reg [CLOCK-1:0] clock_q;    // clocks until the middle of the next bit
  reg [3:0]       bit_q;      // 0: start bit, 1 to 8: data, 9: stop bit
  reg [7:0]       byte_q;
  wire            line = sync_q[1];
  wire            samples = running_q && clock_q == {CLOCK{1'b0}};

  always @(posedge clk_i)
    if (!rst_ni) begin
      sync_q    <= 2'b11;
      running_q <= 1'b0;
      clock_q   <= HALF;
      bit_q     <= 4'd0;
      valid_o   <= 1'b0;
      error_o   <= 1'b0;
    end else begin
      sync_q  <= {sync_q[0], line_i};
      valid_o <= samples && bit_q == 4'd9 && line;
      error_o <= samples && bit_q == 4'd9 && !line;
      if (!running_q) begin
        running_q <= !line;
        clock_q   <= HALF;
        bit_q     <= 4'd0;
      end else if (samples) begin
        clock_q <= WHOLE;
        bit_q   <= bit_q + 4'd1;
        if (bit_q == 4'd9 || (bit_q == 4'd0 && line)) running_q <= 1'b0;  // the end, or no start bit after all
      end else clock_q <= clock_q - 1'b1;
    end

  always @(posedge clk_i) if (samples && bit_q != 4'd9) byte_q <= {line, byte_q[7:1]};

  assign byte_o = byte_q;
endmodule
`default_nettype wire
