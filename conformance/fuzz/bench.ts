/**
 * `bench [time] [--seed n]`: how many programs a second the fuzzer compares, against C and against the RTL, into
 * `build/bench/fuzz.json`. Pairs take turns of one second; the best turn of each counts, as noise only slows down.
 */
import { closeAll, type OpenedAll, openAll } from "../adapters/open.ts";
import { rowOf } from "../adapters/table.ts";
import { rateRow, report } from "../bench/harness.ts";
import { loadSpec, ROOT, type Spec } from "../spec.ts";
import { parseArguments } from "./arguments.ts";
import { corpusFolder } from "./corpus.ts";
import { type FuzzResult, fuzz } from "./loop.ts";

const PIVOT = "ts-fast";
/** Programs a second that must be reached, by implementation. */
const TARGETS = { c: 200_000, rtl: 100_000 };
const DEFAULT_TIME = "12s";
const DEFAULT_SEED = 42;

/** One turn. @throws Error when the pair differs */
function turn(spec: Spec, { opened }: OpenedAll, seed: number): FuzzResult {
  const run = fuzz(spec, opened, { seconds: 1, seed, corpus: corpusFolder(ROOT) });
  if (run.finding) throw new Error(`${run.finding.pair.join(" and ")} differ: ${run.finding.difference}`);
  return run;
}

async function main(args: readonly string[]): Promise<boolean> {
  const { seconds, seed } = parseArguments(args.length > 0 ? args : [DEFAULT_TIME], DEFAULT_SEED);
  const spec = loadSpec();
  const pairs: { name: string; target: number; all: OpenedAll; best: number; steps: number }[] = [];
  try {
    for (const [name, target] of Object.entries(TARGETS)) {
      const all = await openAll([PIVOT, name].map(rowOf));
      pairs.push({ name, target, all, best: 0, steps: 0 });
      for (const failed of all.failed) throw new Error(`${failed.name}: not opened: ${failed.reason}`);
    }
    const turns = Math.max(1, Math.round(seconds / pairs.length));
    for (let i = 0; i < turns; i++)
      for (const pair of pairs) {
        const run = turn(spec, pair.all, seed + i);
        pair.best = Math.max(pair.best, run.programs / run.seconds);
        pair.steps = run.steps / run.programs;
      }
  } finally {
    for (const { all } of pairs) closeAll(all);
  }
  const rows = pairs.map(({ name, target, best, steps }) => {
    const what = `programs of ${steps.toFixed(1)} steps compared, ${name} against ${PIVOT}, best of the turns`;
    return rateRow({ id: `fuzz/${name}`, what, value: best, unit: "programs/s", target });
  });
  return report("fuzz", rows);
}

try {
  if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
} catch (error) {
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
}
