/** `fuzz [time] [--impl a,b] [--seed n]`: the corpus first, then random programs until the time is over. */
import { closeAll, type Opened, openAll } from "../adapters/open.ts";
import { loadSpec, ROOT, type Spec } from "../spec.ts";
import { parseArguments } from "./arguments.ts";
import { casesFolder, loadCases } from "./cases/corpus.ts";
import { checkCases } from "./cases/corpus-run.ts";
import { fuzzCases } from "./cases/loop.ts";
import { corpusFolder, loadCorpus } from "./corpus.ts";
import { checkCorpus } from "./corpus-run.ts";
import { fuzz } from "./loop.ts";
import { caseFindingLines, caseLine, findingLines, progressLine, writePairs } from "./print.ts";

/** Of the whole time, the part that random cases of machines, codecs and digests get beside it. */
const CASES_SHARE = 0.3;

/** Random cases, if the implementation that says what is expected is among the chosen. */
function fuzzOthers(spec: Spec, opened: readonly Opened[], seconds: number, seed: number): boolean {
  if (!opened.some(({ name }) => name === "interpreter")) return true;
  const differing = checkCases(opened, loadCases(casesFolder(ROOT)));
  for (const line of differing) console.log(line);
  if (differing.length > 0) return false;
  const options = { seconds: seconds * CASES_SHARE, seed, corpus: casesFolder(ROOT) };
  const cases = fuzzCases(spec, opened, options);
  console.log(caseLine(cases));
  if (cases.finding) for (const line of caseFindingLines(cases.finding)) console.log(line);
  return !cases.finding;
}

async function main(): Promise<boolean> {
  const { seconds, seed, rows } = parseArguments(process.argv.slice(2), (Math.random() * 2 ** 32) >>> 0);
  const spec = loadSpec();
  const all = await openAll(rows);
  try {
    for (const { name, reason } of all.failed) console.error(`${name}: not opened: ${reason}`);
    console.log(`seed ${seed}, ${all.opened.map(({ name }) => name).join(" ")}`);
    const corpus = loadCorpus(spec, corpusFolder(ROOT));
    const differing = checkCorpus(spec, all.opened, corpus);
    for (const line of differing) console.log(line);
    if (differing.length > 0) return false;
    const result = fuzz(spec, all.opened, {
      seconds,
      seed,
      corpus: corpusFolder(ROOT),
      progress: (programs, elapsed) => console.error(progressLine(programs, elapsed)),
    });
    writePairs(spec, result);
    const { programs, steps, byImplementation, finding } = result;
    console.log(
      `${corpus.length} programs of the corpus, ${progressLine(programs, result.seconds)}, ${steps} steps`,
    );
    console.log(
      Object.entries(byImplementation)
        .map(([name, count]) => `${name} ${count}`)
        .join(", "),
    );
    if (finding) for (const line of findingLines(finding)) console.log(line);
    return !finding && fuzzOthers(spec, all.opened, seconds, seed) && all.failed.length === 0;
  } finally {
    closeAll(all);
  }
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(`fuzz: ${(error as Error).message}`);
  process.exitCode = 1;
}
