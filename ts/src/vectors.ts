/** Runs the specification's vectors against this library, in any host: what Lean computed, and what is seen here. */

import { AtomikContext } from "./context.ts";
import { AtomikCounter } from "./counter.ts";
import { WrongTypeError } from "./reject.ts";
import { type Outcome, sameJson, type VectorCase, type VectorFile } from "./vectors/case.ts";
import { type ContextCase, runContextCase } from "./vectors/context.ts";
import { type FoldCase, type KeyedCase, runFoldCase, runKeyedCase } from "./vectors/digest.ts";
import { runTableCase, type TableCase } from "./vectors/table.ts";
import { runTreeCase, type TreeCase } from "./vectors/tree.ts";
import { type CodecCase, FRAMES, MESSAGES, runCodecCase } from "./vectors/wire.ts";
import { type WidthBits, widthOf } from "./word.ts";

export type { VectorCase, VectorFile } from "./vectors/case.ts";

/** A case that went otherwise than Lean says. */
export interface VectorFailure {
  /** Of the case. */
  readonly id: string;
  /** What Lean says, as in the file. */
  readonly expected: unknown;
  /** What this library did, in the same form. */
  readonly got: unknown;
}

/** What came of one file. Every case is in exactly one of the three. */
export interface VectorReport {
  /** Whose cases they are, as the file says. */
  readonly machine: string;
  /** How many cases went as Lean says. */
  readonly passed: number;
  /** Those that did not. */
  readonly failures: readonly VectorFailure[];
  /** Those that this library has no method for. */
  readonly skipped: readonly VectorSkip[];
}

/** A case that was not run. */
export interface VectorSkip {
  /** Of the case. */
  readonly id: string;
  /** Why not. */
  readonly reason: string;
}

/** How to run a case of each machine. */
const MACHINES: Readonly<Record<string, (vector: VectorCase, file: VectorFile) => Outcome>> = {
  context: (vector, file) => {
    const width = widthFrom(file);
    return runContextCase(() => new AtomikContext({ width }), width, vector as ContextCase);
  },
  counter: (vector, file) => {
    const width = widthFrom(file);
    return runContextCase(() => new AtomikCounter({ width }), width, vector as ContextCase);
  },
  table: (vector, file) => runTableCase(widthFrom(file), vector as TableCase),
  message: (vector) => runCodecCase(MESSAGES, vector as CodecCase),
  frame: (vector) => runCodecCase(FRAMES, vector as CodecCase),
  fold: (vector) => runFoldCase(vector as FoldCase),
  keyed: (vector) => runKeyedCase(vector as KeyedCase),
  tree: (vector) => runTreeCase(vector as TreeCase),
};

const widthFrom = (file: VectorFile): WidthBits => widthOf(file.widthBits).bits;

/**
 * Runs all cases of a vector file, parsed from its JSON.
 *
 * @throws WrongTypeError when it is no such document
 * @example
 * ```ts
 * const steps = [
 *   { op: "accum", operands: { word: "0000000000000005" }, observe: { reference: "00", accumulator: "05", result: null } },
 * ];
 * const file = { schema: "atomik.vectors.v1", machine: "context", widthBits: 8, cases: [{ id: "five", steps, result: "ok" }] };
 * runVectors(file); // => { machine: "context", passed: 1, failures: [], skipped: [] }
 * ```
 */
export function runVectors(file: VectorFile): VectorReport {
  if (typeof file !== "object" || file === null || !Array.isArray(file.cases)) {
    throw new WrongTypeError("runVectors(file)", "the parsed JSON of a vector file", file);
  }
  const run = MACHINES[file.machine];
  const failures: VectorFailure[] = [];
  const skipped: VectorSkip[] = [];
  let passed = 0;
  for (const vector of file.cases) {
    const { id } = vector;
    const outcome = run?.(vector, file) ?? {
      skipped: `no class of this library is the machine ${file.machine}`,
    };
    if ("skipped" in outcome) skipped.push({ id, reason: outcome.skipped });
    else if (sameJson(outcome.got, outcome.expected)) passed++;
    else failures.push({ id, expected: outcome.expected, got: outcome.got });
  }
  return { machine: file.machine, passed, failures, skipped };
}
