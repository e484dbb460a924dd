/**
 * The ops of a context by halves: a word passes as two 32-bit numbers, without any check and without making a bigint, for
 * loops that run millions of times a second.
 */

import { ContextWords } from "./context-words.ts";
import type { Width } from "./word.ts";

// Places in the buffer, as in context-words.ts.
const REFERENCE = 0;
const ACCUMULATOR = 1;
/** Of the last `swap2` or `exchange2`. */
const RESULT = 2;

/** How many words a context has, its result included. */
export const CONTEXT_WORDS = 3;

/**
 * The methods of `AtomikContext` that end in `2`, `Lo` or `Hi`.
 *
 * @example
 * ```ts
 * const context = new AtomikContext();
 * context.fits2(-1, 0); // => true
 * context.load2(-1, 0);
 * context.accum2(1, 2);
 * context.exchange2(0, 0);
 * [context.resultLo() >>> 0, context.resultHi()]; // => [0xfffffffe, 2]
 * [context.accumulator, context instanceof ContextHalves]; // => [0n, true]
 * ```
 */
export abstract class ContextHalves extends ContextWords {
  readonly #width: Width;
  readonly #halves: Int32Array<ArrayBuffer>;

  /** On these words, as many as `CONTEXT_WORDS`. */
  constructor(words: BigUint64Array<ArrayBuffer>, width: Width) {
    super(words, width);
    this.#width = width;
    this.#halves = new Int32Array(words.buffer);
  }

  /**
   * Whether two halves make a word of this width. The calls below do not ask.
   *
   * @param lo - bits 0 to 31; signed and unsigned 32-bit numbers mean the same
   * @param hi - bits 32 to 63, likewise
   */
  fits2(lo: number, hi: number): boolean {
    return ((lo & this.#width.outsideLo) | (hi & this.#width.outsideHi)) === 0;
  }

  /** Unchecked `load`. A word that does not fit (see `fits2`) leaves a context outside its width. */
  load2(lo: number, hi: number): void {
    const halves = this.#halves;
    halves[2 * REFERENCE] = lo;
    halves[2 * REFERENCE + 1] = hi;
    halves[2 * ACCUMULATOR] = 0;
    halves[2 * ACCUMULATOR + 1] = 0;
  }

  /** Unchecked `accum`; see `load2`. */
  accum2(lo: number, hi: number): void {
    const halves = this.#halves;
    halves[2 * ACCUMULATOR]! ^= lo;
    halves[2 * ACCUMULATOR + 1]! ^= hi;
  }

  /** Unchecked `rollback`; see `load2`. */
  rollback2(lo: number, hi: number): void {
    const halves = this.#halves;
    halves[2 * ACCUMULATOR]! ^= lo;
    halves[2 * ACCUMULATOR + 1]! ^= hi;
  }

  /** `swap` that leaves the state to `resultLo` and `resultHi`. */
  swap2(): void {
    const lo = this.readLo();
    const hi = this.readHi();
    this.load2(lo, hi);
    this.#halves[2 * RESULT] = lo;
    this.#halves[2 * RESULT + 1] = hi;
  }

  /** Unchecked `exchange` that leaves the old state to `resultLo` and `resultHi`; see `load2`. */
  exchange2(lo: number, hi: number): void {
    this.#halves[2 * RESULT] = this.readLo();
    this.#halves[2 * RESULT + 1] = this.readHi();
    this.load2(lo, hi);
  }

  /** Low half of the state, as a signed 32-bit number (`>>> 0` makes it unsigned), like every half below. */
  readLo(): number {
    return this.#halves[2 * REFERENCE]! ^ this.#halves[2 * ACCUMULATOR]!;
  }

  /** High half of the state. */
  readHi(): number {
    return this.#halves[2 * REFERENCE + 1]! ^ this.#halves[2 * ACCUMULATOR + 1]!;
  }

  /** Low half of the reference. */
  referenceLo(): number {
    return this.#halves[2 * REFERENCE]!;
  }

  /** High half of the reference. */
  referenceHi(): number {
    return this.#halves[2 * REFERENCE + 1]!;
  }

  /** Low half of the accumulator. */
  accumulatorLo(): number {
    return this.#halves[2 * ACCUMULATOR]!;
  }

  /** High half of the accumulator. */
  accumulatorHi(): number {
    return this.#halves[2 * ACCUMULATOR + 1]!;
  }

  /** Low half of what the last `swap2` or `exchange2` left; 0 before the first. */
  resultLo(): number {
    return this.#halves[2 * RESULT]!;
  }

  /** High half of what the last `swap2` or `exchange2` left; 0 before the first. */
  resultHi(): number {
    return this.#halves[2 * RESULT + 1]!;
  }
}
