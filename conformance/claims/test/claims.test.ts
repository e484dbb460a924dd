import { describe, expect, it } from "vitest";
import { judgeClaim, judgeClaims, redLines } from "../judge.ts";
import type { Claim } from "../ledger.ts";
import { falseRelations } from "../programs.ts";
import type { World } from "../world.ts";
import { claim, LEDGER, outcome, WORLD } from "./world.ts";

const red = (world: World, ledger = LEDGER): string[] => redLines(judgeClaims("", ledger, world));

/** A copy of the world with one thing in it changed. */
function planted(change: (copy: Mutable<World>) => void): World {
  const copy = structuredClone(WORLD) as Mutable<World>;
  change(copy);
  return copy;
}

// biome-ignore lint/suspicious/noExplicitAny: a planted fault may be anywhere in the artefacts
type Mutable<T> = { -readonly [K in keyof T]: any };

const replaced = (id: string, changes: Partial<Claim>) =>
  LEDGER.map((source) => ({
    ...source,
    claims: source.claims.map((one) => (one.id === id ? claim({ ...one, ...changes }) : one)),
  }));

describe("a ledger whose evidence holds", () => {
  it("is green, and its counts are computed", () => {
    expect(red(WORLD)).toEqual([]);
    const { summary } = judgeClaims("", LEDGER, WORLD);
    expect(summary).toMatchObject({ total: 6, ok: 6, byVerdict: { proved: 1, false: 1, measured: 1 } });
  });
});

describe("a planted fault in what was found", () => {
  it.each<[string, (copy: Mutable<World>) => void, string]>([
    [
      "a theorem is missing",
      (w) => (w.theorems.theorems = []),
      "C1 (proved): theorem:claim_once: no theorem",
    ],
    [
      "a statement changed",
      (w) => (w.theorems.theorems[0].statementHash = "bb"),
      "is not the one that was accepted",
    ],
    ["a statement was never accepted", (w) => (w.statements = {}), "was never accepted"],
    ["an axiom is not allowed", (w) => (w.theorems.theorems[0].axioms = ["sorryAx"]), "rests on sorryAx"],
    ["the audit found something", (w) => (w.theorems.violations = [1]), "found 1 violations"],
    ["there was no audit", (w) => (w.theorems = undefined), "run: just audit"],
    ["there are no results", (w) => (w.results = undefined), "run: just check"],
    ["a vector fails", (w) => (w.results.implementations[0].vectors.failed = 1), "not all vectors pass on c"],
    ["the filter selects nothing", (w) => (w.vectors = [{ id: "load/w8/zero" }]), "selects no vector"],
    [
      "everybody is excused",
      (w) => (w.skips = [{ id: "accum/*", implementation: "c", reason: "none" }]),
      "no implementation runs them",
    ],
    [
      "fuzzing found something",
      (w) => (w.results.implementations[0].fuzz.mismatches = 1),
      "differs on a program",
    ],
    ["nothing was fuzzed", (w) => (w.results.implementations[0].fuzz.programs = 0), "ran no program"],
    ["a mutant survived", (w) => (w.results.implementations[0].mutants.survived = ["x"]), "not caught: x"],
    ["a proof failed", (w) => (w.proofs[0].item.result = "failed"), "core/w8: failed"],
    ["a proof is vacuous", (w) => (w.proofs[0].item.coverReached = false), "a cover was not reached"],
    ["a planted bug was missed", (w) => (w.proofs[0].item.plantedBugs.missed = ["b"]), "not caught: b"],
    ["a proof is gone", (w) => (w.proofs = []), "no such proof"],
    ["a row of the matrix is wrong", (w) => (w.matrix[0].item.ok = false), "gcc/c99/O2 is not right"],
    ["a row of the matrix is gone", (w) => (w.matrix = []), "no such row; run: just c-matrix"],
    ["a test is skipped", (w) => (w.tests[0].tests[0].status = "skipped"), "a is b: skipped"],
    ["a test has another name", (w) => (w.tests[0].tests[0].name = "a is c"), "has no such test"],
    ["a test did not run", (w) => (w.tests = []), "c/a.test.ts did not run on these sources; run: npm test"],
    ["a row is below its target", (w) => (w.rows[0].item.met = false), "below its target of 1.5"],
    ["a ratio is too low", (w) => (w.rows[0].item.ratio = 1.2), "not >= 1.5"],
    ["a row is gone", (w) => (w.rows = []), "no row c/accum"],
    ["the artefact contradicts its record", (w) => (w.rows[0].artefact.faults = ["bad"]), "bench/c: bad"],
    ["a record is contradicted", (w) => (w.faults = ["area: another count"]), "area: another count"],
    [
      "a counterexample has another outcome",
      (w) => (w.programs = [outcome({ ok: false, faults: ["c: step 0"] })]),
      "counterexample:twice: c: step 0",
    ],
    ["a counterexample is gone", (w) => (w.programs = []), "no counterexample twice"],
    [
      "a program lies unused",
      (w) => w.programs.push(outcome({ id: "other" })),
      "no claim uses counterexample:other",
    ],
    [
      "a theorem lies unused",
      (w) =>
        w.theorems.theorems.push({
          ...w.theorems.theorems[0],
          name: "Atomik.Claims.claim_two",
        }),
      "no claim uses theorem:Atomik.Claims.claim_two",
    ],
    ["an accepted statement lies unused", (w) => (w.statements.old = "cc"), "no claim uses theorem:old"],
    [
      "a theorem names another claim",
      (w) => (w.theorems.theorems[0].claimIds = ["C2"]),
      "does not rest on it",
    ],
    [
      "a theorem names no claim",
      (w) => (w.theorems.theorems[0].claimIds = ["C9"]),
      "the ledger does not have",
    ],
  ])("%s", (_, change, line) => {
    expect(red(planted(change)).join("\n")).toContain(line);
  });
});

