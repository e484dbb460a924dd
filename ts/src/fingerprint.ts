/** Fingerprints: the fold digest of a buffer of bytes, followed as the buffer changes. */

import { type ContextOptions, widthOption } from "./context-options.ts";
import { checkChange } from "./digest/change.ts";
import { foldBytes } from "./digest/fold-bytes.ts";
import { checkBytes } from "./wire/bytes.ts";
import type { Width, WidthBits } from "./word.ts";

/**
 * The XOR of a buffer's words, little-endian, the last one filled up with zeros; and how it differs from that of a
 * reference buffer.
 *
 * A difference is certain: another fingerprint, another buffer. Equality is not: every change of a single word shows, but
 * changes whose words XOR to zero do not. Two words that change places, the same word put in twice, a word of zeros
 * put in or taken away at the end: none is seen. Random changes are missed once in 2^width. Where these happen, use a
 * `Digest`; where somebody may want to deceive, neither will do.
 *
 * @example
 * ```ts
 * const bytes = new TextEncoder().encode("the reference of today");
 * const print = new Fingerprint();
 * print.load(bytes);
 * print.changed; // => false
 * bytes[4] = 0x50;
 * print.update(bytes);
 * [print.changed, print.delta]; // => [true, 0x22_0000_0000n]
 * ```
 *
 * @example Told what changed: no look at the rest
 * ```ts
 * const bytes = new Uint8Array(1_000_000);
 * const [told, found] = [new Fingerprint(), new Fingerprint()];
 * told.load(bytes);
 * found.load(bytes);
 * const before = bytes.slice(777_777, 777_780);
 * bytes.set([1, 2, 3], 777_777);
 * told.accumulateDelta(777_777, before, bytes.subarray(777_777, 777_780));
 * found.update(bytes);
 * told.value === found.value; // => true
 * ```
 *
 * @example What it does not see
 * ```ts
 * const print = new Fingerprint({ width: 8 });
 * print.load(Uint8Array.of(1, 2, 3));
 * print.update(Uint8Array.of(3, 2, 1));
 * print.changed; // => false
 * ```
 */
export class Fingerprint {
  readonly #width: Width;
  #reference: bigint = 0n;
  #value: bigint = 0n;
  #length: number = 0;

  /**
   * Of the empty buffer, at first.
   *
   * @throws WrongTypeError when the width is no number, or `options` no object
   * @throws RejectError `bad_width` when the width is not 8, 16, 32 or 64
   */
  constructor(options: ContextOptions = {}) {
    this.#width = widthOption(options);
  }

  /** Bits of a word. */
  get width(): WidthBits {
    return this.#width.bits;
  }

  /** The fingerprint of the buffer as it was seen or told last, 0 ≤ value < 2^width. */
  get value(): bigint {
    return this.#value;
  }

  /** The XOR of the fingerprints of reference and buffer; 0 if they are equal. */
  get delta(): bigint {
    return this.#reference ^ this.#value;
  }

  /** Whether the fingerprints of reference and buffer differ. See above for what `false` does not say. */
  get changed(): boolean {
    return this.#reference !== this.#value;
  }

  /**
   * Takes a buffer as the reference: reads all of it.
   *
   * @returns its fingerprint
   * @throws WrongTypeError when it is no Uint8Array
   */
  load(bytes: Uint8Array): bigint {
    this.update(bytes);
    this.reset();
    return this.#value;
  }

  /**
   * Takes the buffer as it is now: reads all of it. The reference stays.
   *
   * @param bytes - may have another length than before
   * @returns its fingerprint
   * @throws WrongTypeError when it is no Uint8Array
   */
  update(bytes: Uint8Array): bigint {
    checkBytes("update(bytes)", bytes);
    this.#value = foldBytes(bytes, 0, this.width);
    this.#length = bytes.length;
    return this.#value;
  }

  /**
   * Follows a change in the midst of the buffer without a look at the rest of it. What it is told, it believes: old bytes
   * that were not there make every later value wrong.
   *
   * @param offset - of the first changed byte, which need not be the first of a word
   * @param oldBytes - what stood there
   * @param newBytes - what stands there now, as many bytes, all inside the buffer
   * @returns the fingerprint after the change
   * @throws WrongTypeError
   * @throws RejectError `bad_length` when the numbers of bytes differ, or the change goes beyond the buffer; nothing has
   * changed then
   */
  accumulateDelta(offset: number, oldBytes: Uint8Array, newBytes: Uint8Array): bigint {
    checkChange("accumulateDelta", this.#length, offset, oldBytes, newBytes);
    const { width } = this;
    this.#value ^= foldBytes(oldBytes, offset, width) ^ foldBytes(newBytes, offset, width);
    return this.#value;
  }

  /** Takes the buffer of now as the reference, by its fingerprint. */
  reset(): void {
    this.#reference = this.#value;
  }
}
