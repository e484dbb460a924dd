/** The vectors of a context hold at an address of a table, while the contexts beside it stay as they are. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { AtomikContext } from "../src/context.ts";
import { AtomikTable } from "../src/table.ts";
import type { WidthBits } from "../src/word.ts";

const VECTORS: string = fileURLToPath(new URL("../../conformance/vectors/", import.meta.url));
const files = globSync("w{8,16,32,64}/*.json", { cwd: VECTORS }).sort();
const ADDRESS = 1;

interface Observed {
  readonly reference: string;
  readonly accumulator: string;
  readonly result: string | null;
}
interface Case {
  readonly id: string;
  readonly steps: readonly {
    op: string;
    operands: Readonly<Record<string, string>>;
    observe: Observed;
  }[];
  readonly result: string;
}

/** Does one step and returns its result; a reject is thrown. */
function run(table: AtomikTable, op: string, operands: Readonly<Record<string, string>>): bigint | undefined {
  const operand = (name: string): bigint => BigInt(`0x${operands[name]}`);
  switch (op) {
    case "read":
    case "swap":
      return table[op](ADDRESS);
    case "exchange":
      return table.exchange(ADDRESS, operand("word"));
    case "merge": {
      const other = new AtomikContext({ width: table.width });
      other.load(operand("other_reference"));
      other.accum(operand("other_accumulator"));
      table.merge(ADDRESS, other);
      return;
    }
    case "load":
    case "accum":
    case "rollback":
      table[op](ADDRESS, operand("word"));
      return;
    default:
      throw new Error(`op: expected one of a context, got ${op}`);
  }
}

it("there are vectors", () => {
  expect(files.length).toBeGreaterThan(30);
});

it.each(files)("%s", (file) => {
  const { widthBits, cases } = JSON.parse(readFileSync(VECTORS + file, "utf8")) as {
    widthBits: WidthBits;
    cases: readonly Case[];
  };
  const hex = (word: bigint): string => word.toString(16).padStart(widthBits / 4, "0");
  for (const { id, steps, result } of cases) {
    const table = new AtomikTable(3, { width: widthBits });
    table.load(0, 1n);
    table.accum(2, 2n);
    const got: Observed[] = [];
    let end = "ok";
    for (const { op, operands } of steps) {
      let value: bigint | undefined;
      try {
        value = run(table, op, operands);
      } catch (error) {
        end = `reject:${(error as { code?: string }).code}`;
      }
      got.push({
        reference: hex(table.reference(ADDRESS)),
        accumulator: hex(table.accumulator(ADDRESS)),
        result: value === undefined ? null : hex(value),
      });
    }
    expect({ id, result: end, steps: got }).toEqual({
      id,
      result,
      steps: steps.map(({ observe }) => observe),
    });
    expect([0, 2].map((i) => [table.reference(i), table.accumulator(i)])).toEqual([
      [1n, 0n],
      [0n, 2n],
    ]);
  }
});
