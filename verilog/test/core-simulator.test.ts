import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { CoreSimulator } from "../sim/core-simulator.ts";
import { readSources, synthesise } from "../sim/synth.ts";
import { STEP_WORDS, Trace } from "../sim/trace.ts";

// Operands by opcode, as spec/README.md lists them; 8 bytes each.
const OPERANDS = Uint8Array.of(255, 1, 1, 0, 0, 1, 1, 2);
const [LOAD, ACCUM, READ, SWAP, MERGE] = [1, 2, 3, 4, 7];

type Op = readonly [opcode: number, ...operands: bigint[]];

let core: CoreSimulator;
beforeAll(async () => {
  const sources = readSources(join(import.meta.dirname, "../rtl"));
  const [netlist] = await synthesise(sources, "atomik_core", [{ WIDTH: 64, BUS_WIDTH: 64 }]);
  core = new CoreSimulator(netlist!, OPERANDS);
});

/** Runs programs and shows, for each, its reject code and the three words of its steps. */
function run(programs: readonly (readonly Op[])[]): { reject: number; steps: bigint[][] }[] {
  const bytes = new Uint8Array(programs.flat().length * 17);
  const view = new DataView(bytes.buffer);
  const offsets = new Int32Array(programs.length);
  let at = 0;
  programs.forEach((ops, program) => {
    offsets[program] = at;
    for (const [opcode, ...operands] of ops) {
      bytes[at++] = opcode;
      for (const operand of operands) {
        view.setBigUint64(at, operand, true);
        at += 8;
      }
    }
  });
  const trace = new Trace();
  const ops = Int32Array.from(programs, (program) => program.length);
  core.run({ count: programs.length, bytes, offsets, ops }, trace);
  const wide = new BigUint64Array(trace.words.buffer);
  return programs.map((_, program) => {
    const first = trace.starts[program]! / 2;
    return {
      reject: trace.rejects[program]!,
      steps: Array.from({ length: trace.steps[program]! }, (_, step) => [
        ...wide.subarray(first + (step * STEP_WORDS) / 2, first + (step * STEP_WORDS) / 2 + 3),
      ]),
    };
  });
}

const sample: Op[] = [[LOAD, 0x21n], [ACCUM, 0xf0000000_00000043n], [READ], [SWAP]];
const shown = {
  reject: 0,
  steps: [
    [0x21n, 0n, 0n],
    [0x21n, 0xf0000000_00000043n, 0n],
    [0x21n, 0xf0000000_00000043n, 0xf0000000_00000062n],
    [0xf0000000_00000062n, 0n, 0xf0000000_00000062n],
  ],
};
const nothing = { reject: 0, steps: [] };

describe("programs on lanes", () => {
  test.each([1, 2, 31, 32, 33, 64, 100])("%i programs", (count) => {
    expect(run(Array.from({ length: count }, () => sample))).toEqual(
      Array.from({ length: count }, () => shown),
    );
  });

  test("empty programs take no lane, wherever they stand", () => {
    expect(run([[]])).toEqual([nothing]);
    expect(run([[], sample, [], [], sample, []])).toEqual([nothing, shown, nothing, nothing, shown, nothing]);
  });

  test("a rejected op ends its own program, shows the unchanged context and disturbs no other", () => {
    const refused: Op[] = [
      [LOAD, 5n],
      [ACCUM, 6n],
      [MERGE, 4n, 9n],
      [LOAD, 7n],
    ];
    const end = {
      reject: 2,
      steps: [
        [5n, 0n, 0n],
        [5n, 6n, 0n],
        [5n, 6n, 0n],
      ],
    };
    const programs = Array.from({ length: 70 }, (_, at) => (at % 3 === 0 ? refused : sample));
    expect(run(programs)).toEqual(programs.map((ops) => (ops === refused ? end : shown)));
  });

  test("a program of 1024 ops beside short ones", () => {
    const long = Array.from({ length: 1024 }, (_, at): Op => [ACCUM, 1n << BigInt(at % 64)]);
    const [first, ...others] = run([long, ...Array.from({ length: 40 }, () => sample)]);
    expect(first!.steps).toHaveLength(1024);
    expect(first!.steps[63]).toEqual([0n, 0xffffffff_ffffffffn, 0n]);
    expect(first!.steps[1023]).toEqual([0n, 0n, 0n]);
    expect(others).toEqual(Array.from({ length: 40 }, () => shown));
  });

  test("no program knows of one that ran before", () => {
    run([[[LOAD, 99n]]]);
    expect(run([[[READ]]])).toEqual([{ reject: 0, steps: [[0n, 0n, 0n]] }]);
  });
});
