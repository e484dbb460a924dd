/** Expressions of the IR as ACSL: unbounded integers, with a cast wherever C computes modulo 2^width. */
import type { Expression } from "../object/model.ts";

/** How a variable or an operand is written. */
export type Names = (name: string) => string;

/** The text of an expression over words of a C type. @throws Error for one that is not known */
export function acslOf(expression: Expression, names: Names, type: string): string {
  const inner = (one: Expression): string => acslOf(one, names, type);
  if ("var" in expression) return names(expression.var);
  if ("operand" in expression) return names(expression.operand);
  if ("zero" in expression) return "0";
  if ("xor" in expression) return `(${inner(expression.xor[0])} ^ ${inner(expression.xor[1])})`;
  if ("add" in expression) return `(${type})(${inner(expression.add[0])} + ${inner(expression.add[1])})`;
  if ("neg" in expression) return `(${type})(- ${inner(expression.neg)})`;
  throw new Error(`expression that is not known: ${JSON.stringify(expression)}`);
}
