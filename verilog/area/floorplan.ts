import type { Cell, YosysModule } from "./design.ts";
import type { Device } from "./devices.ts";
import { TOP } from "./wrapper.ts";

/** Tiles that a block RAM takes, one above the other. */
const RAM_TILES = 2;

/**
 * The netlist with a place for each block RAM, one above the other, and for the logic cell that takes each bit read from
 * it: the tile to its right, where wires between neighbours reach. nextpnr alone leaves some of these cells a longer way off, and
 * the read of the RAM, 2.1 ns of it in the RAM, is then the slowest path of any design around it.
 *
 * @param json netlist of Yosys; given back as it is where the device has no `ramColumn`, or the design more RAMs than that
 */
export function besideRam(json: string, { ramColumn: column }: Device): string {
  const netlist = JSON.parse(json) as { modules: Record<string, YosysModule> };
  const { cells } = netlist.modules[TOP]!;
  const rams = Object.values(cells).filter(({ type }) => type.startsWith("SB_RAM40_4K"));
  if (column === undefined || rams.length === 0 || rams.length * RAM_TILES > column.tiles) return json;
  const readers = readersOf(Object.values(cells));
  const first = (column.tiles / RAM_TILES + 1 - rams.length) | 1; // the lower tile of a RAM has an odd row
  for (const [index, ram] of rams.entries()) {
    const row = first + RAM_TILES * index;
    ram.attributes.BEL = `X${column.x}/Y${row}/ram`;
    for (const [bit, net] of ram.connections.RDATA!.entries()) {
      const [reader, ...more] = readers.get(net) ?? [];
      if (reader !== undefined && more.length === 0)
        reader.attributes.BEL = `X${column.x + 1}/Y${row + (bit >> 3)}/lc${bit & 7}`;
    }
  }
  return JSON.stringify(netlist);
}

/** The cells that read each net. */
function readersOf(cells: readonly Cell[]): Map<number | string, Cell[]> {
  const readers = new Map<number | string, Cell[]>();
  for (const cell of cells)
    for (const [pin, nets] of Object.entries(cell.connections)) {
      if (cell.port_directions[pin] === "output") continue;
      for (const net of nets) {
        const known = readers.get(net);
        if (known) known.push(cell);
        else readers.set(net, [cell]);
      }
    }
  return readers;
}
