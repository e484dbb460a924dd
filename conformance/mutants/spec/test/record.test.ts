import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { modulesHash } from "../../../../lean/runner/sources.ts";
import { tree } from "../../../../lean/runner/test/tree.ts";
import { ROOT } from "../../../spec.ts";
import { judges } from "../modules.ts";
import { page, record, type SpecRecord } from "../record.ts";
import { staleness } from "../stale.ts";
import { loadTable } from "../table.ts";

const committed = JSON.parse(readFileSync(join(import.meta.dirname, "../record.json"), "utf8")) as SpecRecord;
const table = loadTable();

test("the record is about the mutants of the table, and none survived", () => {
  expect(Object.keys(committed.mutants)).toEqual(table.map(({ id }) => id));
  for (const [id, { verdict, theorems, examples }] of Object.entries(committed.mutants)) {
    expect(["theorem", "example", "vector"], id).toContain(verdict);
    expect(verdict === "theorem", id).toBe(theorems.length > 0);
    if (verdict === "example") expect(examples.length, id).toBeGreaterThan(0);
  }
  expect(readFileSync(join(import.meta.dirname, "../README.md"), "utf8")).toBe(page(table, committed));
});

test("the record has a hash of Lean sources; one line tells when they have changed since", () => {
  expect(committed.sources).toMatch(/^[0-9a-f]{64}$/);
  const stale = staleness(join(ROOT, "lean"), table, committed);
  if (stale !== undefined) console.warn(stale);
});

test("what has changed since the record was made is told in one line", () => {
  const { root, write } = tree({ A: "theorem b : 1 = 1 := rfl" });
  const mutants = [{ id: "one", file: "A.lean", find: "1 = 1", replace: "1 = 2", why: "z" }];
  const made = record(judges(root), mutants, [{ verdict: "theorem", theorems: ["b"], examples: [] }]);
  expect(staleness(root, mutants, made)).toBeUndefined();
  write("A", "theorem b : 1 = 1 := rfl\n");
  expect(staleness(root, mutants, made)).toMatch(
    /^mutants-spec: the record is older .*; 0 mutants no longer fit;/,
  );
  write("A", "theorem b : 2 = 2 := rfl\n");
  expect(staleness(root, mutants, made)).toMatch(/; 1 mutants no longer fit \(one\)/);
});

test("theorems are counted by the mutants that turn them red, the others listed by module", () => {
  const { root } = tree({
    A: "theorem b : 1 = 1 := rfl\ntheorem a : 1 = 1 := rfl",
    B: "theorem c : 1 = 1 := rfl",
  });
  const row = { file: "A.lean", find: "x", replace: "y", why: "z" };
  const mutants = [
    { ...row, id: "one" },
    { ...row, id: "two" },
  ];
  const trial = { verdict: "theorem", theorems: ["b"], examples: [] } as const;
  const made = record(judges(root), mutants, [trial, { ...trial, theorems: ["b", "c"] }]);
  expect(made).toEqual({
    sources: modulesHash(judges(root)),
    mutants: { one: trial, two: { ...trial, theorems: ["b", "c"] } },
    theorems: { b: 2, c: 1 },
    never: { A: ["a"] },
  });
  expect(page(mutants, made)).toContain("2 mutants; 2 of 3 theorems");
  expect(page(mutants, made)).toContain("- A: `a`");
});
