/** Conditions on terms, and what follows from their form alone. */
import { subtract, sumOf } from "./arithmetic.ts";
import { constant, join, keyOf, knownValue, ones, type Segment, type Term, xor } from "./term.ts";

/** A condition; `key` is the same text for the same condition. */
export type Condition = boolean | Atom | Compound;

/** A condition that is not made of others. */
export type Atom =
  | { readonly kind: "zero"; readonly term: Term; readonly key: string }
  /** left < right, unsigned or as two's complement. */
  | { readonly kind: "below" | "less"; readonly left: Term; readonly right: Term; readonly key: string };

/** A condition made of others. */
export type Compound =
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "or"; readonly of: readonly Condition[] };

/** Whether all bits are 0. */
export function isZero(term: Term): Condition {
  const known = (s: Segment): boolean => s.slices.length === 0;
  if (term.segments.some((s) => known(s) && s.constant !== 0n)) return false;
  const rest = join(term.segments.filter((s) => !known(s)));
  if (rest.widthBits === 0) return true;
  return { kind: "zero", term: rest, key: `zero ${keyOf(rest)}` };
}

/** Whether two terms are equal. */
export function equal(a: Term, b: Term): Condition {
  const difference = knownValue(subtract(a, b));
  if (difference !== undefined) return difference === 0n;
  const left = sumOf(a);
  // y + c = d is y = d − c, whichever way it was written
  if (left.constant !== 0n && left.addends.length === 1 && left.addends[0]!.coefficient === 1n)
    return isZero(xor(left.addends[0]!.term, subtract(b, constant(a.widthBits, left.constant))));
  return isZero(xor(a, b));
}

/** Whether left < right, unsigned. */
export function below(left: Term, right: Term): Condition {
  const [l, r] = withoutCommonZeros(left, right);
  const low = knownValue(l);
  const high = knownValue(r);
  if (low !== undefined && high !== undefined) return low < high;
  if (high === 0n || low === ones(l.widthBits) || keyOf(l) === keyOf(r)) return false;
  if (high === 1n) return isZero(l);
  if (low === 0n) return not(isZero(r));
  return { kind: "below", left: l, right: r, key: `below ${keyOf(l)} ${keyOf(r)}` };
}

/** Whether left < right as two's complement. */
export function less(left: Term, right: Term): Condition {
  const flip = constant(left.widthBits, 1n << BigInt(left.widthBits - 1));
  const low = knownValue(xor(left, flip));
  const high = knownValue(xor(right, flip));
  if (low !== undefined && high !== undefined) return low < high;
  if (keyOf(left) === keyOf(right)) return false;
  // a highest bit that is known to be 0 in both leaves no difference to unsigned
  const top = (t: Term): bigint | undefined => {
    const last = t.segments.at(-1)!;
    return last.slices.length === 0 ? last.constant >> BigInt(last.widthBits - 1) : undefined;
  };
  if (top(left) === 0n && top(right) === 0n) return below(left, right);
  return { kind: "less", left, right, key: `less ${keyOf(left)} ${keyOf(right)}` };
}

/** The opposite. */
export function not(condition: Condition): Condition {
  if (typeof condition === "boolean") return !condition;
  return condition.kind === "not" ? condition.of : { kind: "not", of: condition };
}

/** Whether one of the conditions holds. */
export function or(...conditions: readonly Condition[]): Condition {
  if (conditions.includes(true)) return true;
  const open = conditions.filter((condition) => condition !== false);
  if (open.length === 0) return false;
  return open.length === 1 ? open[0]! : { kind: "or", of: open };
}

function withoutCommonZeros(a: Term, b: Term): [Term, Term] {
  const zeros = (t: Term): number => {
    const last = t.segments.at(-1)!;
    if (last.slices.length > 0) return 0;
    const used = last.constant === 0n ? 0 : last.constant.toString(2).length;
    return last.widthBits - used;
  };
  const common = Math.min(zeros(a), zeros(b), a.widthBits - 1);
  const cut = (t: Term): Term => join(dropTop(t.segments, common));
  return common === 0 ? [a, b] : [cut(a), cut(b)];
}

function dropTop(segments: readonly Segment[], bits: number): readonly Segment[] {
  const last = segments.at(-1)!;
  if (bits === 0) return segments;
  if (last.widthBits <= bits) return dropTop(segments.slice(0, -1), bits - last.widthBits);
  return [...segments.slice(0, -1), { ...last, widthBits: last.widthBits - bits }];
}
