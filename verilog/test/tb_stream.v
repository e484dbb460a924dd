`default_nettype none
// SPDX-License-Identifier: Apache-2.0
//
// Drives atomik_stream cycle by cycle: each line of standard input is "rst_ni s_tvalid m_tready s_tdata", each line of output
// what the module shows just before that cycle's rising edge.
module tb_stream #(
  parameter WIDTH         = 64,
  parameter CONTEXTS      = 256,
  parameter ADDRESS_BYTES = 2
);
  `include "bench.vh"

  reg                               rst_n, s_tvalid, m_tready;
  reg  [2*WIDTH+8*ADDRESS_BYTES+7:0] s_tdata;
  wire                              s_tready, m_tvalid;
  wire [3*WIDTH+7:0]                m_tdata;
  wire [63:0]                       id;

  atomik_stream #(.WIDTH(WIDTH), .CONTEXTS(CONTEXTS), .ADDRESS_BYTES(ADDRESS_BYTES)) dut (
    .clk_i(clk), .rst_ni(rst_n), .s_tvalid_i(s_tvalid), .s_tready_o(s_tready), .s_tdata_i(s_tdata),
    .m_tvalid_o(m_tvalid), .m_tready_i(m_tready), .m_tdata_o(m_tdata), .id_o(id)
  );

  initial begin
    while ($fscanf(STDIN, "%b %b %b %h\n", rst_n, s_tvalid, m_tready, s_tdata) == 4) begin
      #1 $fwrite(STDOUT, "%b %b %h %h\n", s_tready, m_tvalid, m_tdata, id);
      rising_edge;
    end
    $finish;
  end
endmodule
`default_nettype wire
