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

/** Flags of left − right; each is made when it is asked for. */
class Difference implements Flags {
  private readonly left: Term;
  private readonly right: Term;

  constructor(left: Term, right: Term) {
    this.left = left;
    this.right = right;
  }

  get carry(): Condition {
    return below(this.left, this.right);
  }

  get zero(): Condition {
    return equal(this.left, this.right);
  }

  get sign(): Condition {
    return signOf(subtract(this.left, this.right));
  }

  get carryOrZero(): Condition {
    return not(below(this.right, this.left));
  }

  get less(): Condition {
    return less(this.left, this.right);
  }

  get lessOrZero(): Condition {
    return not(less(this.right, this.left));
  }
}

/** Flags of left − right. */
export function flagsOfDifference(left: Term, right: Term): Flags {
  return new Difference(left, right);
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
