/** Expressions of the IR as ACSL: unbounded integers, cut to the width wherever C computes modulo 2^width. */
import type { Expression } from "../object/model.ts";

/** How a variable or an operand is written. */
export type Names = (name: string) => string;

/** A number modulo 2^width: a cast, or where C computes in int, which holds the number, its lowest bits. */
function modulo(text: string, type: string): string {
  const width = Number(/\d+/.exec(type)![0]);
  return width >= 32 ? `(${type})(${text})` : `((${text}) & ${(1n << BigInt(width)) - 1n})`;
}

/** The text of an expression over words of a C type. @throws Error for one that is not known */
export function acslOf(expression: Expression, names: Names, type: string): string {
  const inner = (one: Expression): string => acslOf(one, names, type);
  if ("var" in expression) return names(expression.var);
  if ("operand" in expression) return names(expression.operand);
  if ("zero" in expression) return "0";
  if ("xor" in expression) return `xored(${expression.xor.map(inner).join(", ")})`;
  if ("add" in expression) {
    const [left, right] = expression.add;
    if ("neg" in right) return modulo(`${inner(left)} - ${inner(right.neg)}`, type);
    return modulo(`${inner(left)} + ${inner(right)}`, type);
  }
  if ("neg" in expression) return `(${type})(- ${inner(expression.neg)})`;
  throw new Error(`expression that is not known: ${JSON.stringify(expression)}`);
}
