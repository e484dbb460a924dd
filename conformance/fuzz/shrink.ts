/** Makes a failing program small by delta debugging: fewer ops first, then simpler operands, until nothing helps. */
import type { Op } from "../program.ts";

/**
 * Tries candidates at once.
 *
 * @returns the index of the first candidate that still fails in the same way, or -1
 */
export type FirstFailing = (candidates: readonly (readonly Op[])[]) => number;

/** A program that fails in the same way and from which no single op can be taken. */
export function shrink(program: readonly Op[], firstFailing: FirstFailing): readonly Op[] {
  let best = program;
  for (;;) {
    const smaller = simplify(remove(best, firstFailing), firstFailing);
    if (smaller === best) return best;
    best = smaller;
  }
}

/** Takes out runs of ops, long ones first. */
function remove(program: readonly Op[], firstFailing: FirstFailing): readonly Op[] {
  let best = program;
  for (let size = Math.ceil(best.length / 2); size >= 1; ) {
    const candidates = Array.from({ length: Math.max(0, best.length - size + 1) }, (_, start) =>
      best.toSpliced(start, size),
    );
    const found = candidates.length === 0 ? -1 : firstFailing(candidates);
    if (found >= 0) best = candidates[found]!;
    else size = Math.floor(size / 2);
  }
  return best;
}

/** Replaces operands by simpler ones. */
function simplify(program: readonly Op[], firstFailing: FirstFailing): readonly Op[] {
  let best = program;
  for (;;) {
    const candidates = best.flatMap((op, index) =>
      op.operands.flatMap((operand, i) =>
        simpler(operand).map((value) => best.with(index, { ...op, operands: op.operands.with(i, value) })),
      ),
    );
    const found = candidates.length === 0 ? -1 : firstFailing(candidates);
    if (found < 0) return best;
    best = candidates[found]!;
  }
}

/** Words with fewer bits set, the simplest first; each step leads to a smaller number, so it ends. */
function simpler(word: bigint): bigint[] {
  const candidates = [0n, 1n, word >> 32n, word & 0xffffffffn, word & 0xffffn, word & 0xffn, word & 0xfn];
  for (let bit = 63n; bit >= 0n; bit--)
    if (word & (1n << bit)) candidates.push(1n << bit, word ^ (1n << bit));
  return [...new Set(candidates)].filter((value) => value < word);
}
