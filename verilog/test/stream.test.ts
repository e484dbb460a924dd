import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { batch, freshTable, loadTableIr, type Table } from "../../spec/interpreter/table.ts";
import { randomFrom } from "./cycles.ts";
import { runBench } from "./icarus.ts";

const SEED = 20261125;
const CYCLES = 4000;
const BUILD = { WIDTH: 16, CONTEXTS: 5, ADDRESS_BYTES: 1 };
const REJECTS = ["", "word_out_of_range", "reference_mismatch", "address_out_of_range"];

const ir = loadTableIr(join(import.meta.dirname, "../../spec/ir"));
const NAMES = new Map([...ir.cell.ops.values()].map(({ opcode, name }) => [opcode, name]));

interface Cycle {
  readonly resetN: number;
  readonly valid: number;
  readonly ready: number;
  readonly op: number;
  readonly address: number;
  readonly word: bigint;
  readonly other: bigint;
}

/** Both sides come and go: always, never for a while, or at random, in turns. */
function randomRun(random: () => number, resets: boolean): Cycle[] {
  let [source, sink] = [4, 4];
  return Array.from({ length: CYCLES }, (_, at) => {
    if (random() % 60 === 0) source = random() % 5;
    if (random() % 60 === 0) sink = random() % 5;
    return {
      resetN: at === 0 || (resets && random() % 300 === 0) ? 0 : 1,
      valid: random() % 4 < source ? 1 : 0,
      ready: random() % 4 < sink ? 1 : 0,
      op: random() % 16 === 0 ? 7 : random() % 7,
      address: random() % 20 === 0 ? random() % 256 : random() % BUILD.CONTEXTS,
      word: BigInt(random() % 5 === 0 ? 0 : random() % 0x10000),
      other: BigInt(random() % 2 === 0 ? 0 : random() % 0x10000),
    };
  });
}

/** The answer to an op as a beat, and the table after it. */
function answered(table: Table, { op, address, word, other }: Cycle): { beat: string; next: Table } {
  const name = NAMES.get(op)!;
  const values: Record<string, bigint> = { word, other_reference: other, other_accumulator: word };
  const operands = Object.fromEntries(ir.cell.ops.get(name)!.operands.map((key) => [key, values[key]!]));
  const outcome = batch(ir, BUILD.WIDTH, table, [{ op: name, address: BigInt(address), operands }]);
  const next = "reject" in outcome ? table : outcome.table;
  const reject = "reject" in outcome ? REJECTS.indexOf(outcome.reject) : 0;
  const result = "reject" in outcome ? null : outcome.results[0]!;
  const context = next[address];
  const hex = (value: bigint): string => value.toString(16).padStart(4, "0");
  const status = (result === null ? reject : reject + 16).toString(16).padStart(2, "0");
  const shown = context ? hex(context.accumulator) + hex(context.reference) : "00000000";
  return { beat: `${shown}${hex(result ?? 0n)}${status}`, next };
}

describe.each([
  ["without resets", false],
  ["with resets at any cycle", true],
])(`%s, seed ${SEED}`, (_, resets) => {
  const run = randomRun(randomFrom(SEED), resets);
  const hex = (value: bigint, digits: number): string => value.toString(16).padStart(digits, "0");
  const lines = run.map(
    ({ resetN, valid, ready, op, address, word, other }) =>
      `${resetN} ${valid} ${ready} ${hex(other, 4)}${hex(word, 4)}${hex(BigInt(address), 2)}${hex(BigInt(op), 2)}`,
  );
  const shown = runBench("tb_stream", BUILD, lines).map((line) => line.split(" "));

  test("every beat taken has its answer, in order, and nothing else is sent", () => {
    let due: string[] = [];
    let table = freshTable(BUILD.CONTEXTS);
    let sent = 0;
    run.forEach((cycle, at) => {
      const [sReady, mValid, mData] = shown[at]!;
      if (at > 0 && mValid === "1" && cycle.ready === 1) {
        if (cycle.resetN) expect(mData, `cycle ${at}`).toBe(due.shift());
        sent++;
      }
      if (at > 0 && cycle.resetN && cycle.valid && sReady === "1" && cycle.op !== 0) {
        const { beat, next } = answered(table, cycle);
        due.push(beat);
        table = next;
      }
      if (!cycle.resetN) {
        due = [];
        table = freshTable(BUILD.CONTEXTS);
      }
    });
    expect(sent).toBeGreaterThan(CYCLES / 8);
  });

  test("a beat that is shown stays until it is taken; none is shown after a reset; nothing is x", () => {
    shown.forEach(([sReady, mValid, mData, id], at) => {
      if (at === 0) return;
      expect(`${sReady}${mValid}${id}${mValid === "1" ? mData : ""}`, `cycle ${at}`).not.toMatch(/[xz]/i);
      const before = run[at - 1]!;
      const [, wasValid, wasData] = shown[at - 1]!;
      if (!before.resetN) expect([sReady, mValid]).toEqual(["0", "0"]);
      else if (at > 1 && wasValid === "1" && before.ready === 0)
        expect([mValid, mData]).toEqual(["1", wasData]);
    });
  });
});

test("with a reader that is always ready, a beat is taken in every cycle", () => {
  const random = randomFrom(SEED);
  const lines = Array.from(
    { length: 300 },
    (_, at) => `${at === 0 ? 0 : 1} 1 1 00000000${hexAddress(random)}03`,
  );
  const shown = runBench("tb_stream", BUILD, lines).map((line) => line.split(" "));
  const from = 1 + BUILD.CONTEXTS + 1;
  expect(new Set(shown.slice(from).map(([ready]) => ready))).toEqual(new Set(["1"]));
  expect(shown.slice(from + 10).every(([, valid]) => valid === "1")).toBe(true);
});

function hexAddress(random: () => number): string {
  return `0${random() % BUILD.CONTEXTS}`;
}
