/** What one op does, and a program, by the IR alone. Contexts go in and come out as values; nothing is changed in place. */

import { type Context, evaluate, type Operands } from "./expression.ts";
import type { Condition, Ir } from "./ir.ts";

/** An op of a program by its name, with operands by theirs. */
export interface Call {
  readonly op: string;
  readonly operands: Operands;
}

/** What is seen after a step: the context, and the result if the op has one. */
export interface Observation {
  readonly context: Context;
  readonly result: bigint | null;
}

/** What one step leads to: an observation, or the name of the reject code. */
export type StepOutcome = Observation | { readonly reject: string };

/** What a program shows: one observation a step, and why the last step was rejected, if it was. */
export interface Outcome {
  readonly observations: readonly Observation[];
  readonly reject: string | null;
}

/** A context that nobody has used. */
export const fresh: Context = { reference: 0n, accumulator: 0n };

/**
 * One checked step.
 *
 * @param widthBits - width of the words, one of the IR's
 * @param context - both words in range
 * @param op - name of an op of the IR
 * @param operands - a bigint for each operand of the op and no other; may be out of range, which is a rejection
 * @throws RangeError for a width or an op that the IR does not have, or other operands than the op's
 * @throws TypeError for an operand that is no bigint
 */
export function step(
  ir: Ir,
  widthBits: number,
  context: Context,
  op: string,
  operands: Operands,
): StepOutcome {
  const definition = ir.ops.get(op);
  if (definition === undefined)
    throw new RangeError(`op: expected ${[...ir.ops.keys()].join(", ")}, got ${op}`);
  if (!ir.widths.includes(widthBits)) {
    throw new RangeError(`width: expected ${ir.widths.join(", ")} (bits), got ${widthBits}`);
  }
  checkOperands(op, definition.operands, operands);
  const rejection = definition.rejects.find(({ when }) => holds(when, widthBits, context, operands));
  if (rejection !== undefined) return { reject: rejection.code };
  return {
    context: {
      reference: evaluate(definition.next.reference, widthBits, context, operands),
      accumulator: evaluate(definition.next.accumulator, widthBits, context, operands),
    },
    result: definition.result === null ? null : evaluate(definition.result, widthBits, context, operands),
  };
}

/**
 * Runs a program from a fresh context to its end or to its first rejected step, whose observation shows the unchanged context.
 *
 * @throws as `step` does
 */
export function run(ir: Ir, widthBits: number, program: readonly Call[]): Outcome {
  const observations: Observation[] = [];
  let context = fresh;
  for (const { op, operands } of program) {
    const outcome = step(ir, widthBits, context, op, operands);
    if ("reject" in outcome) {
      observations.push({ context, result: null });
      return { observations, reject: outcome.reject };
    }
    observations.push(outcome);
    context = outcome.context;
  }
  return { observations, reject: null };
}

function holds(when: Condition, widthBits: number, context: Context, operands: Operands): boolean {
  if ("outOfRange" in when) {
    const value = operands[when.outOfRange]!;
    return value < 0n || value >= 1n << BigInt(widthBits);
  }
  const [left, right] = when.differ;
  return evaluate(left, widthBits, context, operands) !== evaluate(right, widthBits, context, operands);
}

function checkOperands(op: string, names: readonly string[], operands: Operands): void {
  const given = Object.keys(operands);
  if (given.length !== names.length || !names.every((name) => Object.hasOwn(operands, name))) {
    throw new RangeError(
      `${op}: expected operands ${names.join(", ") || "none"}, got ${given.join(", ") || "none"}`,
    );
  }
  for (const name of names) {
    if (typeof operands[name] !== "bigint") {
      throw new TypeError(`${op} ${name}: expected a bigint, got ${typeof operands[name]}`);
    }
  }
}
