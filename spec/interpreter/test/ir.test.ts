import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IrError } from "../expression.ts";
import { loadIr } from "../ir.ts";
import { loadTableIr } from "../table.ts";

const EMITTED: string = fileURLToPath(new URL("../../ir", import.meta.url));
let copy = "";

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "atomik-ir-"));
  cpSync(EMITTED, copy, { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

/** A JSON file of the copy. Loose on purpose: these tests break it. */
// biome-ignore lint/suspicious/noExplicitAny: any shape may be written
type Loose = any;

/** Changes one file of the copy and returns the error of loading it. */
function errorAfter(file: string, change: (json: Loose) => void): string {
  const path = join(copy, file);
  const json: Loose = JSON.parse(readFileSync(path, "utf8"));
  change(json);
  writeFileSync(path, JSON.stringify(json));
  return error();
}

function error(): string {
  try {
    for (const machine of ["context", "counter"]) loadIr(copy, machine);
    loadTableIr(copy);
  } catch (caught) {
    expect(caught).toBeInstanceOf(IrError);
    return (caught as Error).message;
  }
  return "no error";
}

describe("the emitted IR", () => {
  it("loads, with a file for each op", () => {
    const files = (folder: string): string[] =>
      readdirSync(join(EMITTED, folder)).filter((file) => file.endsWith(".json"));
    const counter = [...loadIr(EMITTED, "counter").ops.keys()].map((op) => `${op}.json`);
    expect(counter.sort()).toEqual(files("counter").sort());
    expect([...counter, "registry.json", "table.json"].sort()).toEqual(files("").sort());
    expect(counter.length).toBeGreaterThan(0);
  });
});

describe("a malformed IR is refused with its file and place", () => {
  it.each<[string, string, (json: Loose) => void, string]>([
    [
      "an unknown node",
      "accum.json",
      (op) => (op.next.accumulator = { and: [] }),
      'accum.json next.accumulator: expected var, operand, zero, xor, add or neg, got "and"',
    ],
    [
      "an unknown node inside another",
      "accum.json",
      (op) => (op.next.accumulator.xor[1] = { not: {} }),
      'accum.json next.accumulator.xor[1]: expected var, operand, zero, xor, add or neg, got "not"',
    ],
    [
      "two nodes in one",
      "read.json",
      (op) => (op.result.zero = true),
      "read.json result: expected an expression: an object with one field",
    ],
    ["no node", "read.json", (op) => (op.result = {}), "read.json result: expected an expression"],
    ["a list for a node", "read.json", (op) => (op.result = []), "read.json result: expected an expression"],
    [
      "an unknown variable",
      "read.json",
      (op) => (op.result.xor[0].var = "state"),
      'read.json result.xor[0].var: expected reference or accumulator, got "state"',
    ],
    [
      "an inherited name as a variable",
      "read.json",
      (op) => (op.result.xor[0].var = "toString"),
      "read.json result.xor[0].var: expected",
    ],
    [
      "an operand of another op",
      "load.json",
      (op) => (op.next.reference.operand = "other_reference"),
      'load.json next.reference.operand: expected an operand of the op (word), got "other_reference"',
    ],
    [
      "an operand where there is none",
      "swap.json",
      (op) => (op.result = { operand: "word" }),
      "swap.json result.operand: expected an operand of the op (none)",
    ],
    [
      "zero that is not true",
      "swap.json",
      (op) => (op.next.accumulator.zero = 0),
      "swap.json next.accumulator.zero: expected true, got 0",
    ],
    [
      "xor of three",
      "read.json",
      (op) => op.result.xor.push({ zero: true }),
      "read.json result.xor: expected a pair",
    ],
    ["add of one", "counter/read.json", (op) => op.result.add.pop(), "read.json result.add: expected a pair"],
    [
      "an unknown node below neg",
      "counter/rollback.json",
      (op) => (op.next.accumulator.add[1].neg = { not: {} }),
      "rollback.json next.accumulator.add[1].neg: expected var",
    ],
    [
      "an op of another machine",
      "counter/read.json",
      (op) => (op.machine = "context"),
      'read.json machine: expected counter, got "context"',
    ],
    [
      "a machine that is not there",
      "registry.json",
      (registry) => registry.machines.splice(1, 1),
      "registry.json machines: expected the machine counter",
    ],
    [
      "a path out of the folder",
      "registry.json",
      (registry) => (registry.machines[1].path = "../ir/"),
      "registry.json machines[1].path: expected a path below",
    ],
    [
      "a code that the registry does not number",
      "registry.json",
      (registry) => registry.machines[1].rejects.push("full"),
      "registry.json machines[1].rejects[2]: expected word_out_of_range or",
    ],
    [
      "a table of other ops",
      "table.json",
      (table) => table.ops.pop(),
      "table.json ops: expected the ops of the cell",
    ],
    [
      "a guard with a code that tables do not have",
      "table.json",
      (table) => (table.rejects[0].code = "full"),
      "table.json rejects[0].code: expected address_out_of_range or",
    ],
    [
      "a guard of one number",
      "table.json",
      (table) => table.rejects[0].when.notBelow.pop(),
      "table.json rejects[0].when.notBelow: expected a pair",
    ],
    [
      "an operand in a table's state",
      "table.json",
      (table) => (table.entries.state = { operand: "word" }),
      "table.json entries.state.operand: expected an operand of the op (none)",
    ],
    [
      "no next accumulator",
      "load.json",
      (op) => delete op.next.accumulator,
      "load.json next: expected a field accumulator",
    ],
    ["no result", "read.json", (op) => delete op.result, "read.json: expected a field result"],
    ["no rejects", "read.json", (op) => delete op.rejects, "read.json: expected a field rejects"],
    [
      "an unknown reject code",
      "load.json",
      (op) => (op.rejects[0].code = "too_big"),
      'load.json rejects[0].code: expected word_out_of_range or reference_mismatch, got "too_big"',
    ],
    [
      "an unknown condition",
      "load.json",
      (op) => (op.rejects[0].when = { odd: "word" }),
      "load.json rejects[0].when: expected outOfRange with an operand",
    ],
    [
      "a range of no operand",
      "load.json",
      (op) => (op.rejects[0].when.outOfRange = "delta"),
      'load.json rejects[0].when.outOfRange: expected an operand of the op (word), got "delta"',
    ],
    [
      "a difference of one",
      "merge.json",
      (op) => op.rejects.at(-1).when.differ.pop(),
      "merge.json rejects[2].when: expected outOfRange",
    ],
    [
      "rejects out of priority order",
      "merge.json",
      (op) => op.rejects.reverse(),
      "merge.json rejects[1].code: expected priority order",
    ],
    [
      "an operand without a name",
      "load.json",
      (op) => op.operands.push(7),
      "load.json operands[1]: expected a name in lower case, got 7",
    ],
    [
      "a name that objects inherit",
      "load.json",
      (op) => op.operands.push("__proto__"),
      "load.json operands[1]: expected a name",
    ],
    [
      "a file of another op",
      "load.json",
      (op) => (op.name = "accum"),
      'load.json name: expected load, got "accum"',
    ],
    [
      "another opcode than listed",
      "load.json",
      (op) => (op.opcode = 9),
      "load.json opcode: expected 1, got 9",
    ],
    [
      "an op without its file",
      "registry.json",
      (registry) => registry.ops.push({ name: "nand", opcode: 8 }),
      "nand.json: expected a readable JSON file",
    ],
    [
      "an op listed twice",
      "registry.json",
      (registry) => registry.ops.push(registry.ops[0]),
      "registry.json ops[7]: expected every name once",
    ],
    [
      "an opcode listed twice",
      "registry.json",
      (registry) => (registry.ops[1].opcode = 1),
      "registry.json ops[1]: expected every opcode once",
    ],
    [
      "opcode 0",
      "registry.json",
      (registry) => (registry.ops[0].opcode = 0),
      "registry.json ops[0].opcode: expected a whole number above 0",
    ],
    [
      "a width that is no number",
      "registry.json",
      (registry) => (registry.widths[0] = "8"),
      'registry.json widths[0]: expected a whole number above 0, got "8"',
    ],
    [
      "no list of ops",
      "registry.json",
      (registry) => (registry.ops = {}),
      "registry.json ops: expected a list",
    ],
  ])("%s", (_, file, change, expected) => {
    expect(errorAfter(file, change)).toContain(expected);
  });

  it("a missing file", () => {
    rmSync(join(copy, "swap.json"));
    expect(error()).toContain("swap.json: expected a readable JSON file");
  });

  it("what is no JSON, and what is no object", () => {
    writeFileSync(join(copy, "swap.json"), "{");
    expect(error()).toContain("swap.json: expected a readable JSON file");
    writeFileSync(join(copy, "swap.json"), "null");
    expect(error()).toContain("swap.json: expected an object, got null");
  });
});
