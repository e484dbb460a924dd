/** Loads the emitted IR: the registry and one file for each op it lists. No op is known by name here. */

import { join } from "node:path";
import { type Expression, IrError, isObject, parseExpression, parsePair } from "./expression.ts";
import { count, field, list, name, readObject } from "./json.ts";
import { findMachine, readRegistry } from "./registry.ts";

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

/** The IR of one machine. */
export interface Ir {
  /** Widths of a word, in bits. */
  readonly widths: readonly number[];
  readonly ops: ReadonlyMap<string, OpDefinition>;
  /** Number of each reject code by name, from the first in the machine's priority to the last. */
  readonly rejectCodes: ReadonlyMap<string, number>;
}

/**
 * Reads the IR of a machine whose ops are expressions.
 *
 * @param directory - where the registry stands
 * @param machine - one that the registry lists
 * @throws IrError for a missing or malformed file, an op without its file, an unknown machine, expression, operand or code
 */
export function loadIr(directory: string, machine = "context"): Ir {
  const file = "registry.json";
  const registry = readRegistry(directory);
  const { path, rejectCodes } = findMachine(registry, machine);
  const folder = join(directory, path);
  const ops = new Map<string, OpDefinition>();
  const opcodes = new Set<number>();
  for (const [i, entry] of list(registry.json, "ops", file).entries()) {
    const place = `${file} ops[${i}]`;
    const listed = name(field(entry, "name", place), `${place}.name`);
    const opcode = count(field(entry, "opcode", place), `${place}.opcode`);
    if (ops.has(listed)) throw new IrError(place, "every name once", listed);
    if (opcodes.has(opcode)) throw new IrError(place, "every opcode once", opcode);
    const op = loadOp(folder, `${listed}.json`, machine, [...rejectCodes.keys()]);
    if (op.name !== listed) throw new IrError(`${listed}.json name`, listed, op.name);
    if (op.opcode !== opcode) throw new IrError(`${listed}.json opcode`, String(opcode), op.opcode);
    ops.set(listed, op);
    opcodes.add(opcode);
  }
  return { widths: registry.widths, ops, rejectCodes };
}

function loadOp(directory: string, file: string, machine: string, codes: readonly string[]): OpDefinition {
  const json = readObject(directory, file);
  const owner = field(json, "machine", file);
  if (owner !== machine) throw new IrError(`${file} machine`, machine, owner);
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
    return { differ: parsePair(value, operands, `${place}.differ`) };
  }
  throw new IrError(place, "outOfRange with an operand, or differ with a pair of expressions", json);
}
