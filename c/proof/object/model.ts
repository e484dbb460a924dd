/** The model: what Lean wrote into spec/ir, read as terms. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { add, subtract } from "./arithmetic.ts";
import { below, equal, not } from "./condition.ts";
import type { Path } from "./path.ts";
import { constant, extract, type Term, xor } from "./term.ts";

/** An expression of the IR. */
export type Expression =
  | { readonly var: "reference" | "accumulator" }
  | { readonly operand: string }
  | { readonly zero: true }
  | { readonly xor: readonly [Expression, Expression] }
  | { readonly add: readonly [Expression, Expression] }
  | { readonly neg: Expression };

/** When an op is rejected. */
type When = { readonly outOfRange: string } | { readonly differ: readonly [Expression, Expression] };

/** An op as spec/ir has it. */
export interface OpIr {
  readonly name: string;
  readonly opcode: number;
  readonly operands: readonly string[];
  readonly rejects: readonly { readonly code: string; readonly when: When }[];
  readonly next: { readonly reference: Expression; readonly accumulator: Expression };
  readonly result: Expression | null;
  readonly names: { readonly c: string };
}

/** What the rules of tables are read from. */
export interface TableIr {
  readonly rejects: readonly {
    readonly code: string;
    readonly when: { readonly notBelow: readonly string[] };
  }[];
  readonly entries: { readonly state: Expression };
  readonly snapshot: { readonly hidden: Expression };
}

/** Reference and accumulator of a context. */
export interface Context {
  readonly reference: Term;
  readonly accumulator: Term;
}

/** What an op leads to: the name of a reject, or a context and a result. */
export type Step =
  | { readonly reject: string }
  | { readonly reject: undefined; readonly context: Context; readonly result: Term | undefined };

const IR = join(import.meta.dirname, "../../../spec/ir");
const read = (file: string): unknown => JSON.parse(readFileSync(join(IR, file), "utf8"));
const registry = read("registry.json") as {
  readonly ops: readonly { readonly file: string }[];
  readonly rejects: readonly { readonly name: string; readonly code: number }[];
};

/** The ops of a context, in the order of their opcodes. */
export const OPS: readonly OpIr[] = registry.ops.map(({ file }) => read(file) as OpIr);

/** The ops of a counter. */
export const COUNTER_OPS: readonly OpIr[] = registry.ops.map(({ file }) => read(`counter/${file}`) as OpIr);

export const TABLE: TableIr = read("table.json") as TableIr;

/** The number of a reject. @throws Error for a name that is not in the registry */
export function codeOf(reject: string): number {
  const found = registry.rejects.find(({ name }) => name === reject);
  if (found === undefined) throw new Error(`no reject ${reject} in the registry`);
  return found.code;
}

/** The op with a name. @throws Error when there is none */
export function opNamed(name: string): OpIr {
  const found = OPS.find((op) => op.name === name);
  if (found === undefined) throw new Error(`no op ${name} in spec/ir`);
  return found;
}

/** The reject of an address that is not below the number of contexts. @throws Error when the IR has other rules */
export function addressReject(): string {
  const [only, more] = TABLE.rejects;
  if (more !== undefined || only?.when.notBelow.join(" ") !== "address contexts")
    throw new Error("table.json: expected one reject, of an address that is not below contexts");
  return only.code;
}

/**
 * Does an op of the model; the path decides whether it is rejected. Of an operand that is wider than the words, the path
 * decides whether it is out of their range, too.
 */
export function stepOf(
  path: Path,
  op: OpIr,
  context: Context,
  operands: Readonly<Record<string, Term>>,
): Step {
  const value = (expression: Expression): Term => evaluate(expression, context, operands);
  for (const { code, when } of op.rejects) {
    const refused =
      "outOfRange" in when ? isOut(path, operands[when.outOfRange]!, context) : differ(path, when.differ);
    if (refused) return { reject: code };
  }
  return {
    reject: undefined,
    context: { reference: value(op.next.reference), accumulator: value(op.next.accumulator) },
    result: op.result === null ? undefined : value(op.result),
  };

  function differ(path: Path, [a, b]: readonly [Expression, Expression]): boolean {
    return path.decide(not(equal(value(a), value(b))));
  }
}

/** The value of an expression. @throws Error for one that is not known */
export function evaluate(
  expression: Expression,
  context: Context,
  operands: Readonly<Record<string, Term>> = {},
): Term {
  const { widthBits } = context.reference;
  const inner = (one: Expression): Term => evaluate(one, context, operands);
  if ("var" in expression) return context[expression.var];
  if ("zero" in expression) return constant(widthBits, 0n);
  if ("operand" in expression) {
    const operand = operands[expression.operand];
    if (operand === undefined) throw new Error(`operand ${expression.operand} is not given`);
    return extract(operand, 0, widthBits);
  }
  if ("xor" in expression) return xor(inner(expression.xor[0]), inner(expression.xor[1]));
  if ("add" in expression) return add(inner(expression.add[0]), inner(expression.add[1]));
  if ("neg" in expression) return subtract(constant(widthBits, 0n), inner(expression.neg));
  throw new Error(`expression that is not known: ${JSON.stringify(expression)}`);
}

function isOut(path: Path, operand: Term, { reference }: Context): boolean {
  const { widthBits } = reference;
  if (operand.widthBits === widthBits) return false;
  return path.decide(not(below(operand, constant(operand.widthBits, 1n << BigInt(widthBits)))));
}
