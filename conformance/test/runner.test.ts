import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Machines } from "../adapters/adapter.ts";
import { loadImplementation, rowOf } from "../adapters/table.ts";
import { coverage, emptyCells } from "../coverage.ts";
import { coverageOfMachines } from "../coverage-machines.ts";
import { runVectors } from "../runner/compare.ts";
import { framesOf } from "../runner/frames.ts";
import { loadMachineVectors, runMachines } from "../runner/machines.ts";
import { type Results, redLines, table, writeResults } from "../runner/results.ts";
import { matches, select } from "../runner/select.ts";
import { type Skip, unlisted, withoutSkipped } from "../runner/skips.ts";
import { type Case, loadVectors } from "../runner/vectors.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { fake } from "./fake.ts";

const spec = loadSpec();
const cases = loadVectors(ROOT);
const machineCases = loadMachineVectors(ROOT);

describe("vectors", () => {
  test.each(["context", "state"] as const)(
    "a right implementation that shows its %s passes all",
    (observes) => {
      const result = runVectors(spec, fake(spec, { observes }), framesOf(spec, cases));
      expect(result.failures).toEqual([]);
      expect(result.passed).toBe(cases.length);
      const rejected = cases.filter((one) => one.result !== "ok").length;
      expect(Object.values(result.rejects).reduce((a, b) => a + b)).toBe(rejected);
    },
  );

  test.each(["reference", "accumulator", "result"] as const)("one %s changed gives one failure", (field) => {
    const index = cases.findIndex(({ steps }) => steps.length > 1 && steps[1]!.observe.result !== null);
    const steps = cases[index]!.steps.map((step, i) => {
      const word = step.observe[field] ?? "";
      const flipped = (word[0] === "0" ? "1" : "0") + word.slice(1);
      return i === 1 ? { ...step, observe: { ...step.observe, [field]: flipped } } : step;
    });
    const tampered = cases.with(index, { ...cases[index]!, steps });
    const { passed, failures } = runVectors(spec, fake(spec), framesOf(spec, tampered));
    expect(passed).toBe(cases.length - 1);
    expect(failures.map(({ id }) => id)).toEqual([cases[index]!.id]);
    expect(failures[0]!.difference).toContain(`${field} expected`);
  });

  test("a reject that is not expected gives one failure", () => {
    const index = cases.findIndex(({ result }) => result === "reject:reference_mismatch");
    const tampered = cases.with(index, { ...cases[index]!, result: "reject:word_out_of_range" });
    const { failures } = runVectors(spec, fake(spec), framesOf(spec, tampered));
    expect(failures.length).toBe(1);
    expect(failures[0]!.difference).toContain("reject expected word_out_of_range, got reference_mismatch");
  });

  test("another root hash is refused", () => {
    const adapter = fake(spec, { rootId: new Uint8Array(8).fill(1) });
    expect(() => runVectors(spec, adapter, framesOf(spec, cases))).toThrow(
      `fake: built from the specification 0101010101010101…, the judge has ${spec.rootHash.slice(0, 16)}…`,
    );
  });
});

describe("vectors of machines", async () => {
  const { openMachines } = await loadImplementation(rowOf("interpreter"));
  const machines = await openMachines!(ROOT);

  test("each case of every machine of the registry is answered", () => {
    const { passed, failures, rejects } = runMachines(machines, machineCases);
    expect(failures).toEqual([]);
    expect(passed).toBe(machineCases.length);
    expect(new Set(machineCases.map(({ machine }) => machine))).toEqual(machines.names);
    for (const { name } of spec.machines.slice(1)) expect(machines.names).toContain(name);
    expect(rejects.address_out_of_range).toBeGreaterThan(10);
  });

  test.each([...machines.names])("an answer of %s that is not the expected one is a failure", (machine) => {
    const of = machineCases.filter((one) => one.machine === machine);
    const wrong: Machines = {
      names: machines.names,
      answer: (name, width, given) => {
        const text = JSON.stringify(machines.answer(name, width, given));
        return JSON.parse(text.replace(/(.*)"result"/, '$1"verdict"'));
      },
    };
    expect(runMachines(wrong, of).failures).toHaveLength(of.length);
  });

  test("what is expected is not told", () => {
    const told: string[] = [];
    const ear: Machines = { names: machines.names, answer: (...given) => told.push(JSON.stringify(given)) };
    runMachines(ear, machineCases);
    expect(told).toHaveLength(machineCases.length);
    expect(told.filter((text) => /"(observe|expect|result|rejectedAt)":/.test(text))).toEqual([]);
  });

  test("a machine that is not offered fails its cases", () => {
    const { passed, failures } = runMachines(undefined, machineCases.slice(0, 2));
    expect(passed).toBe(0);
    expect(failures[0]!.difference).toBe(`does not offer the machine ${machineCases[0]!.machine}`);
  });

  test("they fill every cell, and each kind goes empty when its cases go", () => {
    expect(emptyCells(coverageOfMachines(spec, machineCases))).toEqual([]);
    const without = (machine: string, result: string): string[] =>
      emptyCells(
        coverageOfMachines(
          spec,
          machineCases.filter((one) => one.machine !== machine || one.json.result !== result),
        ),
      );
    expect(without("table", "reject:address_out_of_range")).toEqual(["table/reject/address_out_of_range"]);
    const mismatches = spec.widths.map((width) => `counter/w${width}/reject/merge/reference_mismatch`);
    expect(without("counter", "reject:reference_mismatch")).toEqual([
      "counter/reject/reference_mismatch",
      ...mismatches,
    ]);
    expect(without("counter", "ok")).toContain("counter/w8/pair/swap/accum");
  });
});

