/** Flags as the conditions that jumps, sets and moves ask for; undefined where the code must not ask. */
import { add, subtract } from "./arithmetic.ts";
import { below, type Condition, equal, isZero, less, not, or } from "./condition.ts";
import { constant, extract, type Term } from "./term.ts";

/** What the last instruction that sets flags left. */
export interface Flags {
  /** CF. */
  readonly carry?: Condition;
  /** ZF. */
  readonly zero?: Condition;
  /** SF. */
  readonly sign?: Condition;
  /** CF or ZF. */
  readonly carryOrZero?: Condition;
  /** SF ≠ OF. */
  readonly less?: Condition;
  /** ZF or SF ≠ OF. */
  readonly lessOrZero?: Condition;
}

/** Flags of left − right. */
export function flagsOfDifference(left: Term, right: Term): Flags {
  return {
    carry: below(left, right),
    zero: equal(left, right),
    sign: signOf(subtract(left, right)),
    carryOrZero: not(below(right, left)),
    less: less(left, right),
    lessOrZero: not(less(right, left)),
  };
}

/** Flags of a result of and, or, xor: carry and overflow are 0. */
export function flagsOfBits(result: Term): Flags {
  const zero = isZero(result);
  const sign = signOf(result);
  return { carry: false, zero, sign, carryOrZero: zero, less: sign, lessOrZero: or(zero, sign) };
}

/** Flags of left + right. */
export function flagsOfSum(left: Term, right: Term): Flags {
  const result = add(left, right);
  const carry = below(result, left);
  const zero = isZero(result);
  return { carry, zero, sign: signOf(result), carryOrZero: or(carry, zero) };
}

/** Flags of which only zero and sign are known. */
export function flagsOfResult(result: Term, carry?: Condition): Flags {
  const zero = isZero(result);
  const flags = { zero, sign: signOf(result) };
  return carry === undefined ? flags : { ...flags, carry, carryOrZero: or(carry, zero) };
}

const CONDITIONS: Readonly<Record<string, [keyof Flags, boolean]>> = {
  b: ["carry", true],
  ae: ["carry", false],
  e: ["zero", true],
  ne: ["zero", false],
  be: ["carryOrZero", true],
  a: ["carryOrZero", false],
  s: ["sign", true],
  ns: ["sign", false],
  l: ["less", true],
  ge: ["less", false],
  le: ["lessOrZero", true],
  g: ["lessOrZero", false],
};

/** Suffixes of conditions in mnemonics. */
export const SUFFIXES: readonly string[] = Object.keys(CONDITIONS);

/** The condition of a suffix such as `ae`. @throws Error when the flags do not tell */
export function conditionOf(flags: Flags, suffix: string): Condition {
  const [name, positive] = CONDITIONS[suffix]!;
  const found = flags[name];
  if (found === undefined) throw new Error(`the flags do not tell ${suffix} here`);
  return positive ? found : not(found);
}

function signOf(result: Term): Condition {
  return equal(extract(result, result.widthBits - 1, 1), constant(1, 1n));
}
