/** Expressions of the IR as a contract shows them. */
import type { Expression } from "./ir.ts";

/** How variables and operands are written. */
export type Names = (name: string) => string;

/** The text of an expression, without parentheses: `reference ^ accumulator`. */
export function printed(expression: Expression, names: Names): string {
  if ("var" in expression) return names(expression.var);
  if ("operand" in expression) return names(expression.operand);
  if ("zero" in expression) return "0";
  if ("xor" in expression) return expression.xor.map((side) => inner(side, names)).join(" ^ ");
  if ("neg" in expression) return `-${inner(expression.neg, names)}`;
  const [left, right] = expression.add;
  if ("neg" in right) return `${inner(left, names)} - ${inner(right.neg, names)}`;
  return `${inner(left, names)} + ${inner(right, names)}`;
}

/** The same, in parentheses where it is more than a name. */
function inner(expression: Expression, names: Names): string {
  const text = printed(expression, names);
  return /^[\w.[\]]+$/.test(text) ? text : `(${text})`;
}

/** Whether an op leaves this word as it is. */
export function keeps(expression: Expression, name: string): boolean {
  return "var" in expression && expression.var === name;
}
