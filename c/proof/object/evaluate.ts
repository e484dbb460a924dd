/** The value of a term where every symbol has one: for tests of the normal form and of the instructions. */
import type { Condition } from "./condition.ts";
import { type Leaf, leafById } from "./leaf.ts";
import { Path } from "./path.ts";
import { ones, SLICE_BASE, type Term } from "./term.ts";

/** The value of each symbol. */
export type Values = (name: string, widthBits: number) => bigint;

/** The value of a term. @throws Error for an element of an array, which has none */
export function evaluateTerm({ segments }: Term, values: Values): bigint {
  let value = 0n;
  let start = 0n;
  for (const { widthBits, slices, constant } of segments) {
    let part = constant;
    for (const slice of slices) {
      const leaf = leafById(Math.floor(slice / SLICE_BASE));
      part ^= (leafValue(leaf, values) >> BigInt(slice % SLICE_BASE)) & ones(widthBits);
    }
    value |= part << start;
    start += BigInt(widthBits);
  }
  return value;
}

/** Whether a condition holds. */
export function evaluateCondition(condition: Condition, values: Values): boolean {
  if (typeof condition === "boolean") return condition;
  if (condition.kind === "not") return !evaluateCondition(condition.of, values);
  if (condition.kind === "or") return condition.of.some((part) => evaluateCondition(part, values));
  if (condition.kind === "zero") return evaluateTerm(condition.term, values) === 0n;
  const left = evaluateTerm(condition.left, values);
  const right = evaluateTerm(condition.right, values);
  const { widthBits } = condition.left;
  if (condition.kind === "below") return left < right;
  return BigInt.asIntN(widthBits, left) < BigInt.asIntN(widthBits, right);
}

/** The one path of these values. */
export class ValuePath extends Path {
  private readonly values: Values;

  constructor(values: Values) {
    super([]);
    this.values = values;
  }

  override decide(condition: Condition): boolean {
    return evaluateCondition(condition, this.values);
  }
}

function leafValue({ node, widthBits }: Leaf, values: Values): bigint {
  const all = ones(widthBits);
  switch (node.kind) {
    case "symbol":
      return values(node.name, widthBits) & all;
    case "sum":
      return (
        node.addends.reduce(
          (sum, { coefficient, term }) => sum + coefficient * evaluateTerm(term, values),
          node.constant,
        ) & all
      );
    case "element":
      throw new Error(`an element of ${node.array} has no value`);
    default: {
      const left = evaluateTerm(node.left, values);
      const right = evaluateTerm(node.right, values);
      if (node.kind === "and") return left & right;
      if (node.kind === "or") return left | right;
      return (left * right) & all;
    }
  }
}
