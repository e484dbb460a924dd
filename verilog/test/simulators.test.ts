import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildEngine } from "../sim/engine.ts";
import { readSources, synthesise } from "../sim/synth.ts";
import { engineTrace, icarusTrace, randomFrom, randomRun } from "./cycles.ts";

const SEED = 20261121;
const CYCLES = 1500;

const sources = readSources(join(import.meta.dirname, "../rtl"));

describe.each([8, 16, 32, 64])(`WIDTH %i, ${CYCLES} random cycles, seed ${SEED}`, (width) => {
  const cycles = randomRun(randomFrom(SEED + width), width, CYCLES);
  const shown = icarusTrace(width, cycles);

  test("after reset no output is x or z, whatever is presented and whenever reset comes", () => {
    expect(shown).toHaveLength(CYCLES);
    expect(shown[0]).toContain("x"); // Before the first edge with reset the context is undefined.
    expect(shown.slice(1).filter((line) => /[xz]/i.test(line))).toEqual([]);
  });

  test("the engine shows what Icarus shows, in the first lane and in the last", async () => {
    const [netlist] = await synthesise(sources, "atomik_core", [{ WIDTH: width, BUS_WIDTH: 64 }]);
    const engine = buildEngine(netlist!);
    for (const lane of [0, 31]) expect(engineTrace(engine, lane, cycles).slice(1)).toEqual(shown.slice(1));
  });

  test("the run meets every op accepted, every reject and a reset", () => {
    const met = new Set(cycles.map(({ resetN, op }, at) => `${resetN} ${op} ${shown[at]!.split(" ")[4]}`));
    for (let op = 0; op < 8; op++) expect(met).toContain(`1 ${op} 0`);
    expect(met).toContain("1 7 2");
    expect(met).toContain("0 7 0");
    if (width < 64) for (const op of [1, 2, 5, 6, 7]) expect(met).toContain(`1 ${op} 1`);
  });
});

test("a core that differs from the one in Icarus is seen to differ", async () => {
  const cycles = randomRun(randomFrom(SEED), 8, CYCLES);
  const text = sources["atomik_core.v"]!;
  const faulty = text.replace(
    "OP_SWAP:     begin reference_d = state_o; accumulator_d = ZERO; end",
    "OP_SWAP: ;",
  );
  expect(faulty).not.toBe(text);
  const [netlist] = await synthesise({ ...sources, "atomik_core.v": faulty }, "atomik_core", [
    { WIDTH: 8, BUS_WIDTH: 64 },
  ]);
  const shown = engineTrace(buildEngine(netlist!), 0, cycles);
  expect(shown.slice(1)).not.toEqual(icarusTrace(8, cycles).slice(1));
});
