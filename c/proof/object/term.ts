/**
 * Values of bits in a normal form over GF(2).
 *
 * A term is a row of segments, lowest bits first. A segment is the XOR of slices of leaves, all as wide as the segment,
 * and of a constant. Whatever only moves, cuts and XORs bits stays in this form, and the form is unique: two terms
 * that are built so are equal for all values of their leaves if and only if they are the same row. (A border between two
 * segments stands where the slices on its right do not go on from those on its left, which each bit decides alone.)
 */
import { type Leaf, leafOf, type Node } from "./leaf.ts";

/** Slices and constant of `widthBits` bits. A slice is 1024 × id of its leaf + lowest bit; they are sorted. */
export interface Segment {
  readonly widthBits: number;
  readonly slices: readonly number[];
  readonly constant: bigint;
}

/** A value of `widthBits` bits. */
export interface Term {
  readonly widthBits: number;
  readonly segments: readonly Segment[];
  /** What `keyOf` made of it, once it was asked. */
  key?: string;
}

/** One more than the highest bit that a leaf may have. */
export const SLICE_BASE = 1024;

const allOnes: readonly bigint[] = Array.from(
  { length: SLICE_BASE + 1 },
  (_, bits) => (1n << BigInt(bits)) - 1n,
);

/** All bits of a width. */
export function ones(widthBits: number): bigint {
  return allOnes[widthBits] ?? (1n << BigInt(widthBits)) - 1n;
}

/** A constant; its bits above the width are dropped. */
export function constant(widthBits: number, value: bigint): Term {
  const segments = widthBits === 0 ? [] : [{ widthBits, slices: [], constant: value & ones(widthBits) }];
  return { widthBits, segments };
}

/** The terms of whole leaves, by id. */
const wholes: Term[] = [];

/** A whole leaf. */
export function whole({ id, widthBits }: Leaf): Term {
  wholes[id] ??= { widthBits, segments: [{ widthBits, slices: [id * SLICE_BASE], constant: 0n }] };
  return wholes[id];
}

/** The term of a node that the normal form does not look into. */
export function opaque(widthBits: number, node: Node): Term {
  return whole(leafOf(widthBits, node));
}

/** An unknown value. */
export function symbol(widthBits: number, name: string): Term {
  return opaque(widthBits, { kind: "symbol", name });
}

/** A text that two terms share if and only if they are the same row. */
export function keyOf(term: Term): string {
  term.key ??= term.segments
    .map((s) => `${s.widthBits}[${s.slices.join(",")}^${s.constant.toString(16)}]`)
    .join("");
  return term.key;
}

/** Whether two terms are the same row, which makes them equal for all values of their leaves. */
export function same(a: Term, b: Term): boolean {
  if (a === b) return true;
  return (
    a.segments.length === b.segments.length &&
    a.segments.every((segment, i) => {
      const other = b.segments[i]!;
      return (
        segment.widthBits === other.widthBits &&
        segment.constant === other.constant &&
        segment.slices.length === other.slices.length &&
        segment.slices.every((slice, k) => slice === other.slices[k])
      );
    })
  );
}

/** The value of a term without leaves, or undefined. */
export function knownValue({ segments }: Term): bigint | undefined {
  if (segments.length === 0) return 0n;
  const [only, more] = segments;
  return more === undefined && only!.slices.length === 0 ? only!.constant : undefined;
}

/** The terms one behind the other, lowest bits first. */
export function concat(...terms: readonly Term[]): Term {
  return join(terms.flatMap(({ segments }) => segments));
}

/** Bits `low` to `low + widthBits - 1`. @throws RangeError when the term has fewer */
export function extract(term: Term, low: number, widthBits: number): Term {
  if (low < 0 || low + widthBits > term.widthBits)
    throw new RangeError(
      `extract: expected bits below ${term.widthBits}, got ${low} to ${low + widthBits - 1}`,
    );
  if (widthBits === term.widthBits) return term;
  const cut: Segment[] = [];
  let start = 0;
  for (const segment of term.segments) {
    const from = Math.max(low, start);
    const to = Math.min(low + widthBits, start + segment.widthBits);
    if (from < to) cut.push(cutSegment(segment, from - start, to - from));
    start += segment.widthBits;
  }
  return join(cut);
}

