/** Batches: several ops on a table, of which all happen or none. */

import type { AtomikContext } from "./context.ts";
import { WrongTypeError } from "./reject.ts";
import type { AtomikTable } from "./table.ts";
import type { TableContext } from "./table-context.ts";

/** An op at an address that takes a word. */
export interface WordStep {
  /** Which op. */
  readonly op: "load" | "accum" | "rollback" | "exchange";
  /** 0 ≤ address < contexts */
  readonly address: number;
  /** 0 ≤ word < 2^width */
  readonly word: bigint;
}

/** An op at an address that takes nothing else. */
export interface PlainStep {
  /** Which op. */
  readonly op: "read" | "swap";
  /** 0 ≤ address < contexts */
  readonly address: number;
}

/** A merge at an address. */
export interface MergeStep {
  /** Which op. */
  readonly op: "merge";
  /** 0 ≤ address < contexts */
  readonly address: number;
  /** Of the same width, with the same reference. */
  readonly other: AtomikContext | TableContext;
}

/** One op at an address, as the method of that name takes it. */
export type TableStep = WordStep | PlainStep | MergeStep;

const OPS = "load, accum, read, swap, rollback, exchange or merge";

/**
 * `AtomikTable.batch`.
 *
 * @example
 * ```ts
 * const table = new AtomikTable(2);
 * runBatch(table, [{ op: "load", address: 1, word: 3n }, { op: "swap", address: 1 }]); // => [null, 3n]
 * ```
 */
export function runBatch(table: AtomikTable, steps: Iterable<TableStep>): (bigint | null)[] {
  if (typeof (steps as Partial<typeof steps> | null | undefined)?.[Symbol.iterator] !== "function") {
    throw new WrongTypeError("batch(steps)", "an iterable of { op, address, … }", steps);
  }
  const undo: { address: number; reference: bigint; accumulator: bigint }[] = [];
  const results: (bigint | null)[] = [];
  try {
    for (const step of steps) {
      if (typeof step !== "object" || step === null) throw new WrongTypeError("step", `an op: ${OPS}`, step);
      const { address } = step;
      // Refuses a wrong address before anything is kept.
      const reference = table.reference(address);
      undo.push({ address, reference, accumulator: table.accumulator(address) });
      results.push(runStep(table, step));
    }
  } catch (error) {
    for (const { address, reference, accumulator } of undo.reverse()) {
      table.load(address, reference);
      table.accum(address, accumulator);
    }
    if (error instanceof Error) error.message = `batch(steps)[${results.length}] ${error.message}`;
    throw error;
  }
  return results;
}

/** Does one op; its result, or null where it has none. */
function runStep(table: AtomikTable, step: TableStep): bigint | null {
  switch (step.op) {
    case "load":
    case "accum":
    case "rollback":
      table[step.op](step.address, step.word);
      return null;
    case "exchange":
      return table.exchange(step.address, step.word);
    case "read":
    case "swap":
      return table[step.op](step.address);
    case "merge":
      table.merge(step.address, step.other);
      return null;
    default:
      throw new WrongTypeError("op", OPS, (step as TableStep).op);
  }
}
