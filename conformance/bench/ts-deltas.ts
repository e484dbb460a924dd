/** What the benchmarks of single calls have in common: the deltas, and the ops on one context. */

import { AtomikContext } from "../../ts/src/context.ts";
import type { Variant } from "./turns.ts";

// The loops below take the constants under these names, as no loop may use one that is exported; see turns.ts.
const COUNT = 1024;
const LOW = 0x9e3779b1 | 0;
const HIGH = 0x85ebca6b | 0;
const words: readonly bigint[] = Array.from({ length: COUNT }, (_, i) => {
  const half = (factor: number): bigint => BigInt.asUintN(32, BigInt(Math.imul(i, factor)));
  return (half(HIGH) << 32n) | half(LOW);
});

/** Deltas in one pass: few enough to stay in the first-level cache as bigints. */
export const DELTAS: number = COUNT;

// The halves of the i-th delta are i times these. Two multiplications give 64 mixed bits without a load, as in a loop that
// has just decoded its delta; half of these words have their top bit set.
export const LO: number = LOW;
export const HI: number = HIGH;

/** The deltas of one pass as words. */
export const deltas: readonly bigint[] = words;

/** All of them combined. */
export const folded: bigint = words.reduce((fold, delta) => fold ^ delta, 0n);

/** Any odd number of passes leaves the fold of all deltas. */
export function check(fold: unknown): void {
  if (fold !== folded) throw new Error(`fold: expected ${folded}, got ${fold}`);
}

/** How long variants of single calls are measured: with fewer rounds, some found no moment without a neighbour. */
export const rounds = { rounds: 100, turnMs: 15, warmUp: 4000 } as const;

// Each loop is written out: timed through one function with a callback, all would be as slow as the slowest.
/** The ops of one context, as often as a pass has deltas. */
export const contextVariants: readonly Variant[] = [
  {
    id: "context/accum",
    run(passes) {
      const context = new AtomikContext();
      for (let pass = 0; pass < passes; pass++) for (let i = 0; i < COUNT; i++) context.accum(words[i]!);
      return context.accumulator;
    },
    check,
  },
  {
    id: "context/accumUnchecked",
    run(passes) {
      const context = new AtomikContext();
      for (let pass = 0; pass < passes; pass++) {
        for (let i = 0; i < COUNT; i++) context.accumUnchecked(words[i]!);
      }
      return context.accumulator;
    },
    check,
  },
  {
    id: "context/accum2",
    run(passes) {
      const context = new AtomikContext();
      for (let pass = 0; pass < passes; pass++) {
        for (let i = 0; i < COUNT; i++) context.accum2(Math.imul(i, LOW), Math.imul(i, HIGH));
      }
      return context.accumulator;
    },
    check,
  },
  {
    id: "context/read",
    run(passes) {
      const context = new AtomikContext();
      context.load(folded);
      let read = 0n;
      for (let i = passes * COUNT; i > 0; i--) read = context.read();
      return read;
    },
    check,
  },
];
