/** Loads the emitted IR: the registry and one file for each op it lists. No op is known by name here. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Expression, IrError, isObject, parseExpression } from "./expression.ts";

/** When an op is rejected: an operand does not fit the width, or two words differ. */
export type Condition =
  | { readonly outOfRange: string }
  | { readonly differ: readonly [Expression, Expression] };

/** One reason to reject, by the name of its code. */
export interface Rejection {
  readonly code: string;
  readonly when: Condition;
}

/** One op as the IR defines it. */
export interface OpDefinition {
  readonly name: string;
  readonly opcode: number;
  /** Names in wire order. */
  readonly operands: readonly string[];
  /** In priority order: the first condition that holds is the reason. */
  readonly rejects: readonly Rejection[];
  readonly next: { readonly reference: Expression; readonly accumulator: Expression };
  readonly result: Expression | null;
}

/** A whole IR. */
export interface Ir {
  /** Widths of a word, in bits. */
  readonly widths: readonly number[];
  readonly ops: ReadonlyMap<string, OpDefinition>;
  /** Number of each reject code by name, from the first in priority to the last. */
  readonly rejectCodes: ReadonlyMap<string, number>;
}

/**
 * Reads an IR directory.
 *
 * @throws IrError for a missing or malformed file, an op without its file, an unknown expression, operand or code
 */
export function loadIr(directory: string): Ir {
  const file = "registry.json";
  const registry = readObject(directory, file);
  const widths = list(registry, "widths", file).map((bits, i) => count(bits, `${file} widths[${i}]`));
  const rejectCodes = new Map(
    list(registry, "rejects", file).map((entry, i): [string, number] => {
      const place = `${file} rejects[${i}]`;
      return [name(field(entry, "name", place), place), count(field(entry, "code", place), place)];
    }),
  );
  const ops = new Map<string, OpDefinition>();
  const opcodes = new Set<number>();
  for (const [i, entry] of list(registry, "ops", file).entries()) {
    const place = `${file} ops[${i}]`;
    const listed = name(field(entry, "name", place), `${place}.name`);
    const opcode = count(field(entry, "opcode", place), `${place}.opcode`);
    if (ops.has(listed)) throw new IrError(place, "every name once", listed);
    if (opcodes.has(opcode)) throw new IrError(place, "every opcode once", opcode);
    const op = loadOp(directory, `${listed}.json`, [...rejectCodes.keys()]);
    if (op.name !== listed) throw new IrError(`${listed}.json name`, listed, op.name);
    if (op.opcode !== opcode) throw new IrError(`${listed}.json opcode`, String(opcode), op.opcode);
    ops.set(listed, op);
    opcodes.add(opcode);
  }
  return { widths, ops, rejectCodes };
}

function loadOp(directory: string, file: string, codes: readonly string[]): OpDefinition {
  const json = readObject(directory, file);
  const operands = list(json, "operands", file).map((entry, i) => name(entry, `${file} operands[${i}]`));
  const expression = (value: unknown, place: string): Expression => parseExpression(value, operands, place);
  const rejects = list(json, "rejects", file).map((entry, i) => {
    const place = `${file} rejects[${i}]`;
    const code = field(entry, "code", place);
    if (!codes.some((known) => known === code)) throw new IrError(`${place}.code`, codes.join(" or "), code);
    return { code: code as string, when: condition(field(entry, "when", place), operands, `${place}.when`) };
  });
  for (const [i, { code }] of rejects.entries()) {
    const before = rejects[i - 1]?.code ?? code;
    if (codes.indexOf(before) > codes.indexOf(code)) {
      throw new IrError(`${file} rejects[${i}].code`, `priority order, ${code} before ${before}`, code);
    }
  }
  const next = field(json, "next", file);
  const result = field(json, "result", file);
  return {
    name: name(field(json, "name", file), `${file} name`),
    opcode: count(field(json, "opcode", file), `${file} opcode`),
    operands,
    rejects,
    next: {
      reference: expression(field(next, "reference", `${file} next`), `${file} next.reference`),
      accumulator: expression(field(next, "accumulator", `${file} next`), `${file} next.accumulator`),
    },
    result: result === null ? null : expression(result, `${file} result`),
  };
}

function condition(json: unknown, operands: readonly string[], place: string): Condition {
  const fields = isObject(json) ? Object.entries(json) : [];
  const [kind, value] = fields[0] ?? [];
  if (fields.length === 1 && kind === "outOfRange") {
    if (operands.some((operand) => operand === value)) return { outOfRange: value as string };
    throw new IrError(
      `${place}.outOfRange`,
      `an operand of the op (${operands.join(", ") || "none"})`,
      value,
    );
  }
  if (fields.length === 1 && kind === "differ" && Array.isArray(value) && value.length === 2) {
    const [left, right] = value.map((side, i) => parseExpression(side, operands, `${place}.differ[${i}]`));
    return { differ: [left!, right!] };
  }
  throw new IrError(place, "outOfRange with an operand, or differ with a pair of expressions", json);
}

function readObject(directory: string, file: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(directory, file), "utf8"));
  } catch (error) {
    throw new IrError(file, "a readable JSON file", error instanceof Error ? error.message : String(error));
  }
  if (!isObject(json)) throw new IrError(file, "an object", json);
  return json;
}

function field(json: unknown, key: string, place: string): unknown {
  if (!isObject(json) || !Object.hasOwn(json, key)) throw new IrError(place, `a field ${key}`, json);
  return json[key];
}

function list(json: unknown, key: string, place: string): readonly unknown[] {
  const value = field(json, key, place);
  if (!Array.isArray(value)) throw new IrError(`${place} ${key}`, "a list", value);
  return value;
}

function name(value: unknown, place: string): string {
  if (typeof value === "string" && /^[a-z][a-z0-9_]*$/.test(value)) return value;
  throw new IrError(place, "a name in lower case", value);
}

function count(value: unknown, place: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  throw new IrError(place, "a whole number above 0", value);
}
