/**
 * `trial <implementation> <root>`: opens the implementation that is built from `root`, runs the vectors and then random
 * cases of its machines until something differs, and prints what did. A process of its own, so that a mutant may hang, crash or keep what it likes.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Opened, openOne } from "../adapters/open.ts";
import { rowOf } from "../adapters/table.ts";
import { fuzzCases } from "../fuzz/cases/loop.ts";
import { runVectors } from "../runner/compare.ts";
import { framesOf } from "../runner/frames.ts";
import { loadMachineVectors, runMachines } from "../runner/machines.ts";
import { loadVectors } from "../runner/vectors.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { OPENED, type Trial } from "./verdict.ts";

/** Random cases, the same for every mutant. */
const CASES = 600;
const SEED = 42;

/** What differs on random cases from the interpreter, which has no mutant in it. */
async function differenceOnCases(opened: Opened): Promise<string | undefined> {
  if (!opened.machines) return undefined;
  const oracle = await openOne(spec, rowOf("interpreter"), ROOT);
  const corpus = mkdtempSync(join(tmpdir(), "atomik-cases-"));
  try {
    const all = [oracle, { ...opened, name: `${opened.name} with a mutant` }];
    const { finding } = fuzzCases(spec, all, { seconds: 60, cases: CASES, seed: SEED, corpus });
    return finding && `${finding.entry.found}: ${finding.difference}`;
  } finally {
    oracle.adapter.close();
    rmSync(corpus, { recursive: true });
  }
}

const [name = "", root = ""] = process.argv.slice(2);
const spec = loadSpec();
const frames = framesOf(spec, loadVectors(ROOT));
let trial: Trial;
try {
  const opened = await openOne(spec, rowOf(name), root);
  const { adapter, machines } = opened;
  console.log(OPENED);
  try {
    const offered = loadMachineVectors(ROOT).filter((one) => machines?.names.has(one.machine));
    const [failure] = [
      ...runVectors(spec, adapter, frames, true).failures,
      ...runMachines(machines, offered, true).failures,
    ];
    const how = failure ? `${failure.id}: ${failure.difference}` : await differenceOnCases(opened);
    trial =
      how === undefined
        ? { verdict: "survived", how: "every vector and every random case passed" }
        : { verdict: "killed", how };
  } catch (error) {
    trial = { verdict: "killed", how: (error as Error).message };
  } finally {
    adapter.close();
  }
} catch (error) {
  trial = { verdict: "broken", how: (error as Error).message };
}
console.log(JSON.stringify(trial));
process.exit(0);
