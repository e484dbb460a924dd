/** Steps of a history, and which history made each. */

import { asText } from "./describe.ts";
import { RejectError, WrongTypeError } from "./reject.ts";

/** One delta that a history accumulated. Only the history that made it undoes it. */
export interface Step {
  /** 0 ≤ delta < 2^width */
  readonly delta: bigint;
  /** Which of its history's deltas it is, from 0. */
  readonly sequence: number;
}

/** The history that made each step. */
const makers = new WeakMap<object, object>();

/**
 * A step that this history made.
 *
 * @example
 * ```ts
 * makeStep(new History(new AtomikContext()), 5n, 0); // => { delta: 5n, sequence: 0 }
 * ```
 */
export function makeStep(history: object, delta: bigint, sequence: number): Step {
  const step = Object.freeze({ delta, sequence });
  makers.set(step, history);
  return step;
}

/**
 * Where in the steps of a history one stands.
 *
 * @param step - the last one unless given
 * @throws WrongTypeError when it is no step
 * @throws RejectError `foreign_delta` for a step of another history, `unknown_delta` for one that is not there or when there
 * is none
 * @example
 * ```ts
 * const history = new History(new AtomikContext());
 * const steps = [makeStep(history, 5n, 0), makeStep(history, 6n, 1)];
 * placeOf("undo", steps[0], steps, history); // => 0
 * placeOf("undo", undefined, steps, history); // => 1
 * ```
 */
export function placeOf(
  label: "undo" | "redo",
  step: Step | undefined,
  steps: readonly Step[],
  history: object,
): number {
  const wanted = step === undefined ? steps.at(-1) : step;
  if (wanted === undefined) throw new RejectError("unknown_delta", `${label}()`, "a step", asText("none"));
  const maker = typeof wanted === "object" && wanted !== null ? makers.get(wanted) : undefined;
  if (maker === undefined) throw new WrongTypeError(`${label}(step)`, "a step of this history", step);
  if (maker !== history) {
    throw new RejectError("foreign_delta", `${label}(step)`, "a step of this history", wanted.delta);
  }
  const at = steps.lastIndexOf(wanted);
  if (at < 0) {
    throw new RejectError("unknown_delta", `${label}(step)`, `a step to ${label}`, wanted.sequence);
  }
  return at;
}
