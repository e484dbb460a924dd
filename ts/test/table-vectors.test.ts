/**
 * The vectors of a context hold at an address of a table, while the contexts beside it stay as they are: op by op, and by
 * the calls for whole arrays, in plain JavaScript and by the kernel.
 */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
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

type Values = Readonly<Record<string, bigint>>;
/** Does one step and returns its result; a reject is thrown. */
type Run = (table: AtomikTable, op: string, values: Values) => bigint | undefined;

const byOp: Run = (table, op, values) => {
  switch (op) {
    case "read":
    case "swap":
      return table[op](ADDRESS);
    case "exchange":
      return table.exchange(ADDRESS, values.word!);
    case "merge": {
      const other = new AtomikContext({ width: table.width });
      other.load(values.other_reference!);
      other.accum(values.other_accumulator!);
      table.merge(ADDRESS, other);
      return;
    }
    case "load":
    case "accum":
    case "rollback":
      table[op](ADDRESS, values.word!);
      return;
    default:
      throw new Error(`op: expected one of a context, got ${op}`);
  }
};

/** The other tables of merges, by size and width. */
const others = new Map<string, AtomikTable>();

const byArrays: Run = (table, op, values) => {
  const { contexts, width } = table;
  switch (op) {
    case "accum": {
      const deltas = new BigUint64Array(contexts);
      deltas[ADDRESS] = values.word!;
      table.accumAll(deltas);
      return;
    }
    case "rollback":
      table.accumMany(Uint32Array.of(ADDRESS), BigUint64Array.of(values.word!));
      return;
    case "read":
      // The states beside it are 1 and 2, all others 0.
      return table.fold() ^ 3n;
    case "merge": {
      const key = `${contexts} ${width}`;
      const other = others.get(key) ?? new AtomikTable(contexts, { width });
      others.set(key, other);
      for (const place of [0, 2]) other.load(place, table.reference(place));
      other.load(ADDRESS, values.other_reference!);
      other.accum(ADDRESS, values.other_accumulator!);
      table.mergeAll(other);
      return;
    }
    default:
      return byOp(table, op, values);
  }
};

/** More contexts than fit a page, so that the words lie where the kernel works on them. */
const MANY = 5000;
const paths: readonly [string, number, Run][] = [
  ["op by op", 3, byOp],
  ["by arrays in plain JavaScript", 3, byArrays],
  ["by arrays and the kernel", MANY, byArrays],
];

it("there are vectors", () => {
  expect(files.length).toBeGreaterThan(30);
});

it("tables of many contexts lie in the kernel's memory", () => {
  expect(new AtomikTable(MANY).byteLength % 65_536).toBe(0);
  expect(new AtomikTable(3).byteLength).toBe(56);
});

describe.each(paths)("%s", (_, contexts, run) => {
  it.each(files)("%s", (file) => {
    const { widthBits, cases } = JSON.parse(readFileSync(VECTORS + file, "utf8")) as {
      widthBits: WidthBits;
      cases: readonly Case[];
    };
    const hex = (word: bigint): string => word.toString(16).padStart(widthBits / 4, "0");
    const table = new AtomikTable(contexts, { width: widthBits });
    for (const { id, steps, result } of cases) {
      for (const [at, word] of [1n, 0n, 0n].entries()) table.load(at, word);
      table.accum(2, 2n);
      const got: Observed[] = [];
      let end = "ok";
      for (const { op, operands } of steps) {
        let value: bigint | undefined;
        try {
          value = run(
            table,
            op,
            Object.fromEntries(Object.entries(operands).map(([name, text]) => [name, BigInt(`0x${text}`)])),
          );
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
});
