import { type Design, moduleOf, type YosysModule } from "./design.ts";

/** What is left of the wrapper in the synthesised design. */
export interface Honesty {
  /** Flip-flops that belong to the wrapper: shift register and parity tree. */
  readonly wrapperFf: number;
  /** Lookup tables that belong to the wrapper. */
  readonly wrapperLut: number;
}

/** Cells of a netlist by kind. */
export interface Counts {
  readonly lut: number;
  readonly ff: number;
  readonly bram: number;
}

const FF = /^(SB_DFF|TRELLIS_FF$|DFF)/;
const LUT = /^(SB_LUT4|LUT[1-4]|CCU2C|ALU)$/;
const BRAM = /^(SB_RAM40|SB_SPRAM|DP16KD|PDPW16KD|(SDPX?9?B|SDPB|SDPX9B|DPB|DPX9B|SPX9|SP)$)/;

/** Counts the cells of a design, wrapper included. */
export function count(design: Design): Counts {
  const types = Object.values(moduleOf(design).cells).map(({ type }) => type);
  const matching = (pattern: RegExp): number => types.filter((type) => pattern.test(type)).length;
  return { lut: matching(LUT), ff: matching(FF), bram: matching(BRAM) };
}

/**
 * Checks that synthesis left nothing of the wrapper out.
 *
 * @throws Error when an input bit or an output bit has no flip-flop of its own any more, or a flip-flop of the shift
 *   register drives nothing but the next one
 */
export function assertHonest(design: Design): Honesty {
  const module = moduleOf(design);
  const { wrapper } = design;
  const driven = bitsOf(module, "driven", wrapper.inputBits);
  const registers = bitsOf(module, "parity.nodes_q", wrapper.parityFf);
  const { drivenBy, readBy } = connect(module);
  for (const [what, nets] of Object.entries({ "input bit": driven, "node of the parity tree": registers })) {
    const own = new Set(nets.map((net) => drivenBy.get(net)));
    own.delete(undefined);
    if (own.size !== nets.length)
      throw new Error(`${what}: expected ${nets.length} flip-flops, got ${own.size}`);
  }
  const observed = bitsOf(module, "observed", wrapper.outputBits);
  const constant = observed.filter((net) => typeof net === "string").length;
  if (constant > 0) throw new Error(`outputs: ${constant} bits became constant in the wrapper`);
  const unread = driven.findIndex((net, place) => {
    const next = drivenBy.get(driven[place + 1] ?? "");
    return (readBy.get(net) ?? []).every((cell) => cell === next);
  });
  if (unread >= 0)
    throw new Error(`input bit ${unread} of the shift register: the module no longer reads it`);
  const wrapperLut = wrapper.parityFf - wrapper.outputBits;
  return { wrapperFf: wrapper.inputBits + wrapper.parityFf, wrapperLut };
}

function bitsOf(module: YosysModule, name: string, expected: number): readonly (number | string)[] {
  const bits = module.netnames[name]?.bits ?? [];
  if (bits.length !== expected) throw new Error(`${name}: expected ${expected} bits, got ${bits.length}`);
  return bits;
}

/** For each net, the flip-flop that drives it and the cells that read it. */
function connect(module: YosysModule): {
  drivenBy: Map<number | string, string>;
  readBy: Map<number | string, string[]>;
} {
  const drivenBy = new Map<number | string, string>();
  const readBy = new Map<number | string, string[]>();
  for (const [name, { type, port_directions, connections }] of Object.entries(module.cells))
    for (const [pin, nets] of Object.entries(connections))
      for (const net of nets)
        if (port_directions[pin] === "output") {
          if (FF.test(type)) drivenBy.set(net, name);
        } else {
          const readers = readBy.get(net);
          if (readers) readers.push(name);
          else readBy.set(net, [name]);
        }
  return { drivenBy, readBy };
}
