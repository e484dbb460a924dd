import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT } from "../../spec.ts";
import { checkedRecord, type RecordNote, readArtefact } from "../artefact.ts";
import { contradictions } from "../contradictions.ts";
import { asRecord, commandOf } from "../record.ts";

const NOTE: RecordNote = {
  machine: "a processor",
  date: "2026-01-31",
  command: "just area",
  commit: "unknown",
};

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "atomik-records-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (path: string, value: unknown): void => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), typeof value === "string" ? value : JSON.stringify(value));
};

describe("reading an artefact", () => {
  const rows = [{ id: "a", value: 3 }];

  it("finds nothing where there is neither", () => {
    expect(readArtefact("area", root)).toBeUndefined();
  });

  it("takes the record where there is no run, and says so", () => {
    put("conformance/records/bench/c.json", { record: NOTE, rows });
    expect(readArtefact("bench/c", root)).toMatchObject({
      from: "record",
      note: NOTE,
      faults: [],
      json: { rows },
    });
  });

  it("prefers the run and holds the record against it", () => {
    put("conformance/records/area.json", { record: NOTE, rows });
    put("build/area.json", { rows: [{ id: "a", value: 4 }] });
    const found = readArtefact("area", root);
    expect(found).toMatchObject({ from: "run", json: { rows: [{ value: 4 }] } });
    expect(found?.faults).toEqual(["rows[a].value: the record has 3, this run 4"]);
  });

  it("refuses a record whose sources have changed", () => {
    put("verilog/rtl/core.v", "one");
    put("conformance/records/area.json", asRecord(root, "area", { sources: ["verilog/rtl"], rows }, NOTE));
    expect(readArtefact("area", root)?.faults).toEqual([]);
    put("verilog/rtl/core.v", "two");
    expect(readArtefact("area", root)?.faults).toHaveLength(1);
    rmSync(join(root, "verilog"), { recursive: true });
    expect(readArtefact("area", root)?.faults).toHaveLength(1);
  });

  it("refuses a record that does not say where it is from", () => {
    put("conformance/records/area.json", { rows });
    expect(() => readArtefact("area", root)).toThrow("record");
    expect(() => checkedRecord("area", { record: { ...NOTE, date: "today" }, rows })).toThrow("date");
    expect(() => checkedRecord("area", { record: NOTE })).toThrow("fewer than 2");
    expect(() => checkedRecord("area", { record: NOTE, rows: [] })).toThrow("rows");
  });
});

describe("a run against a record", () => {
  const proof = { id: "core/w8", result: "proved", bounded: false, seconds: 3 };
  const bytes = { id: "t/bytes", value: 16, unit: "bytes", target: 16, met: true };
  const rate = { id: "t/rate", value: 9, unit: "deltas/s", target: 8, met: true };

  it("is silent where nothing but times differs", () => {
    expect(
      contradictions({ proofs: [proof] }, { proofs: [{ ...proof, seconds: 99 }, { id: "new" }] }),
    ).toEqual([]);
    expect(contradictions({ rows: [rate] }, { rows: [{ ...rate, value: 1, met: false }] })).toEqual([]);
    expect(contradictions({ rows: [bytes] }, { rows: [{ ...bytes, value: 15 }] })).toEqual([]);
    expect(contradictions({ rows: [rate] }, { rows: [] })).toEqual([]);
  });

  it.each([
    ["a proof that fails", { proofs: [proof] }, { proofs: [{ ...proof, result: "failed" }] }],
    ["a proof that holds to a depth only", { proofs: [proof] }, { proofs: [{ ...proof, bounded: true }] }],
    ["a proof that is gone", { proofs: [proof] }, { proofs: [] }],
    ["a target no longer met", { rows: [bytes] }, { rows: [{ ...bytes, value: 17, met: false }] }],
    ["a row that is gone", { rows: [bytes] }, { rows: [] }],
    [
      "a compiler that fails",
      { rows: [{ id: "a", tool: "x 1", ok: true }] },
      { rows: [{ id: "a", tool: "x 2", ok: false }] },
    ],
    ["another count", { rows: [{ module: "core", lut: 70 }] }, { rows: [{ module: "core", lut: 71 }] }],
    ["a fault missed", { proofs: [{ ...proof, missed: [] }] }, { proofs: [{ ...proof, missed: ["x"] }] }],
  ])("tells %s", (_, record, run) => {
    expect(contradictions(record, run)).toHaveLength(1);
  });

  it("compares figures of one version of a tool only, and its verdicts of all", () => {
    const old = { rows: [{ id: "a", tool: "Yosys 1", lut: 70, result: "ok" }] };
    expect(contradictions(old, { rows: [{ id: "a", tool: "Yosys 2", lut: 71, result: "ok" }] })).toEqual([]);
    expect(contradictions(old, { rows: [{ id: "a", tool: "Yosys 2", lut: 70, result: "no" }] })).toHaveLength(
      1,
    );
  });
});

describe("making a record", () => {
  const justfile = readFileSync(join(ROOT, "Justfile"), "utf8");

  it("names the recipe", () => {
    expect(commandOf("formal", justfile)).toBe("just formal");
    expect(commandOf("bench/c", justfile)).toBe("just bench c");
    expect(() => commandOf("nonsense", justfile)).toThrow("expected --command");
  });

  it("keeps the artefact as it is", () => {
    const rows = [{ id: "a" }];
    expect(asRecord(root, "area", { rows }, NOTE)).toEqual({ record: NOTE, rows });
  });
});

it("another number of random inputs contradicts nothing, one that failed does", () => {
  const record = { drawn: { inputs: 1000, new: 10, coverage: 123 }, failed: 0 };
  expect(contradictions(record, { drawn: { inputs: 9, new: 1, coverage: 120 }, failed: 0 })).toEqual([]);
  expect(contradictions(record, { ...record, failed: 1 })).toEqual(["failed: the record has 0, this run 1"]);
});
