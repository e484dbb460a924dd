/** Deltas between buffers of bytes: the words that differ, each as an XOR. */

import "./endian.ts";
import { checkParts, type DeltaParts, MAX_BYTES, WORD_BYTES } from "./delta-parts.ts";
import { differingWords } from "./delta-words.ts";
import { RejectError } from "./reject.ts";
import { checkBytes } from "./wire/bytes.ts";

export type { DeltaParts } from "./delta-parts.ts";

/** Bytes of an address and a word. */
const ENTRY_BYTES = 12;

/**
 * What turns one buffer into another one, and that one back. Buffers are taken as little-endian words of 8 bytes, the
 * last one filled up with zeros; only words that differ are kept. It knows the lengths of both buffers but not their
 * contents: applied to a third buffer of the right length, it changes the same bits there.
 *
 * @example
 * ```ts
 * const before = new TextEncoder().encode("the reference of today");
 * const after = new TextEncoder().encode("the preference of today!");
 * const delta = Delta.between(before, after);
 * delta.apply(before); // => after
 * delta.revert(after); // => before
 * [delta.byteLength, delta.fullCopyIsSmaller]; // => [36, true]
 * ```
 *
 * @example A few words of many
 * ```ts
 * const before = new Uint8Array(1000);
 * const after = Uint8Array.from(before);
 * after[800] = 1;
 * const delta = Delta.between(before, after);
 * [[...delta.addresses], [...delta.words]]; // => [[100], [1n]]
 * [delta.byteLength, delta.fullCopyIsSmaller]; // => [12, false]
 * const { oldLength, newLength, addresses, words } = delta;
 * Delta.of({ oldLength, newLength, addresses, words }).apply(before); // => after
 * ```
 */
export class Delta implements DeltaParts {
  /** Bytes of the buffer that `apply` takes. */
  readonly oldLength: number;
  /** Bytes of the buffer that `apply` gives. */
  readonly newLength: number;
  /** Which words differ, counted in words from 0, lowest first. */
  readonly addresses: Uint32Array;
  /** The XOR of old and new for each of these addresses; none is zero. */
  readonly words: BigUint64Array;

  private constructor(oldLength: number, newLength: number, addresses: Uint32Array, words: BigUint64Array) {
    this.oldLength = oldLength;
    this.newLength = newLength;
    this.addresses = addresses;
    this.words = words;
  }

  /**
   * The delta that turns `before` into `after`. Both are read once and kept nowhere.
   *
   * @param before - at most 32 GiB, of any alignment
   * @param after - likewise; may have another length
   * @throws WrongTypeError when one is no Uint8Array
   * @throws RejectError `bad_length` when one is longer
   */
  static between(before: Uint8Array, after: Uint8Array): Delta {
    checkBuffer("between(before)", before);
    checkBuffer("between(after)", after);
    const { addresses, words } = differingWords(before, after);
    return new Delta(before.length, after.length, addresses, words);
  }

  /**
   * The delta with these parts, such as those of one that was stored or sent. They are copied.
   *
   * @throws WrongTypeError when a part has another type
   * @throws RejectError `bad_length` for lengths out of range, or not as many words as addresses; `address_out_of_range`
   * when they do not ascend or lie behind both buffers; `word_out_of_range` for a word that is zero or changes bits there
   */
  static of(parts: DeltaParts): Delta {
    checkParts(parts);
    const { oldLength, newLength, addresses, words } = parts;
    return new Delta(oldLength, newLength, addresses.slice(), words.slice());
  }

  /** Whether nothing differs, not even in length. */
  get isEmpty(): boolean {
    return this.addresses.length === 0 && this.oldLength === this.newLength;
  }

  /** Bytes of the entries when each is sent plainly, 4 for an address and 8 for a word. */
  get byteLength(): number {
    return ENTRY_BYTES * this.addresses.length;
  }

  /** Whether the new buffer itself has fewer bytes than the entries. */
  get fullCopyIsSmaller(): boolean {
    return this.newLength < this.byteLength;
  }

  /**
   * The new buffer for the old one, which is left as it is.
   *
   * @param before - `oldLength` bytes
   * @throws WrongTypeError when it is no Uint8Array
   * @throws RejectError `bad_length` when it has another length
   */
  apply(before: Uint8Array): Uint8Array<ArrayBuffer> {
    return this.#changed("apply(before)", before, this.oldLength, this.newLength);
  }

  /**
   * The old buffer for the new one, which is left as it is.
   *
   * @param after - `newLength` bytes
   * @throws WrongTypeError when it is no Uint8Array
   * @throws RejectError `bad_length` when it has another length
   */
  revert(after: Uint8Array): Uint8Array<ArrayBuffer> {
    return this.#changed("revert(after)", after, this.newLength, this.oldLength);
  }

  #changed(label: string, bytes: Uint8Array, from: number, to: number): Uint8Array<ArrayBuffer> {
    checkBuffer(label, bytes);
    if (bytes.length !== from) throw new RejectError("bad_length", label, `${from} bytes`, bytes.length);
    // Words, so that the last one is whole; of the longer of the two, as the shorter one ends in words of the other.
    const words = new BigUint64Array(Math.ceil(Math.max(from, to) / WORD_BYTES));
    const changed = new Uint8Array(words.buffer);
    changed.set(bytes);
    for (let i = 0; i < this.words.length; i++) words[this.addresses[i]!]! ^= this.words[i]!;
    return changed.slice(0, to);
  }
}

function checkBuffer(label: string, bytes: Uint8Array): void {
  checkBytes(label, bytes);
  if (bytes.length > MAX_BYTES) {
    throw new RejectError("bad_length", label, `at most ${MAX_BYTES} bytes`, bytes.length);
  }
}
