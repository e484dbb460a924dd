/** Answers cases of vectors: reads what is given, fills in what the IR says is seen. */

import { IrError } from "./expression.ts";
import type { Ir } from "./ir.ts";
import { run } from "./step.ts";

/** A case as vectors have it, without what is expected. */
export interface GivenCase {
  readonly steps: readonly GivenStep[];
}

/** An op of a case; operands are hex. */
export interface GivenStep {
  readonly op: string;
  readonly operands: Readonly<Record<string, string>>;
}

/** What is seen of a case, in the form of the vectors. */
export interface AnsweredCase {
  readonly steps: readonly object[];
  readonly result: string;
  readonly rejectedAt?: number;
}

/** A number in hex. @throws IrError for anything but lower-case digits */
export function fromHex(hex: string): bigint {
  if (!/^[0-9a-f]+$/.test(hex)) throw new IrError("vector", "lower-case hex digits", hex);
  return BigInt(`0x${hex}`);
}

/** A word in hex, as many digits as the width has. */
export function toHex(word: bigint, widthBits: number): string {
  return word.toString(16).padStart(widthBits / 4, "0");
}

/** The operands of a step as numbers. */
export function operandsOf({ operands }: GivenStep): Record<string, bigint> {
  return Object.fromEntries(Object.entries(operands).map(([name, hex]) => [name, fromHex(hex)]));
}

/** The verdict on a case: accepted, or rejected at its last step. */
export function verdict(reject: string | null, steps: number): { result: string; rejectedAt?: number } {
  return reject === null ? { result: "ok" } : { result: `reject:${reject}`, rejectedAt: steps - 1 };
}

/**
 * Runs a case of a machine whose ops are expressions.
 *
 * @throws RangeError as `run` does, IrError for what is no hex
 */
export function answerProgram(ir: Ir, widthBits: number, given: GivenCase): AnsweredCase {
  const program = given.steps.map((step) => ({ op: step.op, operands: operandsOf(step) }));
  const { observations, reject } = run(ir, widthBits, program);
  const steps = observations.map(({ context, result }, i) => ({
    ...given.steps[i],
    observe: {
      reference: toHex(context.reference, widthBits),
      accumulator: toHex(context.accumulator, widthBits),
      result: result === null ? null : toHex(result, widthBits),
    },
  }));
  return { ...given, steps, ...verdict(reject, steps.length) };
}
