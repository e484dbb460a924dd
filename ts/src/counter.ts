/**
 * The counter: a context over numbers with addition modulo 2^width in place of XOR. For sums, balances and counts, of which
 * XOR keeps nothing but the parity of each bit.
 */

import { type ContextOptions, widthOption } from "./context-options.ts";
import { ContextWords } from "./context-words.ts";
import { checkMerge } from "./merge-check.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { checkWord, type Width } from "./word.ts";

export type { ContextOptions } from "./context-options.ts";

// Places in the buffer, as in context-words.ts.
const REFERENCE = 0;
const ACCUMULATOR = 1;

/**
 * A reference and the sum of the deltas since it was set; the state is their sum. A negative delta is its remainder
 * modulo 2^width, which `accumSigned` makes of it. A delta is not its own inverse: `rollback` subtracts it.
 *
 * @example
 * ```ts
 * const balance = new AtomikCounter();
 * balance.load(1000n);
 * balance.accum(50n);
 * balance.accumSigned(-300n);
 * balance.read(); // => 750n
 * balance.rollback(50n);
 * balance.swap(); // => 700n
 * balance.exchange(5n); // => 700n
 * [balance.reference, balance.isClean]; // => [5n, true]
 * ```
 *
 * @example Below zero, and around the end
 * ```ts
 * const counter = new AtomikCounter({ width: 8 });
 * counter.accumSigned(-3n);
 * [counter.read(), counter.readSigned()]; // => [253n, -3n]
 * counter.accum(5n);
 * counter.read(); // => 2n
 * ```
 *
 * @example Merging what two owners counted from one reference
 * ```ts
 * const [mine, theirs] = [new AtomikCounter(), new AtomikCounter()];
 * mine.accum(2n);
 * theirs.accum(3n);
 * mine.merge(theirs);
 * mine.read(); // => 5n
 * ```
 */
export class AtomikCounter extends ContextWords {
  readonly #width: Width;
  readonly #words: BigUint64Array<ArrayBuffer>;

  /**
   * @throws WrongTypeError when the width is no number, or `options` no object
   * @throws RejectError `bad_width` when the width is not 8, 16, 32 or 64
   */
  constructor(options: ContextOptions = {}) {
    const width = widthOption(options);
    const words = new BigUint64Array(2);
    super(words, width);
    this.#width = width;
    this.#words = words;
  }

  /**
   * accumulator := accumulator + delta.
   *
   * @param delta - 0 ≤ delta < 2^width
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  accum(delta: bigint): void {
    checkWord("accum(delta)", delta, this.#width);
    this.#words[ACCUMULATOR] = this.#wrapped(this.#words[ACCUMULATOR]! + delta);
  }

  /**
   * `accum` of a delta that may be negative.
   *
   * @param delta - -2^(width-1) ≤ delta < 2^(width-1)
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  accumSigned(delta: bigint): void {
    const { bits } = this.#width;
    const expected = `a bigint, -2^${bits - 1} <= delta < 2^${bits - 1}`;
    if (typeof delta !== "bigint") throw new WrongTypeError("accumSigned(delta)", expected, delta);
    if (BigInt.asIntN(bits, delta) !== delta) {
      throw new RejectError("word_out_of_range", "accumSigned(delta)", expected, delta);
    }
    this.#words[ACCUMULATOR] = this.#wrapped(this.#words[ACCUMULATOR]! + delta);
  }

  /** The state, reference + accumulator. Changes nothing. */
  read(): bigint {
    return this.#wrapped(this.#words[REFERENCE]! + this.#words[ACCUMULATOR]!);
  }

  /** The state as a number that may be negative, -2^(width-1) ≤ state < 2^(width-1). */
  readSigned(): bigint {
    return BigInt.asIntN(this.#width.bits, this.read());
  }

  /** Checkpoint: reference := state, accumulator := 0. Returns that state. */
  swap(): bigint {
    const state = this.read();
    this.#words[REFERENCE] = state;
    this.#words[ACCUMULATOR] = 0n;
    return state;
  }

  /**
   * Undoes a delta by subtracting it; the caller must know it. See `AtomikContext.rollback`.
   *
   * @param delta - 0 ≤ delta < 2^width
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  rollback(delta: bigint): void {
    checkWord("rollback(delta)", delta, this.#width);
    this.#words[ACCUMULATOR] = this.#wrapped(this.#words[ACCUMULATOR]! - delta);
  }

  /**
   * accumulator := accumulator + other.accumulator. `other` keeps its own; merging twice counts its deltas twice.
   *
   * @param other - a counter of the same width with the same reference
   * @throws WrongTypeError when it is no counter
   * @throws RejectError `bad_width` for another width, else `reference_mismatch`; nothing has changed then
   */
  merge(other: AtomikCounter): void {
    if (typeof other !== "object" || other === null || !(#words in other)) {
      throw new WrongTypeError("merge(other)", "an AtomikCounter", other);
    }
    checkMerge("merge(other)", this, other);
    this.#words[ACCUMULATOR] = this.#wrapped(this.#words[ACCUMULATOR]! + other.accumulator);
  }

  #wrapped(sum: bigint): bigint {
    return BigInt.asUintN(this.#width.bits, sum);
  }
}
