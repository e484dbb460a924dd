/** Sums and products modulo 2^width, and the bitwise ops that are not linear. */
import { type Addend, addendKey, leafById } from "./leaf.ts";
import {
  align,
  concat,
  constant,
  extract,
  join,
  keyOf,
  knownValue,
  ones,
  opaque,
  type Segment,
  SLICE_BASE,
  same,
  type Term,
  xor,
} from "./term.ts";

/** A term as constant + addends; no two addends have one term, none has coefficient 0. */
export interface Sum {
  readonly widthBits: number;
  readonly constant: bigint;
  readonly addends: readonly Addend[];
}

/** Reads a term as a sum. A term with k zero bits below is 2^k times what stands above. */
export function sumOf(term: Term): Sum {
  const { widthBits, segments } = term;
  const value = knownValue(term);
  if (value !== undefined) return { widthBits, constant: value, addends: [] };
  const [first, second, third] = segments;
  const leaf = wholeLeaf(term);
  if (leaf?.node.kind === "sum") return { widthBits, ...leaf.node };
  if (second !== undefined && third === undefined && isZero(first!)) {
    const shifted = first!.widthBits;
    const [slice, more] = second.slices;
    if (slice !== undefined && more === undefined && second.constant === 0n && slice % SLICE_BASE === 0) {
      const inner = leafById(slice / SLICE_BASE);
      if (inner.widthBits === widthBits) {
        const sum = sumOf({
          widthBits,
          segments: [{ widthBits, slices: [slice], constant: 0n }],
        });
        return scale(sum, 1n << BigInt(shifted));
      }
    }
  }
  return { widthBits, constant: 0n, addends: [{ coefficient: 1n, term }] };
}

/** The term of a sum. */
export function termOf({ widthBits, constant: added, addends }: Sum): Term {
  const [only, more] = addends;
  if (only === undefined) return constant(widthBits, added);
  if (more === undefined && added === 0n && only.coefficient === 1n) return only.term;
  return opaque(widthBits, { kind: "sum", constant: added, addends });
}

/** a + b modulo 2^width. */
export function add(a: Term, b: Term): Term {
  return termOf(addSums(sumOf(a), sumOf(b)));
}

/** a − b modulo 2^width. */
export function subtract(a: Term, b: Term): Term {
  return termOf(addSums(sumOf(a), scale(sumOf(b), ones(b.widthBits))));
}

/** a × b modulo 2^width. */
export function multiply(a: Term, b: Term): Term {
  const left = knownValue(a);
  const right = knownValue(b);
  if (left !== undefined) return termOf(scale(sumOf(b), left));
  if (right !== undefined) return termOf(scale(sumOf(a), right));
  const [low, high] = keyOf(a) <= keyOf(b) ? [a, b] : [b, a];
  return opaque(a.widthBits, { kind: "product", left: low, right: high });
}

/** The low bits; those of a sum are the sum of the low bits. */
export function truncate(term: Term, widthBits: number): Term {
  const leaf = wholeLeaf(term);
  if (widthBits >= term.widthBits || leaf?.node.kind !== "sum") return extract(term, 0, widthBits);
  const { constant, addends } = leaf.node;
  const cut = addends.map(({ coefficient, term }) => ({ coefficient, term: truncate(term, widthBits) }));
  return termOf(tidy(widthBits, constant, cut));
}

/** Bitwise and. */
export function and(a: Term, b: Term): Term {
  return bitwise(a, b, "and");
}

/** Bitwise or. */
export function or(a: Term, b: Term): Term {
  return bitwise(a, b, "or");
}

/** Bitwise complement. */
export function not(a: Term): Term {
  return xor(a, constant(a.widthBits, ones(a.widthBits)));
}

/** The term with its highest bit repeated above. */
export function signExtend(term: Term, widthBits: number): Term {
  const sign = extract(term, term.widthBits - 1, 1);
  return concat(term, ...Array.from({ length: widthBits - term.widthBits }, () => sign));
}

function bitwise(a: Term, b: Term, kind: "and" | "or"): Term {
  const [left, right] = align(a, b);
  return concat(...left.map((segment, i) => bitwiseSegment(segment, right[i]!, kind)));
}

function bitwiseSegment(a: Segment, b: Segment, kind: "and" | "or"): Term {
  const left = join([a]);
  const right = join([b]);
  if (a.slices.length === 0) return masked(right, a.constant, kind);
  if (b.slices.length === 0) return masked(left, b.constant, kind);
  if (same(left, right)) return left;
  const [low, high] = keyOf(left) <= keyOf(right) ? [left, right] : [right, left];
  return opaque(a.widthBits, { kind, left: low, right: high });
}

/** And or or with a constant: runs of bits that stay, and runs that become 0 or 1. */
function masked(term: Term, mask: bigint, kind: "and" | "or"): Term {
  const stays = kind === "and" ? 1n : 0n;
  const parts: Term[] = [];
  let start = 0;
  for (let bit = 1; bit <= term.widthBits; bit++) {
    const is = (mask >> BigInt(start)) & 1n;
    if (bit < term.widthBits && ((mask >> BigInt(bit)) & 1n) === is) continue;
    const run = bit - start;
    parts.push(is === stays ? extract(term, start, run) : constant(run, is === 1n ? ones(run) : 0n));
    start = bit;
  }
  return concat(...parts);
}

function wholeLeaf({ widthBits, segments }: Term): ReturnType<typeof leafById> | undefined {
  const [only, more] = segments;
  if (only === undefined || more !== undefined || only.constant !== 0n) return undefined;
  const [slice, another] = only.slices;
  if (slice === undefined || another !== undefined || slice % SLICE_BASE !== 0) return undefined;
  const leaf = leafById(slice / SLICE_BASE);
  return leaf.widthBits === widthBits ? leaf : undefined;
}

function isZero({ slices, constant }: Segment): boolean {
  return slices.length === 0 && constant === 0n;
}

function scale({ widthBits, constant, addends }: Sum, factor: bigint): Sum {
  const scaled = addends.map(({ coefficient, term }) => ({ coefficient: coefficient * factor, term }));
  return tidy(widthBits, constant * factor, scaled);
}

function addSums(a: Sum, b: Sum): Sum {
  const constant = (a.constant + b.constant) & ones(a.widthBits);
  if (a.addends.length === 0) return { ...b, constant };
  if (b.addends.length === 0) return { ...a, constant };
  return tidy(a.widthBits, constant, [...a.addends, ...b.addends]);
}

function tidy(widthBits: number, constant: bigint, addends: readonly Addend[]): Sum {
  const all = ones(widthBits);
  const byTerm = new Map<string, Addend>();
  for (const { coefficient, term } of addends) {
    const key = keyOf(term);
    const sum = ((byTerm.get(key)?.coefficient ?? 0n) + coefficient) & all;
    if (sum === 0n) byTerm.delete(key);
    else byTerm.set(key, { coefficient: sum, term });
  }
  const sorted = [...byTerm.values()].sort((x, y) => (addendKey(x) < addendKey(y) ? -1 : 1));
  return { widthBits, constant: constant & all, addends: sorted };
}
