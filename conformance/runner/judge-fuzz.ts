import type { Opened } from "../adapters/open.ts";
import { corpusFolder, loadCorpus } from "../fuzz/corpus.ts";
import { checkCorpus } from "../fuzz/corpus-run.ts";
import { fuzz } from "../fuzz/loop.ts";
import { findingLines, progressLine, writePairs } from "../fuzz/print.ts";
import { ROOT, type Spec } from "../spec.ts";
import type { ImplementationResult } from "./results.ts";

/**
 * The corpus, then random programs, on all implementations.
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
    const result = fuzz(spec, opened, {
      seconds,
      seed,
      corpus,
      progress: (programs, elapsed) => console.error(progressLine(programs, elapsed)),
    });
    writePairs(spec, result);
    if (result.finding) for (const line of findingLines(result.finding)) console.log(line);
    return new Map(
      Object.entries(result.byImplementation).map(([name, programs]) => {
        const mismatches = result.finding?.pair.includes(name) ? 1 : 0;
        return [name, { programs, mismatches, seconds: result.seconds, seed }];
      }),
    );
  } catch (error) {
    red.push(`fuzz: ${(error as Error).message}`);
    return new Map();
  }
}
