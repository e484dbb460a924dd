/** A small world in which one claim of each verdict stands; tests plant faults in copies of it. */
import type { Artefact } from "../../records/artefact.ts";
import type { Claim, Source } from "../ledger.ts";
import type { ProgramOutcome } from "../programs.ts";
import type { World } from "../world.ts";

const artefact = (name: string): Artefact<unknown> => ({ name, json: {}, from: "run", faults: [] });

export const outcome = (changes: Partial<ProgramOutcome> = {}): ProgramOutcome => ({
  id: "twice",
  kind: "counterexample",
  title: "a delta that arrives twice",
  widthBits: 8,
  programs: {},
  shows: ["A ≠ B"],
  implementations: ["lean", "c"],
  ok: true,
  faults: [],
  ...changes,
});

const proof = {
  id: "core/w8",
  module: "core",
  tool: "a solver",
  method: "k-induction",
  depth: 1,
  bounded: false,
  result: "proved",
  coverReached: true,
  plantedBugs: { caught: 2, missed: [] },
};

const row = {
  id: "c/accum",
  what: "accum",
  value: 200,
  unit: "deltas/s",
  baseline: "plain",
  baselineValue: 100,
  ratio: 2,
  target: 1.5,
  met: true,
};

const implementation = {
  name: "c",
  vectors: { passed: 3, failed: 0 },
  fuzz: { programs: 9, mismatches: 0 },
  mutants: { killed: 2, survived: [] },
  skips: [],
};

/** A world in which everything holds. */
export const WORLD = {
  theorems: {
    toolchain: "",
    mode: "",
    allowed: [{ name: "propext", reason: "" }],
    theorems: [
      {
        name: "Atomik.Claims.claim_once",
        module: "Atomik.Claims.Delivery",
        statement: "1 = 1",
        statementHash: "aa",
        doc: null,
        axioms: ["propext"],
        claimIds: ["C1"],
      },
    ],
    violations: [],
    modules: [{ name: "Atomik.Claims" }],
    replay: { replayed: 5, refused: null },
  },
  statements: { "Atomik.Claims.claim_once": "aa" },
  results: { rootHash: "", implementations: [implementation], coverage: { cells: 1, empty: [] } },
  vectors: [{ id: "accum/w8/zero" }, { id: "load/w8/zero" }],
  skips: [],
  proofs: [{ item: proof, artefact: artefact("formal") }],
  rows: [{ item: row, artefact: artefact("bench/c") }],
  area: [],
  matrix: [{ item: { id: "gcc/c99/O2", tool: "gcc", ok: true }, artefact: artefact("c-matrix") }],
  tests: [{ file: "c/a.test.ts", started: 1, tests: [{ name: "a is b", status: "passed" }] }],
  programs: [outcome()],
  provenance: { links: [] },
  faults: [],
} as unknown as World;

export const claim = (changes: Partial<Claim>): Claim => ({
  id: "C1",
  claim: "something is so",
  verdict: "proved",
  because: "it was proved",
  doesNotSay: "that more is so",
  evidence: ["theorem:claim_once"],
  ...changes,
});

/** A ledger in which everything of the world is used. */
export const LEDGER: readonly Source[] = [
  {
    source: "page",
    title: "A page",
    claims: [
      claim({}),
      claim({
        id: "C2",
        verdict: "tested",
        evidence: ["vectors:accum/*", "fuzz:all", "mutants:c", "matrix:gcc/*", "test:c/a.test.ts a is b"],
      }),
      claim({ id: "C3", verdict: "measured", evidence: ["bench:c/accum met", "bench:c/accum ratio >= 1.5"] }),
      claim({ id: "C4", verdict: "conditional", condition: "if so", evidence: ["formal:core/*"] }),
      claim({
        id: "C5",
        verdict: "false",
        smallest: "counterexample:twice",
        instead: "less is so",
        offer: "something else",
        evidence: [],
      }),
      claim({ id: "C6", verdict: "not checkable here", evidence: ["document:a paper"] }),
    ],
  },
];
