/** Which sequence numbers of one origin have come: all below a mark, and some above it. */

/** The most numbers that are kept above the mark, for deltas that come before earlier ones. */
export const MOST_AHEAD = 1024;

/**
 * A set of sequence numbers from 1 on that takes little room when they come nearly in order.
 *
 * @example
 * ```ts
 * const mark = new SequenceMark();
 * mark.add(1);
 * mark.add(3);
 * [mark.has(1), mark.has(2), mark.has(3), mark.missing]; // => [true, false, true, 1]
 * ```
 */
export class SequenceMark {
  /** All numbers up to this one have come. */
  #low: number = 0;
  readonly #above: Set<number> = new Set();

  /** Whether a number has come. */
  has(sequence: number): boolean {
    return sequence <= this.#low || this.#above.has(sequence);
  }

  /** Whether a number is so far ahead that `add` would have to keep too much. */
  isTooFar(sequence: number): boolean {
    return sequence > this.#low + MOST_AHEAD;
  }

  /** A number has come. */
  add(sequence: number): void {
    this.#above.add(sequence);
    while (this.#above.delete(this.#low + 1)) this.#low++;
  }

  /** How many numbers below the highest one have not come. */
  get missing(): number {
    return Math.max(this.#low, ...this.#above) - this.#low - this.#above.size;
  }
}
