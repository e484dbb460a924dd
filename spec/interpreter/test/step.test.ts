import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Expression } from "../expression.ts";
import { type Ir, loadIr, type OpDefinition } from "../ir.ts";
import { fresh, run, step } from "../step.ts";

const ROOT: string = fileURLToPath(new URL("../../..", import.meta.url));
const ir = loadIr(`${ROOT}spec/ir`);
const counter = loadIr(`${ROOT}spec/ir`, "counter");

interface VectorFile {
  readonly machine: string;
  readonly widthBits: number;
  readonly cases: readonly {
    readonly id: string;
    readonly steps: readonly {
      readonly op: string;
      readonly operands: Readonly<Record<string, string>>;
      readonly observe: {
        readonly reference: string;
        readonly accumulator: string;
        readonly result: string | null;
      };
    }[];
    readonly result: string;
  }[];
}

const files = globSync("conformance/vectors/{,counter/}w[0-9]*/*.json", { cwd: ROOT });
const word = (hex: string): bigint => BigInt(`0x${hex}`);

it("there are vectors of both machines", () => {
  expect(new Set(files.map((file) => file.split("/").length)).size).toBe(2);
});

it.each(files)("%s", (file) => {
  const { machine, widthBits, cases } = JSON.parse(readFileSync(ROOT + file, "utf8")) as VectorFile;
  for (const { id, steps, result } of cases) {
    const program = steps.map(({ op, operands }) => ({
      op,
      operands: Object.fromEntries(Object.entries(operands).map(([name, hex]) => [name, word(hex)])),
    }));
    const { observations, reject } = run(machine === "counter" ? counter : ir, widthBits, program);
    expect({ id, result: reject === null ? "ok" : `reject:${reject}` }).toEqual({ id, result });
    expect({ id, observations }).toEqual({
      id,
      observations: steps.map(({ observe }) => ({
        context: { reference: word(observe.reference), accumulator: word(observe.accumulator) },
        result: observe.result === null ? null : word(observe.result),
      })),
    });
  }
});

describe("a step", () => {
  const context = Object.freeze({ reference: 3n, accumulator: 5n });

  it("leaves the context it was given alone", () => {
    for (const op of ir.ops.values()) {
      const operands = Object.fromEntries(op.operands.map((name) => [name, 3n]));
      step(ir, 8, context, op.name, operands);
    }
    expect(context).toEqual({ reference: 3n, accumulator: 5n });
  });

  it("refuses an op, a width or operands that the IR does not have", () => {
    const at = (width: number, op: string, operands: object) => () =>
      step(ir, width, fresh, op, operands as Record<string, bigint>);
    expect(at(64, "nand", {})).toThrow(/^op: expected load, .*, got nand$/);
    expect(at(64, "toString", {})).toThrow(RangeError);
    expect(at(63, "read", {})).toThrow("width: expected 8, 16, 32, 64 (bits), got 63");
    expect(at(64, "load", {})).toThrow("load: expected operands word, got none");
    expect(at(64, "load", { delta: 1n })).toThrow("load: expected operands word, got delta");
    expect(at(64, "read", { word: 1n })).toThrow("read: expected operands none, got word");
    expect(at(64, "load", { word: 1 })).toThrow(new TypeError("load word: expected a bigint, got number"));
  });

  it("rejects negative words as well as large ones", () => {
    for (const value of [-1n, 256n, -256n]) {
      expect(step(ir, 8, context, "load", { word: value })).toEqual({ reject: "word_out_of_range" });
    }
    expect(step(ir, 8, context, "load", { word: 255n })).toHaveProperty("context.reference", 255n);
  });

  it("wraps around at the width, where deltas are added", () => {
    const at = (op: string, word: bigint) =>
      step(counter, 8, { reference: 255n, accumulator: 2n }, op, { word });
    expect(at("accum", 254n)).toHaveProperty("context.accumulator", 0n);
    expect(at("rollback", 3n)).toHaveProperty("context.accumulator", 255n);
    expect(step(counter, 8, { reference: 255n, accumulator: 2n }, "read", {})).toHaveProperty("result", 1n);
  });

  it("does what the IR says and nothing that it knows itself", () => {
    const accumulator: Expression = { zero: true };
    const accum: OpDefinition = {
      ...ir.ops.get("accum")!,
      operands: ["reference"],
      rejects: [{ code: "full", when: { differ: [{ var: "accumulator" }, { zero: true }] } }],
      next: { reference: { operand: "reference" }, accumulator },
      result: { xor: [{ var: "reference" }, { operand: "reference" }] },
    };
    const other: Ir = { ...ir, ops: new Map([["wink", accum]]) };
    expect(step(other, 8, context, "wink", { reference: 1n })).toEqual({ reject: "full" });
    expect(step(other, 8, { reference: 3n, accumulator: 0n }, "wink", { reference: 1n })).toEqual({
      context: { reference: 1n, accumulator: 0n },
      result: 2n,
    });
  });
});
