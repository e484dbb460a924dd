/** Expressions of the IR: parsed once with every name checked, then evaluated over bigint words. */

/** The two words of a context. */
export interface Context {
  readonly reference: bigint;
  readonly accumulator: bigint;
}

/** Operand values by name. */
export type Operands = Readonly<Record<string, bigint>>;

/** A word as a function of a context and of operands. */
export type Expression =
  | { readonly var: keyof Context }
  | { readonly operand: string }
  | { readonly zero: true }
  | { readonly xor: readonly [Expression, Expression] }
  | { readonly add: readonly [Expression, Expression] }
  | { readonly neg: Expression };

/** The IR says something that this interpreter does not understand. The text names the file and the place in it. */
export class IrError extends Error {
  override readonly name = "IrError";

  constructor(place: string, expected: string, got: unknown) {
    super(`${place}: expected ${expected}, got ${got === undefined ? "nothing" : JSON.stringify(got)}`);
  }
}

/** Whether a JSON value is an object with fields. */
export function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/**
 * Checks a JSON value to be an expression over the context and the named operands.
 *
 * @param place - where the value stands, for the error's text
 * @throws IrError for an unknown node, variable or operand
 */
export function parseExpression(json: unknown, operands: readonly string[], place: string): Expression {
  if (!isObject(json) || Object.keys(json).length !== 1) {
    throw new IrError(place, "an expression: an object with one field", json);
  }
  const [node, value] = Object.entries(json)[0]!;
  switch (node) {
    case "var":
      if (value === "reference" || value === "accumulator") return { var: value };
      throw new IrError(`${place}.var`, "reference or accumulator", value);
    case "operand":
      if (operands.some((name) => name === value)) return { operand: value as string };
      throw new IrError(`${place}.operand`, `an operand of the op (${operands.join(", ") || "none"})`, value);
    case "zero":
      if (value === true) return { zero: true };
      throw new IrError(`${place}.zero`, "true", value);
    case "xor":
      return { xor: parsePair(value, operands, `${place}.xor`) };
    case "add":
      return { add: parsePair(value, operands, `${place}.add`) };
    case "neg":
      return { neg: parseExpression(value, operands, `${place}.neg`) };
    default:
      throw new IrError(place, "var, operand, zero, xor, add or neg", node);
  }
}

/**
 * Checks a JSON value to be a list of two expressions.
 *
 * @throws IrError as `parseExpression` does, and for another number of them
 */
export function parsePair(
  json: unknown,
  operands: readonly string[],
  place: string,
): readonly [Expression, Expression] {
  if (!Array.isArray(json) || json.length !== 2) throw new IrError(place, "a pair", json);
  const [left, right] = json.map((side, i) => parseExpression(side, operands, `${place}[${i}]`));
  return [left!, right!];
}

/** The word of `widthBits` bits that an expression denotes. Operands in range give a word in range. */
export function evaluate(
  expression: Expression,
  widthBits: number,
  context: Context,
  operands: Operands,
): bigint {
  const value = (inner: Expression): bigint => evaluate(inner, widthBits, context, operands);
  if ("var" in expression) return context[expression.var];
  if ("operand" in expression) return operands[expression.operand]!;
  if ("zero" in expression) return 0n;
  if ("neg" in expression) return BigInt.asUintN(widthBits, -value(expression.neg));
  if ("add" in expression) {
    const [left, right] = expression.add;
    return BigInt.asUintN(widthBits, value(left) + value(right));
  }
  const [left, right] = expression.xor;
  return value(left) ^ value(right);
}
