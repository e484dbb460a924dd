/** Answers cases of tables: reads what is given, fills in what the IR says is seen. */

import { fromHex, operandsOf, toHex, verdict } from "./answer.ts";
import { IrError } from "./expression.ts";
import {
  batch,
  type CallAt,
  type Entry,
  entries,
  freshTable,
  snapshot,
  type Table,
  type TableIr,
} from "./table.ts";

/** An op at an address; address and operands are hex. */
interface GivenOp {
  readonly op: string;
  readonly address: string;
  readonly operands: Readonly<Record<string, string>>;
}

/** A request: an op at an address, a batch of them, or a list. */
type GivenRequest =
  | GivenOp
  | { readonly op: "batch"; readonly steps: readonly GivenOp[] }
  | { readonly op: "entries" | "snapshot" };

/** A case as vectors have it, without what is expected. */
export interface GivenTableCase {
  /** How many contexts the table has. */
  readonly contexts: number;
  readonly steps: readonly GivenRequest[];
}

type Reply = string | null | readonly (string | null)[] | readonly (readonly [string, string])[];

/** What a request leads to: a table and a reply, or the name of a reject code. */
type Answered = { readonly table: Table; readonly reply: Reply } | { readonly reject: string };

/** Hex digits of an address. */
const ADDRESS_DIGITS = 16;

/**
 * Runs a case of tables.
 *
 * @throws RangeError as `step` does, IrError for what is no hex or no request
 */
export function answerTable(ir: TableIr, widthBits: number, given: GivenTableCase): object {
  let table = freshTable(given.contexts);
  let reject: string | null = null;
  const steps: object[] = [];
  for (const request of given.steps) {
    const answered = answer(ir, widthBits, table, request);
    if ("reject" in answered) reject = answered.reject;
    else table = answered.table;
    const contexts = table.map((c) => [toHex(c.reference, widthBits), toHex(c.accumulator, widthBits)]);
    steps.push({ ...request, observe: { contexts, reply: "reply" in answered ? answered.reply : null } });
    if (reject !== null) break;
  }
  return { ...given, steps, ...verdict(reject, steps.length) };
}

function answer(ir: TableIr, widthBits: number, table: Table, request: GivenRequest): Answered {
  const result = (word: bigint | null): string | null => (word === null ? null : toHex(word, widthBits));
  const states = (found: readonly Entry[]): Answered => ({
    table,
    reply: found.map(([at, state]) => [
      at.toString(16).padStart(ADDRESS_DIGITS, "0"),
      toHex(state, widthBits),
    ]),
  });
  if ("address" in request) {
    const outcome = batch(ir, widthBits, table, [callOf(request)]);
    return "reject" in outcome ? outcome : { table: outcome.table, reply: result(outcome.results[0]!) };
  }
  switch (request.op) {
    case "batch": {
      const outcome = batch(ir, widthBits, table, request.steps.map(callOf));
      return "reject" in outcome ? outcome : { table: outcome.table, reply: outcome.results.map(result) };
    }
    case "entries":
      return states(entries(ir, widthBits, table));
    case "snapshot":
      return states(snapshot(ir, widthBits, table));
    default:
      throw new IrError("vector", "an op with an address, batch, entries or snapshot", request);
  }
}

function callOf(op: GivenOp): CallAt {
  return { op: op.op, address: fromHex(op.address), operands: operandsOf(op) };
}
