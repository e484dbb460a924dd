/** A small run, for tests of the page: two implementations, a claim of every verdict. */
import type { JudgedClaim } from "../../../claims/judge.ts";
import { VERDICTS } from "../../../claims/ledger.ts";
import type { ProgramOutcome } from "../../../claims/programs.ts";
import type { Theorem } from "../../artefacts.ts";
import type { PageData } from "../data.ts";

const theorem = (name: string, extra: Partial<Theorem> = {}): Theorem => ({
  name,
  module: name.split(".").slice(0, -1).join("."),
  statement: "a < b ∧ b > c",
  english: "Words are `XOR`ed.",
  doesNotSay: null,
  axioms: [],
  claimIds: [],
  statementHash: "0".repeat(64),
  doc: null,
  definitional: false,
  private: false,
  ...extra,
});

const claims = VERDICTS.map(
  (verdict, index): JudgedClaim => ({
    id: `C${index + 1}`,
    source: index % 2 === 0 ? "package" : "api",
    verdict,
    claim: `Claim ${index + 1} with <markup> & "quotes".`,
    because: "The theorem says so.",
    doesNotSay: "more.",
    evidence: [{ kind: "theorem", ref: "claim_one", ok: true, detail: "one axiom", from: "run" }],
    ...(verdict === "false" && {
      smallest: {
        kind: "counterexample",
        ref: "twice",
        ok: true,
        detail: "run by all",
        from: "run" as const,
      },
      instead: "Something else.",
      offer: "A `Digest`.",
    }),
    ok: true,
    faults: [],
    command: `just claim C${index + 1}`,
  }),
);

const twice: ProgramOutcome = {
  id: "twice",
  kind: "counterexample",
  title: "A delta that arrives twice",
  widthBits: 8,
  shows: ["once ≠ 0x00"],
  programs: {
    once: {
      steps: [
        {
          op: "accum",
          operands: { word: "0000000000000001" },
          observe: { reference: "00", accumulator: "01", result: null },
        },
      ],
      result: "ok",
    },
  },
  implementations: ["c"],
  ok: true,
  faults: [],
};

export const DATA: PageData = {
  theorems: {
    toolchain: "Lean",
    mode: "core constants are leaves",
    allowed: [{ name: "propext", reason: "equal propositions" }],
    modules: [{ name: "Atomik.Claims" }],
    replay: { replayed: 2, constants: 3, refused: null },
    theorems: [
      theorem("Atomik.Claims.claim_one", { claimIds: ["C1"] }),
      theorem("Atomik.Thm.Fold.fold_perm"),
      theorem("Atomik.Thm.Fold.helper", { private: true }),
    ],
    violations: [],
  },
  results: {
    rootHash: "ab".repeat(32),
    implementations: ["c", "rtl"].map((name) => ({
      name,
      vectors: { passed: 10, failed: 0 },
      fuzz: { programs: 1000, cases: 100, mismatches: 0, seconds: 1, seed: 42 },
      mutants: {
        killed: 1,
        survived: [],
        all: [{ id: `${name}/adds`, why: "adds where it should XOR", verdict: "killed" }],
      },
      skips: name === "rtl" ? [{ id: "table/*", reason: "not built", cases: 3 }] : [],
      rejects: {},
    })),
    coverage: { cells: 2, empty: [], grid: { "w8/pair/load/load": 3, "w8/word/load/word/one": 1 } },
  },
  claims: {
    rootHash: "ab".repeat(32),
    summary: { total: claims.length, ok: claims.length, byVerdict: {}, bySource: {} },
    sources: [
      { id: "package", title: "Package page" },
      { id: "api", title: "API page" },
    ],
    claims,
    programs: [twice],
    unused: [],
    faults: [],
  },
  formal: undefined,
  formalAll: undefined,
  objectProof: undefined,
  sourceProof: undefined,
  benches: [
    {
      name: "bench/c",
      from: "run",
      faults: [],
      json: {
        machine: { cpu: "a processor", cores: 2, date: "2026-01-01" },
        rows: [
          {
            id: "c/fold",
            what: "array fold",
            value: 100,
            unit: "GB/s",
            baseline: "load only",
            baselineValue: 110,
            ratio: 0.91,
            target: 0.9,
            met: true,
          },
          {
            id: "c/scatter",
            what: "deltas at addresses",
            value: 100,
            unit: "deltas/s",
            baseline: "another layout",
            baselineValue: 90,
            ratio: 1.1,
            target: 2,
            met: false,
          },
          {
            id: "c/scatter/limit",
            what: "deltas at addresses",
            value: 100,
            unit: "deltas/s",
            baseline: "loads and stores alone",
            baselineValue: 104,
            ratio: 0.96,
            target: null,
            met: true,
          },
        ],
      },
    },
  ],
  area: undefined,
  specMutants: {
    mutants: { "ops/load": { verdict: "theorem", theorems: ["Atomik.Thm.Fold.fold_perm"] } },
    never: {},
  },
  specFaults: { "ops/load": "load keeps the deltas" },
  specMutantsStale: undefined,
  tests: {
    ran: [
      {
        file: "c/a.test.ts",
        started: 1,
        tests: [
          { name: "a is b", status: "passed" },
          { name: "a is c where c is here", status: "skipped" },
        ],
      },
    ],
    files: 1,
  },
  provenance: undefined,
  versions: [{ name: "gcc", version: "12" }],
};
