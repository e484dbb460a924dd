/**
 * `judge [time]`: everything that is asked of the implementations. Coverage of the vectors, all vectors, the corpus and
 * fuzzing for the given time, all mutants; then `build/results.json` and the table.
 */
import { join } from "node:path";
import { closeAll, type OpenedAll, openAll } from "../adapters/open.ts";
import { ROWS } from "../adapters/table.ts";
import { coverage, emptyCells } from "../coverage.ts";
import { coverageOfMachines } from "../coverage-machines.ts";
import { parseArguments } from "../fuzz/arguments.ts";
import { loadSpec, ROOT, type Spec } from "../spec.ts";
import { judgeFuzz } from "./judge-fuzz.ts";
import { judgeAllMutants } from "./judge-mutants.ts";
import { judgeVectors } from "./judge-vectors.ts";
import { loadMachineVectors } from "./machines.ts";
import { type ImplementationResult, redLines, table, writeResults } from "./results.ts";
import { loadSkips, skippedBy, unlisted } from "./skips.ts";
import { loadVectors } from "./vectors.ts";

/** Seed of the gate, so that it gives the same verdict twice; longer runs draw their own. */
const SEED = 42;

async function main(spec: Spec, all: OpenedAll, seconds: number, seed: number): Promise<boolean> {
  const skips = loadSkips(ROOT);
  const red = unlisted(all.failed, skips);
  const cases = loadVectors(ROOT);
  const machineCases = loadMachineVectors(ROOT);
  const grid = new Map([...coverage(spec, cases), ...coverageOfMachines(spec, machineCases)]);
  const vectors = judgeVectors(spec, all.opened, cases, machineCases, skips, red);
  const fuzz = judgeFuzz(spec, all.opened, seconds, seed, red);
  const mutants = await judgeAllMutants(spec, red);
  const implementations = ROWS.map(({ name }): ImplementationResult => {
    const own = vectors.get(name);
    const fuzzed = fuzz.get(name) ?? { programs: 0, cases: 0, mismatches: 0, seconds: 0, seed };
    return {
      name,
      vectors: { passed: own?.passed ?? 0, failed: own?.failures.length ?? 0 },
      fuzz: fuzzed,
      mutants: mutants.get(name) ?? { killed: 0, survived: [], all: [] },
      skips: skippedBy([...cases, ...machineCases], skips, name),
      rejects: own?.rejects ?? {},
    };
  });
  const results = {
    rootHash: spec.rootHash,
    implementations,
    coverage: { cells: grid.size, empty: emptyCells(grid), grid: Object.fromEntries(grid) },
  };
  writeResults(join(ROOT, "build/results.json"), results);
  for (const line of table(results)) console.log(line);
  red.push(...redLines(results));
  for (const line of red) console.log(`RED ${line}`);
  return red.length === 0;
}

try {
  const { seconds, seed } = parseArguments(process.argv.slice(2), SEED);
  const spec = loadSpec();
  const all = await openAll(ROWS);
  try {
    if (!(await main(spec, all, seconds, seed))) process.exitCode = 1;
  } finally {
    closeAll(all);
  }
} catch (error) {
  console.error(`judge: ${(error as Error).message}`);
  process.exitCode = 1;
}
