import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../spec.ts";
import { type BenchRecord, PAGE, recordedPage, speedPage } from "../c-doc.ts";
import { rows } from "../c-rows.ts";
import { machine } from "../harness.ts";

/** A figure for every name, so that each row can be made; `moves` and `xor_gen` only where they are wanted. */
class Figures extends Map<string, number> {
  override get(name: string): number | undefined {
    return super.get(name) ?? (name === "vector-bits" ? 512 : 100);
  }
  override has(): boolean {
    return true;
  }
}

const whole = (changed: readonly (readonly [string, number])[]): BenchRecord => ({
  record: { command: "just bench c", date: "2026-01-01" },
  machine: machine(),
  rows: rows(new Figures(changed)),
});

describe("the page of the C benchmarks", () => {
  it("is what the record makes of it; repair: just bench-doc", () => {
    expect(readFileSync(join(ROOT, PAGE), "utf8")).toBe(recordedPage());
  });

  it("shows of a missed target how much of its limit is reached, and why there is one", () => {
    const record = whole([
      ["scatter/1M/table", 190],
      ["scatter/1M/loads", 200],
    ]);
    const row = record.rows.find(({ id }) => id === "c/scatter/1M")!;
    expect(row).toMatchObject({ ratio: 1.9, target: 5, met: false });
    expect(row.why).toContain("0.95 of its limit, the same addresses, only loaded: ");
    expect(speedPage(record)).toContain(
      "| atomik_table_accum_many, 1M contexts | 1.9 | 5 | 0.95 of its limit, ",
    );
  });

  it("says nothing of a limit where the target is reached", () => {
    const { rows: all } = whole([["scatter/1M/table", 501]]);
    expect(all.find(({ id }) => id === "c/scatter/1M")).not.toHaveProperty("why");
  });

  it("knows of every scatter, merge and fan-in that misses its target why", () => {
    const slow = (name: string): [string, number] => [name, 1];
    const merges = ["L1", "L2", "L3", "DRAM"].flatMap((at) =>
      [2, 4, 16].map((n) => `merge/${at}/${n}/merge`),
    );
    const scatters = ["256", "1M", "16M"].map((at) => `scatter/${at}/table`);
    const { rows: all } = whole([...merges, ...scatters, "fan-in/banks"].map(slow));
    const missed = all.filter(({ met }) => !met);
    expect(missed.length).toBe(17);
    expect(missed.filter(({ why }) => why === undefined).map(({ id }) => id)).toEqual([]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it("refuses a row that belongs to no part", () => {
    const record = whole([]);
    const stray = { ...record.rows[0]!, id: "c/stray" };
    expect(() => speedPage({ ...record, rows: [...record.rows, stray] })).toThrow("c/stray");
  });
});