/** The term with zeros above. */
export function zeroExtend(term: Term, widthBits: number): Term {
  if (widthBits <= term.widthBits) return extract(term, 0, widthBits);
  return concat(term, constant(widthBits - term.widthBits, 0n));
}

/** The XOR of two terms of one width. */
export function xor(a: Term, b: Term): Term {
  const [left, right] = align(a, b);
  return join(left.map((segment, i) => xorSegments(segment, right[i]!)));
}

/** A term moved by a constant number of bits, towards the high end if that is positive; zeros move in. */
export function shift(term: Term, bits: number): Term {
  const { widthBits } = term;
  if (Math.abs(bits) >= widthBits) return constant(widthBits, 0n);
  return bits >= 0
    ? concat(constant(bits, 0n), extract(term, 0, widthBits - bits))
    : concat(extract(term, -bits, widthBits + bits), constant(-bits, 0n));
}

/** Both terms cut at the borders of either. @throws RangeError unless they have one width */
export function align(a: Term, b: Term): [readonly Segment[], readonly Segment[]] {
  if (a.widthBits !== b.widthBits)
    throw new RangeError(`align: expected ${a.widthBits} bits, got ${b.widthBits}`);
  return [cutAt(a.segments, b.segments), cutAt(b.segments, a.segments)];
}

/** The row of segments with every border that can go gone. */
export function join(segments: readonly Segment[]): Term {
  const row: Segment[] = [];
  let total = 0;
  for (const segment of segments) {
    total += segment.widthBits;
    const last = row.at(-1);
    if (last !== undefined && goesOn(last, segment))
      row[row.length - 1] = {
        widthBits: last.widthBits + segment.widthBits,
        slices: last.slices,
        constant: last.constant | (segment.constant << BigInt(last.widthBits)),
      };
    else row.push(segment);
  }
  return { widthBits: total, segments: row };
}

function goesOn(left: Segment, right: Segment): boolean {
  if (left.slices.length !== right.slices.length) return false;
  return left.slices.every((slice, i) => right.slices[i] === slice + left.widthBits);
}

function cutSegment({ slices, constant }: Segment, low: number, widthBits: number): Segment {
  return {
    widthBits,
    slices: low === 0 ? slices : slices.map((slice) => slice + low),
    constant: (constant >> BigInt(low)) & ones(widthBits),
  };
}

function cutAt(segments: readonly Segment[], others: readonly Segment[]): readonly Segment[] {
  if (segments.length === others.length && segments.every((s, i) => s.widthBits === others[i]!.widthBits))
    return segments;
  const borders = new Set<number>();
  let end = 0;
  for (const { widthBits } of others) {
    end += widthBits;
    borders.add(end);
  }
  const cut: Segment[] = [];
  let start = 0;
  for (const segment of segments) {
    let low = 0;
    for (let bit = 1; bit <= segment.widthBits; bit++) {
      if (bit !== segment.widthBits && !borders.has(start + bit)) continue;
      cut.push(cutSegment(segment, low, bit - low));
      low = bit;
    }
    start += segment.widthBits;
  }
  return cut;
}

function xorSegments(a: Segment, b: Segment): Segment {
  const slices: number[] = [];
  let i = 0;
  let k = 0;
  while (i < a.slices.length || k < b.slices.length) {
    const left = a.slices[i] ?? Number.POSITIVE_INFINITY;
    const right = b.slices[k] ?? Number.POSITIVE_INFINITY;
    if (left <= right) i++;
    if (right <= left) k++;
    if (left !== right) slices.push(Math.min(left, right));
  }
  return { widthBits: a.widthBits, slices, constant: a.constant ^ b.constant };
}
