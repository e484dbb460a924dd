import { join } from "node:path";
import { expect, test } from "vitest";
import { cone, shapes } from "../formal/slices.ts";
import type { Netlist } from "../sim/netlist.ts";
import { readSources, synthesise } from "../sim/synth.ts";

const sources = readSources(join(import.meta.dirname, "../rtl"));
const files = Object.fromEntries(
  Object.entries(sources).filter(([name]) => /^atomik_(ports|xor|op_flag|root)/.test(name)),
);

interface Shape {
  /** Bits of a word in the build that `just formal` proves. */
  readonly proved: number;
  readonly width: number;
  readonly ports: number;
  readonly valid: number;
}

/** The narrow build, which is proved, and the wide one. */
async function builds(
  from: Record<string, string>,
  { proved, width, ports, valid }: Shape,
): Promise<[Netlist, Netlist]> {
  const parameters = { PORTS: ports, VALID_PER_PORT: valid };
  const [one, wide] = await synthesise(from, "atomik_ports", [
    { WIDTH: proved, ...parameters },
    { WIDTH: width, ...parameters },
  ]);
  return [one!, wide!];
}

/** Shapes of the bits of `state_o`; in a slice, a port has one bit and a command's word has one bit. */
function stateShapes([one, wide]: readonly [Netlist, Netlist], { proved, width }: Shape): number[][] {
  const inSlice = (bits: number) => (port: string, bit: number) =>
    port === "deltas_i" ? `${port}[${Math.floor(bit / bits)}]` : port === "word_i" ? port : `${port}[${bit}]`;
  return shapes(
    [
      { netlist: one, nameOf: inSlice(proved) },
      { netlist: wide, nameOf: inSlice(width) },
    ],
    "state_o",
  );
}

/** The inputs that bit `bit` of the state may depend on. */
function ownInputs({ width, ports, valid }: Shape, bit: number): Set<string> {
  const all = (count: number, name: (index: number) => string): string[] =>
    Array.from({ length: count }, (_, index) => name(index));
  return new Set([
    "rst_ni[0]",
    ...all(3, (index) => `op_i[${index}]`),
    `word_i[${bit}]`,
    ...all(ports, (port) => `deltas_i[${port * width + bit}]`),
    ...all(valid ? ports : 0, (port) => `valid_i[${port}]`),
  ]);
}

test.each([
  { proved: 2, width: 16, ports: 84, valid: 0 },
  { proved: 2, width: 64, ports: 9, valid: 0 },
  { proved: 9, width: 64, ports: 3, valid: 1 },
])("each bit is made like one of the build that is proved, of inputs of its own: %o", async (shape) => {
  const both = await builds(files, shape);
  const [slice, bits] = stateShapes(both, shape) as [number[], number[]];
  expect(new Set(bits).size).toBe(1);
  expect(slice).toContain(bits[0]);
  expect(bits).toHaveLength(shape.width);
  for (let bit = 0; bit < shape.width; bit++)
    expect(cone(both[1], "state_o", bit)).toEqual(ownInputs(shape, bit));
});

test.each([
  ["takes its neighbour's delta", "{deltas_i[PORTS*WIDTH-1:6], deltas_i[6], deltas_i[4:0]}"],
  ["takes no delta", "{deltas_i[PORTS*WIDTH-1:6], 1'b0, deltas_i[4:0]}"],
  ["is flipped by its neighbour", "{deltas_i[PORTS*WIDTH-1:6], deltas_i[5] ^ deltas_i[6], deltas_i[4:0]}"],
])("a bit that %s is seen", async (_, deltas) => {
  const shape = { proved: 2, width: 8, ports: 4, valid: 0 };
  const text = files["atomik_ports.v"]!;
  const planted = text.replace(
    "assign deltas = deltas_i;",
    `assign deltas = WIDTH > 6 ? ${deltas} : deltas_i;`,
  );
  expect(planted).not.toBe(text);
  const both = await builds({ ...files, "atomik_ports.v": planted }, shape);
  const [[proved], bits] = stateShapes(both, shape) as [number[], number[]];
  const odd = bits.flatMap((one, bit) => (one === proved ? [] : [bit]));
  const strayed = bits.flatMap((_, bit) =>
    [...cone(both[1], "state_o", bit)].sort().join() === [...ownInputs(shape, bit)].sort().join()
      ? []
      : [bit],
  );
  expect([...odd, ...strayed]).toContain(5);
});
