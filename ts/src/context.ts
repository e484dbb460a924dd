/**
 * The context: a reference word and an accumulator word whose combination is the state.
 *
 * Words pass as bigint through the checked methods. The methods that end in `2`, `Lo` or `Hi` pass a word as two
 * 32-bit halves instead, without any check and without making a bigint, for loops that run millions of times a second.
 */

import "./endian.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { checkWord, type Width, type WidthBits, widthOf } from "./word.ts";

// Places in the buffer, counted in 64-bit words; the halves of word i are at 2i (low) and 2i + 1 (high).
const REFERENCE = 0;
const ACCUMULATOR = 1;
const RESULT = 2;
const WORDS = 3;

/** Options of a new context. */
export interface ContextOptions {
  /** Bits of a word; 64 unless given. */
  readonly width?: WidthBits;
}

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
export class AtomikContext {
  readonly #width: Width;
  readonly #words: BigUint64Array<ArrayBuffer> = new BigUint64Array(WORDS);
  readonly #halves: Int32Array<ArrayBuffer> = new Int32Array(this.#words.buffer);

  /**
   * @throws WrongTypeError when the width is no number, or `options` no object
   * @throws RejectError `bad_width` when the width is not 8, 16, 32 or 64
   */
  constructor(options: ContextOptions = {}) {
    if (typeof options !== "object" || options === null) {
      throw new WrongTypeError("options", "an object such as { width: 64 }", options);
    }
    this.#width = widthOf(options.width === undefined ? 64 : options.width);
  }

  /** Bits of a word. */
  get width(): WidthBits {
    return this.#width.bits;
  }

  /** The word that deltas are counted from. */
  get reference(): bigint {
    return this.#words[REFERENCE]!;
  }

  /** All deltas since the reference was set, combined. */
  get accumulator(): bigint {
    return this.#words[ACCUMULATOR]!;
  }

  /** Whether the accumulator is zero: no net delta. Deltas may have come and cancelled each other. */
  get isClean(): boolean {
    return (this.#halves[2 * ACCUMULATOR]! | this.#halves[2 * ACCUMULATOR + 1]!) === 0;
  }

  /**
   * reference := word, accumulator := 0.
   *
   * @param word - 0 ≤ word < 2^width
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  load(word: bigint): void {
    checkWord("load(word)", word, this.#width);
    this.#words[REFERENCE] = word;
    this.#words[ACCUMULATOR] = 0n;
  }

  /**
   * accumulator := accumulator ⊕ delta.
   *
   * @param delta - 0 ≤ delta < 2^width
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  accum(delta: bigint): void {
    checkWord("accum(delta)", delta, this.#width);
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
   * reference := word, accumulator := 0. Returns the state that was there before.
   *
   * @param word - 0 ≤ word < 2^width
   * @throws WrongTypeError, RejectError `word_out_of_range`; nothing has changed then
   */
  exchange(word: bigint): bigint {
    checkWord("exchange(word)", word, this.#width);
    const state = this.read();
    this.#words[REFERENCE] = word;
    this.#words[ACCUMULATOR] = 0n;
    return state;
  }

  /**
   * accumulator := accumulator ⊕ other.accumulator. `other` keeps its own; merging the same deltas twice cancels them.
   *
   * @param other - a context of the same width with the same reference
   * @throws WrongTypeError when it is no context
   * @throws RejectError `bad_width` for another width, else `reference_mismatch`; nothing has changed then
   */
  merge(other: AtomikContext): void {
    if (!this.canMerge(other)) this.#refuseMerge(other);
    this.#halves[2 * ACCUMULATOR]! ^= other.#halves[2 * ACCUMULATOR]!;
    this.#halves[2 * ACCUMULATOR + 1]! ^= other.#halves[2 * ACCUMULATOR + 1]!;
  }

  /**
   * Whether `merge(other)` would be accepted: same width, same reference.
   *
   * @throws WrongTypeError when `other` is no context
   */
  canMerge(other: AtomikContext): boolean {
    if (typeof other !== "object" || other === null || !(#halves in other)) {
      throw new WrongTypeError("merge(other)", "an AtomikContext", other);
    }
    const mine = this.#halves;
    const theirs = other.#halves;
    return (
      this.#width === other.#width &&
      mine[2 * REFERENCE] === theirs[2 * REFERENCE] &&
      mine[2 * REFERENCE + 1] === theirs[2 * REFERENCE + 1]
    );
  }

  #refuseMerge(other: AtomikContext): never {
    if (this.width !== other.width) {
      throw new RejectError("bad_width", "merge(other)", `a width of ${this.width} bits`, other.width);
    }
    throw new RejectError(
      "reference_mismatch",
      "merge(other)",
      `reference 0x${this.reference.toString(16)}`,
      other.reference,
    );
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

  /**
   * `accum` without the check of the range: the delta counts modulo 2^64, so at a width of 64 there is nothing to lose;
   * at another width, see `load2`.
   *
   * @throws TypeError when it is no bigint
   */
  accumUnchecked(delta: bigint): void {
    this.#words[ACCUMULATOR]! ^= delta;
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
