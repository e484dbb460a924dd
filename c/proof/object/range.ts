/** Conditions on one unknown and constants, as sets of values: lists of intervals, both ends inclusive. */
import { sumOf } from "./arithmetic.ts";
import type { Atom } from "./condition.ts";
import { constant, keyOf, knownValue, ones, type Term, xor } from "./term.ts";

export type Intervals = readonly (readonly [bigint, bigint])[];

/** An unknown, and the values for which a condition on it holds. */
export interface Restriction {
  readonly key: string;
  readonly widthBits: number;
  readonly holds: Intervals;
}

/** Reads a condition as a restriction of one unknown, or returns undefined. */
export function restrictionOf(atom: Atom): Restriction | undefined {
  if (atom.kind === "less") return undefined;
  if (atom.kind === "zero") {
    const value = constantPart(atom.term);
    const unknown = xor(atom.term, constant(atom.term.widthBits, value));
    return restriction(unknown, [[value, value]]);
  }
  const low = knownValue(atom.left);
  const high = knownValue(atom.right);
  if (high !== undefined && high > 0n) return restriction(atom.left, [[0n, high - 1n]]);
  if (low !== undefined) return restriction(atom.right, [[low + 1n, ones(atom.right.widthBits)]]);
  return undefined;
}

/** The values in both lists. */
export function intersect(a: Intervals, b: Intervals): Intervals {
  const both: [bigint, bigint][] = [];
  for (const [low, high] of a)
    for (const [from, to] of b) {
      const start = low > from ? low : from;
      const end = high < to ? high : to;
      if (start <= end) both.push([start, end]);
    }
  return both;
}

/** The values of the width that are not in the list. */
export function complement(intervals: Intervals, widthBits: number): Intervals {
  const rest: [bigint, bigint][] = [];
  let next = 0n;
  for (const [low, high] of [...intervals].sort((x, y) => (x[0] < y[0] ? -1 : 1))) {
    if (next < low) rest.push([next, low - 1n]);
    next = high + 1n;
  }
  if (next <= ones(widthBits)) rest.push([next, ones(widthBits)]);
  return rest;
}

/** Of the unknown y where the term is y + c: the intervals moved by −c. */
function restriction(term: Term, holds: Intervals): Restriction {
  const { widthBits } = term;
  const { constant: added, addends } = sumOf(term);
  const [only, more] = addends;
  if (added === 0n || only === undefined || more !== undefined || only.coefficient !== 1n)
    return { key: keyOf(term), widthBits, holds };
  const all = ones(widthBits);
  const moved = holds.flatMap(([low, high]): [bigint, bigint][] => {
    const from = (low - added) & all;
    const to = (high - added) & all;
    return from <= to
      ? [[from, to]]
      : [
          [0n, to],
          [from, all],
        ];
  });
  return { key: keyOf(only.term), widthBits, holds: moved };
}

function constantPart({ segments }: Term): bigint {
  let value = 0n;
  let start = 0n;
  for (const segment of segments) {
    value |= segment.constant << start;
    start += BigInt(segment.widthBits);
  }
  return value;
}
