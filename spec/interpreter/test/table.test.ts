import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { answerTable, type GivenTableCase } from "../answer-table.ts";
import { batch, entries, freshTable, loadTableIr, snapshot, type TableIr } from "../table.ts";

const ROOT: string = fileURLToPath(new URL("../../..", import.meta.url));
const ir = loadTableIr(`${ROOT}spec/ir`);

interface VectorFile {
  readonly widthBits: number;
  readonly cases: readonly (GivenTableCase & { readonly id: string; readonly result: string })[];
}

const files = globSync("conformance/vectors/table/w*/*.json", { cwd: ROOT });

it("there are vectors", () => expect(files).not.toHaveLength(0));

it.each(files)("%s", (file) => {
  const { widthBits, cases } = JSON.parse(readFileSync(ROOT + file, "utf8")) as VectorFile;
  for (const one of cases) {
    const steps = one.steps.map((step) => ({ ...step, observe: "to be found" }));
    expect(answerTable(ir, widthBits, { ...one, steps, result: "to be found" } as GivenTableCase)).toEqual(
      one,
    );
  }
});

describe("a table", () => {
  const at = (address: bigint, op: string, operands: Record<string, bigint> = {}) => ({
    address,
    op,
    operands,
  });

  it("is left alone by a batch, refused or not", () => {
    const table = freshTable(2);
    batch(ir, 8, table, [at(0n, "load", { word: 1n }), at(1n, "accum", { word: 2n })]);
    expect(batch(ir, 8, table, [at(0n, "load", { word: 1n }), at(2n, "read")])).toEqual({
      reject: "address_out_of_range",
    });
    expect(table).toEqual(freshTable(2));
  });

  it("refuses what the guards of the IR refuse, and nothing that it knows itself", () => {
    const guard = { code: "full", notBelow: ["contexts", "address"] } as const;
    const other: TableIr = { ...ir, guards: [guard] };
    expect(batch(other, 8, freshTable(2), [at(1n, "read")])).toEqual({ reject: "full" });
    expect(() => batch(other, 8, freshTable(2), [at(3n, "read")])).toThrow(
      new RangeError("address: expected one below 2, got 3"),
    );
  });

  it("rejects negative addresses as well as large ones", () => {
    expect(batch(ir, 8, freshTable(2), [at(-1n, "read")])).toEqual({ reject: "address_out_of_range" });
    expect(batch(ir, 8, freshTable(2), [at(1n << 64n, "read")])).toEqual({ reject: "address_out_of_range" });
  });

  it("lists the states that the IR names", () => {
    const table = [
      { reference: 3n, accumulator: 5n },
      { reference: 7n, accumulator: 7n },
    ];
    expect(entries(ir, 8, table)).toEqual([
      [0n, 6n],
      [1n, 0n],
    ]);
    expect(snapshot(ir, 8, table)).toEqual([[0n, 6n]]);
    expect(snapshot({ ...ir, state: { var: "accumulator" } }, 8, table)).toHaveLength(2);
  });
});
