/** Which messages of others a stream has applied. */

import { RejectError } from "./reject.ts";
import { MOST_AHEAD, SequenceMark } from "./stream-mark.ts";

/** The most origins whose sequence numbers one stream keeps. */
const MAX_ORIGINS = 1024;

/**
 * The sequence numbers of each origin that have come.
 *
 * @example
 * ```ts
 * const inbox = new Inbox();
 * inbox.take("a", 2);
 * [inbox.origins, inbox.missing("a"), inbox.missing("b")]; // => [1, 1, 0]
 * ```
 */
export class Inbox {
  readonly #marks: Map<string, SequenceMark> = new Map();

  /** How many origins have sent something. */
  get origins(): number {
    return this.#marks.size;
  }

  /** How many numbers of an origin, before the last one that has come, have not; 0 for an unknown one. */
  missing(origin: string): number {
    return this.#marks.get(origin)?.missing ?? 0;
  }

  /**
   * A message has come.
   *
   * @param sequence - its number, 0 ≤ sequence < 2^32
   * @throws RejectError `sequence_out_of_range` for the number 0, `duplicate_message`, `sequence_too_far` when too many
   * earlier ones are missing, `too_many_origins`; nothing has changed then
   */
  take(origin: string, sequence: number): void {
    const label = "apply(message) sequence";
    if (sequence === 0) throw new RejectError("sequence_out_of_range", label, "1 or more", sequence);
    const mark = this.#marks.get(origin) ?? new SequenceMark();
    if (mark.has(sequence)) {
      throw new RejectError("duplicate_message", label, "one that has not been applied", sequence);
    }
    if (mark.isTooFar(sequence)) {
      throw new RejectError("sequence_too_far", label, `at most ${MOST_AHEAD} beyond the gap`, sequence);
    }
    if (!this.#marks.has(origin)) this.#remember(origin, mark);
    mark.add(sequence);
  }

  #remember(origin: string, mark: SequenceMark): void {
    if (this.#marks.size >= MAX_ORIGINS) {
      const expected = `at most ${MAX_ORIGINS} origins`;
      throw new RejectError("too_many_origins", "apply(origin)", expected, this.#marks.size + 1);
    }
    this.#marks.set(origin, mark);
  }
}
