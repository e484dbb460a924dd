/** Undo and redo of one's own deltas on a context that others may accumulate into as well. */

import { checkInteger, checkOptions } from "./arguments.ts";
import { checkHistoryContext, type HistoryContext } from "./history-context.ts";
import { makeStep, placeOf, type Step } from "./history-step.ts";
import { RejectError } from "./reject.ts";

export type { HistoryContext } from "./history-context.ts";
export type { Step } from "./history-step.ts";

/** Options of a new history. */
export interface HistoryOptions {
  /** The most steps that are remembered, done and undone together, 1 to 2^20; 1000 unless given. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 1000;
const MAX_LIMIT = 2 ** 20;

/**
 * Remembers the deltas that it accumulated into a context, and takes back those alone. As deltas commute, any of them
 * can be undone, not only the last one, and what others accumulated meanwhile stays.
 *
 * A delta counts from a reference: once the context has another one, by `load`, `swap` or `exchange`, undo and redo are
 * refused. Call `clear` at each of these; a new reference that equals the old one cannot be noticed.
 *
 * @example
 * ```ts
 * const context = new AtomikContext();
 * const mine = new History(context);
 * const first = mine.accum(0x0fn);
 * mine.accum(0xf0n);
 * context.accum(0x100n); // somebody else
 * mine.undo().delta; // => 0xf0n
 * context.read(); // => 0x10fn
 * mine.redo();
 * mine.undo(first);
 * context.read(); // => 0x1f0n
 * ```
 *
 * @example What it did not do, or does not know any more, is refused
 * ```ts
 * const context = new AtomikContext();
 * const mine = new History(context, { limit: 1 });
 * const [first, theirs] = [mine.accum(1n), new History(context).accum(2n)];
 * mine.accum(4n);
 * const codeOf = (step) => {
 *   try {
 *     mine.undo(step);
 *   } catch (error) {
 *     return error.code;
 *   }
 * };
 * [codeOf(first), codeOf(theirs)]; // => ["unknown_delta", "foreign_delta"]
 * [context.read(), mine.canUndo, mine.canRedo]; // => [7n, true, false]
 * ```
 */
export class History {
  readonly #context: HistoryContext;
  readonly #limit: number;
  #reference: bigint;
  #done: Step[] = [];
  #undone: Step[] = [];
  #sequence: number = 0;

  /**
   * @throws WrongTypeError when there is no such context, `options` is no object or the limit no number
   * @throws RejectError `bad_length` when the limit is no integer from 1 to 2^20
   */
  constructor(context: HistoryContext, options: HistoryOptions = {}) {
    checkHistoryContext(context);
    checkOptions(options, "{ limit: 100 }");
    const { limit = DEFAULT_LIMIT } = options;
    checkInteger("limit", "limit", limit, 1, MAX_LIMIT);
    this.#context = context;
    this.#limit = limit;
    this.#reference = context.reference;
  }

  /** Whether there is a step to undo. */
  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  /** Whether there is a step to redo. */
  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /**
   * Accumulates a delta and remembers it. Steps that were undone are forgotten; beyond the limit the oldest is too, and
   * can be undone no more. On another reference than before, everything from before is forgotten.
   *
   * @param delta - 0 ≤ delta < 2^width of the context
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  accum(delta: bigint): Step {
    this.#context.accum(delta);
    if (this.#context.reference !== this.#reference) this.clear();
    const step = makeStep(this, delta, this.#sequence++);
    this.#undone = [];
    this.#done.push(step);
    if (this.#done.length > this.#limit) this.#done.shift();
    return step;
  }

  /**
   * Takes a delta back.
   *
   * @param step - one that is done; the last one unless given
   * @throws WrongTypeError when it is no step
   * @throws RejectError `foreign_delta` for a step of another history, `unknown_delta` for one that is undone or forgotten
   * or when there is none, `reference_mismatch` when the context has another reference now; nothing has changed then
   */
  undo(step?: Step): Step {
    return this.#move("undo", step, this.#done, this.#undone);
  }

  /**
   * Accumulates a delta again that was undone.
   *
   * @param step - one that is undone; the last one unless given
   * @throws WrongTypeError, RejectError as for `undo`
   */
  redo(step?: Step): Step {
    return this.#move("redo", step, this.#undone, this.#done);
  }

  /** Forgets all steps, which changes nothing in the context, and counts from its reference of now on. */
  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.#reference = this.#context.reference;
  }

  #move(label: "undo" | "redo", step: Step | undefined, from: Step[], to: Step[]): Step {
    const at = placeOf(label, step, from, this);
    const wanted = from[at]!;
    const { reference } = this.#context;
    if (reference !== this.#reference) {
      const expected = `reference 0x${this.#reference.toString(16)}`;
      throw new RejectError("reference_mismatch", `${label}(step)`, expected, reference);
    }
    if (label === "undo") this.#context.rollback(wanted.delta);
    else this.#context.accum(wanted.delta);
    from.splice(at, 1);
    to.push(wanted);
    return wanted;
  }
}