describe("filters", () => {
  test("a part, or a glob over the whole id", () => {
    expect(matches("accum/w64", "accum/w64/fresh/one")).toBe(true);
    expect(matches("*/w64/*one", "accum/w64/fresh/one")).toBe(true);
    expect(matches("w64*", "accum/w64/fresh/one")).toBe(false);
  });

  test("one that selects nothing fails, on the command line too", () => {
    expect(() => select(cases, "no such case")).toThrow(RangeError);
    const run = (): unknown =>
      execFileSync(process.execPath, ["conformance/runner/main.ts", "interpreter", "no such case"], {
        cwd: ROOT,
        stdio: "pipe",
      });
    expect(run).toThrow(/filter: expected one that selects something/);
  });
});

describe("skips", () => {
  const skip: Skip = { id: "*", implementation: "c", reason: "no compiler" };
  const failed = [{ name: "c", reason: "cc not found" }];

  test("an unlisted one is red, a listed one is not", () => {
    expect(unlisted(failed, [])).toHaveLength(1);
    expect(unlisted(failed, [{ ...skip, implementation: "rtl" }])).toHaveLength(1);
    expect(unlisted(failed, [{ ...skip, id: "accum" }])).toHaveLength(1);
    expect(unlisted(failed, [skip])).toEqual([]);
  });

  test("one that excuses from nothing is refused", () => {
    expect(() => withoutSkipped(cases, [{ ...skip, id: "no such case" }], "c")).toThrow(
      "selects no case of c",
    );
    expect(withoutSkipped(cases, [{ ...skip, id: "accum/w8/*" }], "c").length).toBeLessThan(cases.length);
    expect(withoutSkipped(cases, [skip], "ts")).toHaveLength(cases.length);
  });
});

describe("coverage", () => {
  test("the vectors fill every cell", () => {
    const grid = coverage(spec, cases);
    expect(grid.size).toBeGreaterThan(300);
    expect(emptyCells(grid)).toEqual([]);
  });

  test("each kind of cell goes empty when its cases go", () => {
    const without = (drop: (one: Case) => boolean): string[] =>
      emptyCells(
        coverage(
          spec,
          cases.filter((one) => !drop(one)),
        ),
      );
    const mismatches = without(({ width, result }) => width === 16 && result === "reject:reference_mismatch");
    expect(mismatches).toEqual(["w16/reject/merge/reference_mismatch"]);
    const pairs = without(({ steps }) =>
      steps.some(({ op }, i) => op === "swap" && steps[i + 1]?.op === "load"),
    );
    expect(pairs).toContain("w64/pair/swap/load");
    const ones = without(({ steps }) => steps.some(({ operands }) => operands.word === "00000000ffffffff"));
    expect(ones).toContain("w32/word/accum/word/all_ones");
  });
});

describe("results", () => {
  const results: Results = {
    rootHash: spec.rootHash,
    implementations: [
      {
        name: "c",
        vectors: { passed: 10, failed: 0 },
        fuzz: { programs: 5, cases: 7, mismatches: 0, seconds: 1.5, seed: 42 },
        mutants: { killed: 3, survived: [], all: [{ id: "c/x", why: "adds", verdict: "killed" }] },
        skips: [{ id: "counter/*", reason: "not built yet", cases: 3 }],
        rejects: { word_out_of_range: 2 },
      },
    ],
    coverage: { cells: 4, empty: [], grid: { a: 1 } },
  };
  const one = results.implementations[0]!;
  const folder = mkdtempSync(join(tmpdir(), "atomik-results-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (json: object): void => writeResults(join(folder, "results.json"), json as Results);

  test("the schema takes them and refuses what is missing or more", () => {
    expect(() => write(results)).not.toThrow();
    expect(() => write({ ...results, rootHash: "abc" })).toThrow("/rootHash");
    expect(() => write({ ...results, extra: 1 })).toThrow("additionalProperties");
    const { rejects: _, ...less } = one;
    expect(() => write({ ...results, implementations: [less] })).toThrow("required");
    expect(() => write({ ...results, implementations: [] })).toThrow("minItems");
    const without = { ...one, skips: [{ id: "x", cases: 1 }] };
    expect(() => write({ ...results, implementations: [without] })).toThrow("reason");
    const counted = { ...one, mutants: { ...one.mutants, survived: 0 } };
    expect(() => write({ ...results, implementations: [counted] })).toThrow("array");
    const negative = { ...one, vectors: { passed: -1, failed: 0 } };
    expect(() => write({ ...results, implementations: [negative] })).toThrow("minimum");
    const { coverage: __, ...bare } = results;
    expect(() => write(bare)).toThrow("required");
  });

  test("they are red for a failure, a mismatch, a survivor and an empty cell", () => {
    expect(redLines(results)).toEqual([]);
    const implementations = [
      {
        ...one,
        vectors: { passed: 9, failed: 1 },
        fuzz: { ...one.fuzz, mismatches: 1 },
        mutants: { ...one.mutants, killed: 2, survived: ["c/x"] },
      },
    ];
    expect(
      redLines({ ...results, implementations, coverage: { cells: 4, empty: ["a"], grid: {} } }),
    ).toHaveLength(4);
  });

  test("the table shows them", () => {
    expect(table(results)).toEqual([
      "implementation   vectors  fuzz programs  fuzz cases  mutants killed  skipped vectors",
      "c               10 of 10              5           7          3 of 3                3",
      "skipped: c counter/* (3): not built yet",
      "coverage: 4 of 4 cells",
    ]);
  });
});
