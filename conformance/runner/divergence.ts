/** Where two answers to the same program part. */
import type { ProgramReply, Step } from "../protocol/reply.ts";

/** What can differ in a program's answer, in the order in which it is looked for at each step. */
export type Field = "reference" | "accumulator" | "result" | "reject" | "steps";

/** The first difference of two answers. */
export interface Divergence {
  /** Zero-based index of the step. */
  readonly step: number;
  readonly field: Field;
  readonly expected: bigint;
  readonly got: bigint;
}

const WORDS = ["reference", "accumulator", "result"] as const satisfies readonly (keyof Step)[];

/** The first difference, or `undefined` when the answers are equal. */
export function diverge(expected: ProgramReply, got: ProgramReply): Divergence | undefined {
  const steps = Math.min(expected.steps.length, got.steps.length);
  for (let step = 0; step < steps; step++)
    for (const field of WORDS) {
      const [a, b] = [expected.steps[step]![field], got.steps[step]![field]];
      if (a !== b) return { step, field, expected: a, got: b };
    }
  if (expected.steps.length !== got.steps.length)
    return {
      step: steps,
      field: "steps",
      expected: BigInt(expected.steps.length),
      got: BigInt(got.steps.length),
    };
  if (expected.reject !== got.reject)
    return { step: steps - 1, field: "reject", expected: BigInt(expected.reject), got: BigInt(got.reject) };
  return undefined;
}

/** A difference in words: `step 3 accum word=…: accumulator expected …, got …`. */
export function describe(
  { step, field, expected, got }: Divergence,
  op: string | undefined,
  rejects: readonly string[],
): string {
  const show = (value: bigint): string => {
    if (field === "steps") return `${value}`;
    return field === "reject" ? (rejects[Number(value)] ?? `code ${value}`) : value.toString(16);
  };
  return `step ${step} ${op ?? "(end)"}: ${field} expected ${show(expected)}, got ${show(got)}`;
}
