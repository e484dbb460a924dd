/** What a history works on. */

import { WrongTypeError } from "./reject.ts";
import type { WidthBits } from "./word.ts";

/** What a history works on: an `AtomikContext` or a `TableContext`. */
export interface HistoryContext {
  /** Bits of a word. */
  readonly width: WidthBits;
  /** The word that deltas are counted from. */
  readonly reference: bigint;
  /** accumulator := accumulator ⊕ delta; throws and changes nothing where the delta does not fit. */
  accum(delta: bigint): void;
  /** Undoes `accum`. */
  rollback(delta: bigint): void;
}

/**
 * Returns if it can take a delta back.
 *
 * @throws WrongTypeError
 * @example
 * ```ts
 * checkHistoryContext(new AtomikContext()); // => undefined
 * ```
 */
export function checkHistoryContext(context: HistoryContext): void {
  if (typeof context !== "object" || context === null || typeof context.rollback !== "function") {
    throw new WrongTypeError("History(context)", "an AtomikContext or a TableContext", context);
  }
}
