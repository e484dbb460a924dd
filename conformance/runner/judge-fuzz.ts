import type { Opened } from "../adapters/open.ts";
import { casesFolder, loadCases } from "../fuzz/cases/corpus.ts";
import { checkCases } from "../fuzz/cases/corpus-run.ts";
import { fuzzCases } from "../fuzz/cases/loop.ts";
import { corpusFolder, loadCorpus } from "../fuzz/corpus.ts";
import { checkCorpus } from "../fuzz/corpus-run.ts";
import { fuzz } from "../fuzz/loop.ts";
import { caseFindingLines, caseLine, findingLines, progressLine, writePairs } from "../fuzz/print.ts";
import { ROOT, type Spec } from "../spec.ts";
import type { ImplementationResult } from "./results.ts";

/** Of the time for programs, the part that random cases of machines, codecs and digests get beside it. */
const CASES_SHARE = 0.3;

/**
 * The corpus, then random programs, then random cases of what the byte protocol does not have, on all implementations.
 *
 * @param red receives a line for each thing that went wrong without being a mismatch of one implementation
 * @returns figures by implementation; both of a pair that differs have the mismatch
 */
export function judgeFuzz(
  spec: Spec,
  opened: readonly Opened[],
  seconds: number,
  seed: number,
  red: string[],
): Map<string, ImplementationResult["fuzz"]> {
  const corpus = corpusFolder(ROOT);
  try {
    red.push(...checkCorpus(spec, opened, loadCorpus(spec, corpus)));
    red.push(...checkCases(opened, loadCases(casesFolder(ROOT))));
    const result = fuzz(spec, opened, {
      seconds,
      seed,
      corpus,
      progress: (programs, elapsed) => console.error(progressLine(programs, elapsed)),
    });
    writePairs(spec, result);
    if (result.finding) for (const line of findingLines(result.finding)) console.log(line);
    const cases = fuzzCases(spec, opened, {
      seconds: seconds * CASES_SHARE,
      seed,
      corpus: casesFolder(ROOT),
    });
    console.error(caseLine(cases));
    if (cases.finding) for (const line of caseFindingLines(cases.finding)) console.log(line);
    return new Map(
      Object.entries(result.byImplementation).map(([name, programs]) => {
        const wrong = [result.finding?.pair.includes(name), cases.finding?.name === name];
        const mismatches = wrong.filter(Boolean).length;
        const answered = cases.byImplementation[name] ?? 0;
        return [name, { programs, cases: answered, mismatches, seconds: result.seconds, seed }];
      }),
    );
  } catch (error) {
    red.push(`fuzz: ${(error as Error).message}`);
    return new Map();
  }
}