describe("a planted fault in the ledger", () => {
  it.each<[string, string, Partial<Claim>, string]>([
    ["no evidence", "C2", { evidence: [] }, "C2 (tested): no evidence"],
    ["a kind that nobody resolves", "C2", { evidence: ["rumour:x"] }, "no such kind of evidence"],
    ["a document as a test", "C2", { evidence: ["document:x"] }, '"tested" needs one of'],
    ["a document as refutation", "C5", { smallest: "document:x" }, "refutes nothing"],
    ["vectors as a proof", "C4", { verdict: "proved", evidence: ["vectors:*"] }, '"proved" needs one of'],
    ["an implementation that is not there", "C2", { evidence: ["fuzz:d"] }, "no implementation"],
    ["arithmetic that is wrong", "C5", { smallest: "arithmetic:1 + 1 > 2" }, "not 2 > 2"],
    ["arithmetic that is none", "C5", { smallest: "arithmetic:one > 2" }, "expected a number"],
    ["no claim uses it", "C5", { smallest: "arithmetic:2 > 1" }, "no claim uses counterexample:twice"],
  ])("%s", (_, id, changes, line) => {
    expect(red(WORLD, replaced(id, changes)).join("\n")).toContain(line);
  });

  it("a bounded proof proves nothing for all time", () => {
    const world = planted((w) => (w.proofs[0].item.bounded = true));
    const proved = claim({ evidence: ["formal:core/*"] });
    expect(judgeClaim("page", proved, WORLD).ok).toBe(true);
    expect(judgeClaim("page", proved, world).ok).toBe(false);
  });
});

describe("what a program shows", () => {
  const observe = (reference: string) => ({ reference, accumulator: "01", result: null });
  const program = (reference: string) => ({
    steps: [{ op: "read", operands: {}, observe: observe(reference) }],
    result: "ok",
  });
  const shows = (...relations: readonly string[]) =>
    falseRelations({
      title: "",
      widthBits: 8,
      programs: { A: program("02"), B: program("04") },
      shows: relations,
    });

  it("is compared with the recorded states", () => {
    expect(shows("A ≠ B", "A = 0x3", "B ≠ 0x4")).toEqual([]);
    expect(shows("A = B", "A ≠ 0x3", "A = C")).toHaveLength(3);
  });
});
