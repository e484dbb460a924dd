import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { batch, freshTable, loadTableIr, type Table } from "../../spec/interpreter/table.ts";
import { randomFrom } from "./cycles.ts";
import { runBench } from "./icarus.ts";

const SEED = 20261125;
const CYCLES = 6000;
const LATENCY = 9;
const MERGE_CYCLES = 11;

const ir = loadTableIr(join(import.meta.dirname, "../../spec/ir"));
const NAMES = new Map([...ir.cell.ops.values()].map(({ opcode, name }) => [opcode, name]));

interface Cycle {
  readonly resetN: number;
  readonly op: number;
  readonly address: bigint;
  readonly word: bigint;
  readonly other: bigint;
}

interface Build {
  readonly WIDTH: number;
  readonly CONTEXTS: number;
  readonly ADDRESS_WIDTH: number;
  readonly BUS_WIDTH: number;
}

/** Bursts on few addresses and on all of them, idle cycles, resets, operands and addresses in and out of range. */
function randomRun(build: Build, random: () => number): Cycle[] {
  const { WIDTH, CONTEXTS, ADDRESS_WIDTH, BUS_WIDTH } = build;
  const word = (): bigint => {
    const any = (BigInt(random()) << 32n) | BigInt(random());
    const kind = random() % 16;
    if (kind === 0) return BigInt.asUintN(BUS_WIDTH, any);
    return kind < 8 ? BigInt(random() % 3) : BigInt.asUintN(WIDTH, any);
  };
  let near = CONTEXTS;
  let idle = 0;
  return Array.from({ length: CYCLES }, (_, at) => {
    if (random() % 50 === 0) near = Math.min(CONTEXTS, 1 + (random() % 4));
    if (random() % 50 === 0) near = CONTEXTS;
    if (random() % 40 === 0) idle = random() % 4;
    const beyond = random() % 32 === 0;
    return {
      resetN: at === 0 || random() % 700 === 0 ? 0 : 1,
      op: random() % 4 < idle ? 0 : random() % 12 === 0 ? 7 : random() % 7,
      address: BigInt.asUintN(ADDRESS_WIDTH, BigInt(beyond ? random() : random() % near)),
      word: word(),
      other: word(),
    };
  });
}

/** What each answer must say, by the cycle in which it must appear; taken from the ready that the table shows. */
function expectedAnswers(build: Build, run: readonly Cycle[], ready: readonly string[]): Map<number, string> {
  const answers = new Map<number, string>();
  let table: Table = freshTable(build.CONTEXTS);
  const digits = Math.ceil(build.WIDTH / 4);
  const hex = (value: bigint): string => value.toString(16).padStart(digits, "0");
  run.forEach(({ resetN, op, address, word, other }, at) => {
    if (resetN === 0) {
      table = freshTable(build.CONTEXTS);
      for (const cycle of answers.keys()) if (cycle > at) answers.delete(cycle);
      return;
    }
    if (ready[at] !== "1" || op === 0) return;
    const name = NAMES.get(op)!;
    const values: Record<string, bigint> = { word, other_reference: other, other_accumulator: word };
    const operands = Object.fromEntries(ir.cell.ops.get(name)!.operands.map((key) => [key, values[key]!]));
    const outcome = batch(ir, build.WIDTH, table, [{ op: name, address, operands }]);
    let reject = 0;
    let result: bigint | null = null;
    if ("reject" in outcome)
      reject = ["", "word_out_of_range", "reference_mismatch", "address_out_of_range"].indexOf(
        outcome.reject,
      );
    else {
      table = outcome.table;
      result = outcome.results[0]!;
    }
    const context = reject === 3 ? undefined : table[Number(address)]!;
    const shown = context ? `${hex(context.reference)} ${hex(context.accumulator)}` : "any";
    const late = LATENCY + (op === 7 ? MERGE_CYCLES : 0);
    answers.set(at + late, `${reject} ${result === null ? "none" : hex(result)} ${shown}`);
  });
  return answers;
}

function check(build: Build, run: readonly Cycle[]): Map<number, string> {
  const lines = run.map(
    ({ resetN, op, address, word, other }) =>
      `${resetN} ${op} ${address.toString(16)} ${word.toString(16)} ${other.toString(16)}`,
  );
  const shown = runBench("tb_table", { ...build }, lines).map((line) => line.split(" "));
  const expected = expectedAnswers(
    build,
    run,
    shown.map(([ready]) => ready!),
  );
  const got = new Map<number, string>();
  shown.forEach(([ready, done, reject, valid, result, reference, accumulator, id], at) => {
    if (at === 0) return;
    expect(`${ready}${done}${reject}${valid}${id}`, `cycle ${at}`).not.toMatch(/[xz]/i);
    if (done !== "1") expect(`${reject}${valid}`, `cycle ${at}`).toBe("00");
    else {
      const context = reject === "3" ? "any" : `${reference} ${accumulator}`;
      got.set(at, `${reject} ${valid === "1" ? result : "none"} ${context}`);
    }
  });
  for (const cycle of expected.keys()) if (cycle >= run.length) expected.delete(cycle);
  expect([...got].sort(([a], [b]) => a - b)).toEqual([...expected].sort(([a], [b]) => a - b));
  return got;
}

const builds: readonly Build[] = [
  { WIDTH: 8, CONTEXTS: 5, ADDRESS_WIDTH: 8, BUS_WIDTH: 64 },
  { WIDTH: 64, CONTEXTS: 16, ADDRESS_WIDTH: 4, BUS_WIDTH: 64 },
  { WIDTH: 32, CONTEXTS: 1, ADDRESS_WIDTH: 1, BUS_WIDTH: 32 },
];

describe.each(builds.map((build) => [JSON.stringify(build), build] as const))(
  `%s, seed ${SEED}`,
  (_, build) => {
    test(`${CYCLES} random cycles are answered as the specification says, and nothing shown is x`, () => {
      const answers = [...check(build, randomRun(build, randomFrom(SEED))).values()];
      expect(answers.length).toBeGreaterThan(CYCLES / 10);
      const rejects = new Set(answers.map((line) => line[0]));
      expect(rejects).toContain("0");
      expect(rejects).toContain("2");
      if (build.BUS_WIDTH > build.WIDTH) expect(rejects).toContain("1");
      if (build.CONTEXTS < 1 << build.ADDRESS_WIDTH) expect(rejects).toContain("3");
    });
  },
);

test("an op is taken in every cycle that is not held back by a merge", () => {
  const build = { WIDTH: 8, CONTEXTS: 4, ADDRESS_WIDTH: 2, BUS_WIDTH: 8 };
  const random = randomFrom(SEED);
  const run = randomRun(build, random).map((cycle, at) => ({
    ...cycle,
    resetN: at === 0 ? 0 : 1,
    op: 1 + (random() % 6),
  }));
  expect(check(build, run).size).toBe(CYCLES - 1 - (build.CONTEXTS + 1) - LATENCY);
});
