/** The context: a reference word and an accumulator word whose combination by XOR is the state. */

import { CONTEXT_WORDS, ContextHalves } from "./context-halves.ts";
import { type ContextOptions, widthOption } from "./context-options.ts";
import { checkMerge } from "./merge-check.ts";
import { WrongTypeError } from "./reject.ts";
import { checkWord, type Width } from "./word.ts";

export type { ContextOptions } from "./context-options.ts";

// Places in the buffer, as in context-words.ts.
const REFERENCE = 0;
const ACCUMULATOR = 1;

/**
 * A reference and the deltas accumulated since it was set. A fresh context has both words zero.
 *
 * @example
 * ```ts
 * const context = new AtomikContext();
 * context.load(0xff00n);
 * context.accum(0x00ffn);
 * context.read(); // => 0xffffn
 * context.swap(); // => 0xffffn
 * context.isClean; // => true
 * context.exchange(7n); // => 0xffffn
 * context.reference; // => 7n
 * ```
 *
 * @example Merging what two owners accumulated on one reference, and undoing a delta
 * ```ts
 * const mine = new AtomikContext({ width: 16 });
 * const theirs = new AtomikContext({ width: 16 });
 * mine.accum(0x0f0fn);
 * theirs.accum(0x3000n);
 * mine.canMerge(theirs); // => true
 * mine.merge(theirs);
 * mine.rollback(0x000fn);
 * mine.read(); // => 0x3f00n
 * ```
 *
 * @example The same by halves, without a bigint
 * ```ts
 * const context = new AtomikContext();
 * context.fits2(-1, 0); // => true
 * context.load2(-1, 0);
 * context.accum2(1, 2);
 * context.exchange2(0, 0);
 * [context.resultLo() >>> 0, context.resultHi()]; // => [0xfffffffe, 2]
 * context.accumulator; // => 0n
 * context.accumUnchecked(-1n);
 * context.accumulator; // => 2n ** 64n - 1n
 * ```
 */
export class AtomikContext extends ContextHalves {
  readonly #width: Width;
  // Of the width, for `accum`: the check by these was measured to make the whole op a twentieth faster.
  readonly #below: bigint;
  readonly #limit: bigint;
  readonly #words: BigUint64Array<ArrayBuffer>;

  /**
   * @throws WrongTypeError when the width is no number, or `options` no object
   * @throws RejectError `bad_width` when the width is not 8, 16, 32 or 64
   */
  constructor(options: ContextOptions = {}) {
    const width = widthOption(options);
    const words = new BigUint64Array(CONTEXT_WORDS);
    super(words, width);
    this.#width = width;
    this.#below = width.below;
    this.#limit = width.limit;
    this.#words = words;
  }

  /**
   * accumulator := accumulator ⊕ delta.
   *
   * @param delta - 0 ≤ delta < 2^width
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  accum(delta: bigint): void {
    if (typeof delta !== "bigint" || delta <= this.#below || delta >= this.#limit) {
      checkWord("accum(delta)", delta, this.#width);
    }
    this.#words[ACCUMULATOR]! ^= delta;
  }

  /** The state, reference ⊕ accumulator. Changes nothing. */
  read(): bigint {
    return BigInt.asUintN(64, this.#words[REFERENCE]! ^ this.#words[ACCUMULATOR]!);
  }

  /** Checkpoint: reference := state, accumulator := 0. Returns that state. */
  swap(): bigint {
    this.#words[REFERENCE]! ^= this.#words[ACCUMULATOR]!;
    this.#words[ACCUMULATOR] = 0n;
    return this.#words[REFERENCE]!;
  }

  /**
   * Undoes a delta by accumulating it again; the caller must know it. A delta that was never accumulated, or one from
   * before the last `load`, `swap` or `exchange`, is applied and not undone.
   *
   * @param delta - 0 ≤ delta < 2^width
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  rollback(delta: bigint): void {
    checkWord("rollback(delta)", delta, this.#width);
    this.#words[ACCUMULATOR]! ^= delta;
  }

  /**
   * accumulator := accumulator ⊕ other.accumulator. `other` keeps its own; merging the same deltas twice cancels them.
   *
   * @param other - a context of the same width with the same reference
   * @throws WrongTypeError when it is no context
   * @throws RejectError `bad_width` for another width, else `reference_mismatch`; nothing has changed then
   */
  merge(other: AtomikContext): void {
    if (!this.canMerge(other)) checkMerge("merge(other)", this, other);
    this.accum2(other.accumulatorLo(), other.accumulatorHi());
  }

  /**
   * Whether `merge(other)` would be accepted: same width, same reference.
   *
   * @throws WrongTypeError when `other` is no context
   */
  canMerge(other: AtomikContext): boolean {
    if (typeof other !== "object" || other === null || !(#words in other)) {
      throw new WrongTypeError("merge(other)", "an AtomikContext", other);
    }
    return (
      this.#width === other.#width &&
      this.referenceLo() === other.referenceLo() &&
      this.referenceHi() === other.referenceHi()
    );
  }

  /**
   * `accum` without the check of the range: the delta counts modulo 2^64, so at a width of 64 there is nothing to lose;
   * at another width, see `load2`.
   *
   * @throws TypeError when it is no bigint
   */
  accumUnchecked(delta: bigint): void {
    this.#words[ACCUMULATOR]! ^= delta;
  }
}
