/** Cases of a table: ops at addresses, batches, and the two lists. */
import { checkAddress } from "../address.ts";
import { AtomikContext } from "../context.ts";
import { AtomikTable } from "../table.ts";
import type { TableStep } from "../table-batch.ts";
import type { WidthBits } from "../word.ts";
import { type Operands, type Outcome, resultOf, type VectorCase, wordHex } from "./case.ts";
import { operandsOf } from "./op.ts";

interface AtAddress {
  readonly op: string;
  readonly address: string;
  readonly operands: Operands;
}
type Request =
  | AtAddress
  | { readonly op: "batch"; readonly steps: readonly AtAddress[] }
  | { readonly op: "entries" | "snapshot" };

/** A program on one table. */
export interface TableCase extends VectorCase {
  readonly contexts: number;
  readonly steps: readonly (Request & { readonly observe: object })[];
  readonly rejectedAt?: number;
}

const addressHex = (address: number): string => address.toString(16).padStart(16, "0");

/** Runs a case on a fresh table. */
export function runTableCase(width: WidthBits, vector: TableCase): Outcome {
  const { steps, result, rejectedAt } = vector;
  const table = new AtomikTable(vector.contexts, { width });
  const seen: object[] = [];
  let end: { result: string; rejectedAt?: number } = { result: "ok" };
  for (const [index, step] of steps.entries()) {
    let reply: unknown = null;
    try {
      reply = request(table, step);
    } catch (error) {
      end = { result: resultOf(error), rejectedAt: index };
    }
    const contexts = Array.from({ length: table.contexts }, (_, address) => [
      wordHex(table.reference(address), width),
      wordHex(table.accumulator(address), width),
    ]);
    seen.push({ contexts, reply });
    if (end.result !== "ok") break;
  }
  const expected = { result, steps: steps.map(({ observe }) => observe) };
  return {
    expected: rejectedAt === undefined ? expected : { ...expected, rejectedAt },
    got: { ...end, steps: seen },
  };
}

/** Does a request and returns its reply as a case shows it. */
function request(table: AtomikTable, step: Request): unknown {
  if ("address" in step) return replyHex(opAt(table, stepOf(table, step)), table.width);
  if ("steps" in step)
    return table.batch(stepsOf(table, step.steps)).map((result) => replyHex(result, table.width));
  const states = step.op === "entries" ? table.entries() : table.snapshot();
  return Array.from(states, ([address, state]) => [addressHex(address), wordHex(state, table.width)]);
}

const replyHex = (result: bigint | null, width: WidthBits): string | null =>
  result === null ? null : wordHex(result, width);

/** The op as a method of the table. */
function opAt(table: AtomikTable, step: TableStep): bigint | null {
  switch (step.op) {
    case "read":
    case "swap":
      return table[step.op](step.address);
    case "exchange":
      return table.exchange(step.address, step.word);
    case "merge":
      table.merge(step.address, step.other);
      return null;
    default:
      table[step.op](step.address, step.word);
      return null;
  }
}

/** Steps of a batch, made one by one as the batch comes to them. */
function* stepsOf(table: AtomikTable, steps: readonly AtAddress[]): Generator<TableStep, void, undefined> {
  for (const step of steps) yield stepOf(table, step);
}

/** An op of a case as the table takes it. @throws RejectError where the context to be merged refuses its words */
function stepOf(table: AtomikTable, { op, address: hex, operands }: AtAddress): TableStep {
  // An address beyond 2^53 loses its last digits and stays out of range.
  const address = Number(`0x${hex}`);
  const operand = operandsOf(operands);
  if (op === "read" || op === "swap") return { op, address };
  if (op !== "merge") return { op: op as "load", address, word: operand("word") };
  // Refused before the words of the other context are looked at.
  checkAddress("merge(address)", address, table.contexts);
  const other = new AtomikContext({ width: table.width });
  other.load(operand("other_reference"));
  other.accum(operand("other_accumulator"));
  return { op, address, other };
}
