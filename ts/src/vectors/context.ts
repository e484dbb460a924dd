/** Cases of one context: machines `context` and `counter`. */
import { type Operands, type Outcome, resultOf, type VectorCase, wordHex } from "./case.ts";
import { callOp, type NewContext, type OpContext, operandsOf } from "./op.ts";

/** A program on one context, with what is seen behind every step. */
export interface ContextCase extends VectorCase {
  readonly steps: readonly { readonly op: string; readonly operands: Operands; readonly observe: object }[];
  readonly rejectedAt?: number;
}

/** Runs a case on a fresh context. */
export function runContextCase<Context extends OpContext<Context>>(
  fresh: NewContext<Context>,
  width: number,
  { steps, result, rejectedAt }: ContextCase,
): Outcome {
  const context = fresh();
  const seen: object[] = [];
  let end: { result: string; rejectedAt?: number } = { result: "ok" };
  for (const [index, { op, operands }] of steps.entries()) {
    let value: bigint | undefined;
    try {
      value = callOp(context, fresh, op, operandsOf(operands));
    } catch (error) {
      end = { result: resultOf(error), rejectedAt: index };
    }
    seen.push({
      reference: wordHex(context.reference, width),
      accumulator: wordHex(context.accumulator, width),
      result: value === undefined ? null : wordHex(value, width),
    });
    if (end.result !== "ok") break;
  }
  const expected = { result, steps: steps.map(({ observe }) => observe) };
  return {
    expected: rejectedAt === undefined ? expected : { ...expected, rejectedAt },
    got: { ...end, steps: seen },
  };
}
