/** Tables of contexts by the IR: the ops of a context at an address, and what is the table's own. */

import { join } from "node:path";
import { type Context, type Expression, evaluate, IrError, parseExpression } from "./expression.ts";
import { type Ir, loadIr } from "./ir.ts";
import { field, list, readObject } from "./json.ts";
import { findMachine, readRegistry } from "./registry.ts";
import { type Call, fresh, step } from "./step.ts";

/** A number that a table looks at before an op. */
type Count = "address" | "contexts";

/** The IR of tables. */
export interface TableIr {
  /** What is done to the context at an address. */
  readonly cell: Ir;
  /** In priority order; each refuses unless its first number is below its second. */
  readonly guards: readonly { readonly code: string; readonly notBelow: readonly [Count, Count] }[];
  /** The state that `entries` lists. */
  readonly state: Expression;
  /** The state that `snapshot` leaves out. */
  readonly hidden: Expression;
}

/** The contexts, by address. */
export type Table = readonly Context[];

/** An op at an address, zero-based; either may be out of range. */
export interface CallAt extends Call {
  readonly address: bigint;
}

/** A table and the result of each op that led to it, or the name of a reject code. */
export type BatchOutcome =
  | { readonly table: Table; readonly results: readonly (bigint | null)[] }
  | { readonly reject: string };

/** One address with its state. */
export type Entry = readonly [address: bigint, state: bigint];

/**
 * Reads the IR of tables below `directory`.
 *
 * @throws IrError for a missing or malformed file, or ops that are not those of the cell
 */
export function loadTableIr(directory: string): TableIr {
  const { path, rejectCodes } = findMachine(readRegistry(directory), "table");
  const file = path.replace("./", "");
  const json = readObject(join(directory), file);
  const cell = loadIr(directory, String(field(json, "cell", file)));
  const ops = list(json, "ops", file);
  if (ops.join() !== [...cell.ops.keys()].join())
    throw new IrError(`${file} ops`, "the ops of the cell", ops);
  const guards = list(json, "rejects", file).map((entry, i) => {
    const place = `${file} rejects[${i}]`;
    const code = field(entry, "code", place);
    if (typeof code !== "string" || !rejectCodes.has(code)) {
      throw new IrError(`${place}.code`, [...rejectCodes.keys()].join(" or "), code);
    }
    const pair = list(field(entry, "when", place), "notBelow", `${place}.when`);
    if (pair.length !== 2 || !pair.every((one) => one === "address" || one === "contexts")) {
      throw new IrError(`${place}.when.notBelow`, "a pair of address and contexts", pair);
    }
    return { code, notBelow: [pair[0], pair[1]] as [Count, Count] };
  });
  const expression = (key: string, inner: string): Expression =>
    parseExpression(field(field(json, key, file), inner, `${file} ${key}`), [], `${file} ${key}.${inner}`);
  return { cell, guards, state: expression("entries", "state"), hidden: expression("snapshot", "hidden") };
}

/** A table that nobody has used. */
export function freshTable(contexts: number): Table {
  return Array.from({ length: contexts }, () => fresh);
}

/**
 * Ops as one: each happens to the table that the one before it left, or none does.
 *
 * @throws RangeError as `step` does, and for an address that is let through although there is no context
 */
export function batch(ir: TableIr, widthBits: number, table: Table, calls: readonly CallAt[]): BatchOutcome {
  let next = table;
  const results: (bigint | null)[] = [];
  for (const { address, op, operands } of calls) {
    const numbers = { address, contexts: BigInt(table.length) };
    const guard = ir.guards.find(
      ({ notBelow: [low, high] }) => numbers[low] < 0n || numbers[low] >= numbers[high],
    );
    if (guard !== undefined) return { reject: guard.code };
    const index = Number(address);
    const context = next[index];
    if (context === undefined)
      throw new RangeError(`address: expected one below ${table.length}, got ${address}`);
    const outcome = step(ir.cell, widthBits, context, op, operands);
    if ("reject" in outcome) return outcome;
    next = next.with(index, outcome.context);
    results.push(outcome.result);
  }
  return { table: next, results };
}

/** Every address with the state there, lowest address first. */
export function entries(ir: TableIr, widthBits: number, table: Table): Entry[] {
  return table.map((context, i) => [BigInt(i), evaluate(ir.state, widthBits, context, {})]);
}

/** The entries whose state is not the hidden one. */
export function snapshot(ir: TableIr, widthBits: number, table: Table): Entry[] {
  const hidden = evaluate(ir.hidden, widthBits, fresh, {});
  return entries(ir, widthBits, table).filter(([, state]) => state !== hidden);
}
