/** The two words of a context, and what does not depend on how deltas combine. */

import "./endian.ts";
import { checkWord, type Width, type WidthBits } from "./word.ts";

// Places in the buffer, counted in 64-bit words; the halves of word i are at 2i (low) and 2i + 1 (high). The classes that
// extend this one have these lines too: a constant of another module is none to V8, which made ops half as fast.
const REFERENCE = 0;
const ACCUMULATOR = 1;

/**
 * A reference and the deltas accumulated since it was set. `AtomikContext` and `AtomikCounter` say what they come to.
 *
 * @example
 * ```ts
 * const contexts = [new AtomikContext(), new AtomikCounter()];
 * for (const context of contexts) context.load(7n);
 * contexts.map((context) => context instanceof ContextWords && context.reference); // => [7n, 7n]
 * ```
 */
export abstract class ContextWords {
  // Private here and in the classes that extend it, each with a view of its own: nothing of it shows at the object.
  readonly #width: Width;
  readonly #words: BigUint64Array<ArrayBuffer>;
  readonly #halves: Int32Array<ArrayBuffer>;

  /** On these words, of which the first two are the reference and the accumulator. */
  constructor(words: BigUint64Array<ArrayBuffer>, width: Width) {
    this.#width = width;
    this.#words = words;
    this.#halves = new Int32Array(words.buffer);
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

  /** The state: reference and accumulator, combined. Changes nothing. */
  abstract read(): bigint;

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
}
