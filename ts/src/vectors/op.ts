/** Ops by the names of the spec, called on the library's checked methods. */
import type { Operands } from "./case.ts";

/** What a context of any machine offers. */
export interface OpContext<Self> {
  readonly reference: bigint;
  readonly accumulator: bigint;
  load(word: bigint): void;
  accum(delta: bigint): void;
  read(): bigint;
  swap(): bigint;
  rollback(delta: bigint): void;
  exchange(word: bigint): bigint;
  merge(other: Self): void;
}

/** Makes a fresh context, of the same width each time. */
export type NewContext<Context> = () => Context;

/**
 * Does one op and returns its result, if it has one. Operands may be wider than the word, which the library refuses.
 *
 * @param fresh - makes a context of the same width, for `merge`
 * @throws RejectError as the op does; Error when the spec has an op that this does not know
 */
export function callOp<Context extends OpContext<Context>>(
  context: Context,
  fresh: NewContext<Context>,
  op: string,
  operand: (name: string) => bigint,
): bigint | undefined {
  switch (op) {
    case "read":
    case "swap":
      return context[op]();
    case "exchange":
      return context.exchange(operand("word"));
    case "load":
    case "accum":
    case "rollback":
      context[op](operand("word"));
      return undefined;
    case "merge": {
      const other = fresh();
      other.load(operand("other_reference"));
      other.accum(operand("other_accumulator"));
      context.merge(other);
      return undefined;
    }
    default:
      throw new Error(`op: expected one of the spec's, got ${op}`);
  }
}

/** Reads operands out of a case. */
export function operandsOf(operands: Operands): (name: string) => bigint {
  return (name) => BigInt(`0x${operands[name]}`);
}
