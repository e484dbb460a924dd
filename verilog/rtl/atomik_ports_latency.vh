// Rising edges from the one at which a cycle of atomik_ports is presented to the one that it takes effect at: the
// register stages of the tree. The first stage pairs the ports if they have a valid bit each, else it takes four
// at a time; the second one takes in the command's word; stages of four follow until two words are left.
function integer atomik_ports_latency(input integer ports, input integer valid_per_port);
  integer words;
  begin
    words = valid_per_port != 0 ? (ports + 1) / 2 : (ports + 3) / 4;
    words = (words + 2 + 3) / 4;
    atomik_ports_latency = 2;
    while (words > 2) begin
      words = (words + 3) / 4;
      atomik_ports_latency = atomik_ports_latency + 1;
    end
  end
endfunction
