/** Digests: the keyed digest of a buffer, followed as the buffer changes, and a tree that finds what changed. */

import "./endian.ts";
import { checkAddress } from "./address.ts";
import { checkChange } from "./digest/change.ts";
import { Products } from "./digest/field.ts";
import { DigestKeys } from "./digest-keys.ts";
import { DigestTree, type Located } from "./digest-tree.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { checkBytes } from "./wire/bytes.ts";
import { checkWord, widthOf } from "./word.ts";

const WORD_BYTES = 8;
const DEFAULT_CHUNK = 512;

/** Options of a new digest. */
export interface DigestOptions {
  /** Words of 8 bytes in a chunk, the least that `locate` tells apart; 512 (4 KiB) unless given. */
  readonly chunkWords?: number;
}

/**
 * The sum of each word times the key of its place, in the field of 2^64 elements; and the same of each chunk of the
 * buffer, in a tree. A change is followed with the key of its place alone, and one step for each level of the tree.
 *
 * Two buffers with one digest: of keys drawn at random, one in 2^64 misses a given change, whatever changed; swapped
 * words, which a `Fingerprint` never sees, included. It finds accidents. It authenticates nothing: see `DigestKeys`.
 * Zeros at the end of a buffer do not count, as its length does not.
 *
 * @example
 * ```ts
 * const keys = DigestKeys.random(1000);
 * const [mine, theirs] = [new Digest(keys), new Digest(keys)];
 * const bytes = new Uint8Array(8000).fill(7);
 * mine.load(bytes);
 * theirs.load(bytes);
 * mine.value === theirs.value; // => true
 * mine.accum(600, 1n);
 * theirs.accum(599, 1n);
 * mine.value === theirs.value; // => false
 * ```
 *
 * @example Told what changed, and finding where
 * ```ts
 * const keys = DigestKeys.random(1 << 16);
 * const bytes = new Uint8Array(8 << 16);
 * const [now, then] = [new Digest(keys), new Digest(keys)];
 * now.load(bytes);
 * then.load(bytes);
 * now.accumulateDelta(300_001, Uint8Array.of(0, 0), Uint8Array.of(1, 2));
 * now.locate(then); // => { chunk: 73, compared: 7 }
 * now.changedChunks(then); // => [73]
 * now.bytesOf(73); // => [299_008, 303_104]
 * ```
 */
export class Digest {
  readonly #keys: DigestKeys;
  readonly #tree: DigestTree;
  readonly #products: Products = new Products();
  readonly #word: BigUint64Array<ArrayBuffer> = new BigUint64Array(1);
  readonly #half: Int32Array<ArrayBuffer> = new Int32Array(this.#word.buffer);
  /** Words in a chunk. */
  readonly chunkWords: number;
  /** Bytes of the buffer, at most. */
  readonly maxBytes: number;

  /**
   * Of a buffer of zeros, at first.
   *
   * @param keys - as many as the buffer may have words
   * @throws WrongTypeError when they are no `DigestKeys`, `options` no object or the chunk no number
   * @throws RejectError `bad_length` when a chunk is no integer from 1 to the number of keys or 512, the larger one
   */
  constructor(keys: DigestKeys, options: DigestOptions = {}) {
    if (!(keys instanceof DigestKeys)) throw new WrongTypeError("Digest(keys)", "DigestKeys", keys);
    if (typeof options !== "object" || options === null) {
      throw new WrongTypeError("options", "an object such as { chunkWords: 64 }", options);
    }
    const { chunkWords = DEFAULT_CHUNK } = options;
    const most = Math.max(keys.count, DEFAULT_CHUNK);
    const expected = `an integer, 1 <= chunkWords <= ${most}`;
    if (typeof chunkWords !== "number") throw new WrongTypeError("chunkWords", expected, chunkWords);
    if (!Number.isInteger(chunkWords) || chunkWords < 1 || chunkWords > most) {
      throw new RejectError("bad_length", "chunkWords", expected, chunkWords);
    }
    this.#keys = keys;
    this.chunkWords = chunkWords;
    this.maxBytes = keys.count * WORD_BYTES;
    this.#tree = new DigestTree(Math.ceil(keys.count / chunkWords));
  }

  /** The digest of the buffer, 0 ≤ value < 2^64. */
  get value(): bigint {
    return this.#tree.value;
  }

  /** How many chunks the buffer has, at most. */
  get chunks(): number {
    return this.#tree.chunks;
  }

  /** Levels of the tree below its root, and so comparisons of `locate`. */
  get depth(): number {
    return this.#tree.depth;
  }

  /** The digest of one chunk. @throws WrongTypeError, RejectError `address_out_of_range` */
  chunk(index: number): bigint {
    return this.#tree.chunk(index);
  }

  /** The bytes of a chunk: the first one, and the one behind the last. @throws as `chunk` */
  bytesOf(chunk: number): [from: number, to: number] {
    checkAddress("bytesOf(chunk)", chunk, this.chunks);
    const bytes = this.chunkWords * WORD_BYTES;
    return [chunk * bytes, Math.min((chunk + 1) * bytes, this.maxBytes)];
  }

  /**
   * Takes a buffer as it is now: reads all of it.
   *
   * @param bytes - at most as many words as keys
   * @returns its digest
   * @throws WrongTypeError when it is no Uint8Array
   * @throws RejectError `bad_length` when it has more
   */
  load(bytes: Uint8Array): bigint {
    checkBytes("load(bytes)", bytes);
    if (bytes.length > this.maxBytes) {
      throw new RejectError("bad_length", "load(bytes)", `at most ${this.maxBytes} bytes`, bytes.length);
    }
    const products = this.#products;
    const chunk = new Int32Array(2 * this.chunkWords);
    const chunkBytes = new Uint8Array(chunk.buffer);
    this.#tree.clear();
    for (let at = 0, i = 0; at < bytes.length; at += chunkBytes.length, i++) {
      const part = bytes.subarray(at, at + chunkBytes.length);
      chunkBytes.set(part);
      chunkBytes.fill(0, part.length);
      const words = Math.ceil(part.length / WORD_BYTES);
      products.sum(this.#keys.halves, i * this.chunkWords, chunk, words);
      this.#tree.accum2(i, products.lo, products.hi);
    }
    return this.value;
  }

  /**
   * A delta was XORed into one word of the buffer.
   *
   * @param word - which word of 8 bytes, from 0, little-endian
   * @param delta - 0 ≤ delta < 2^64
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`; nothing has changed then
   */
  accum(word: number, delta: bigint): void {
    checkAddress("accum(word)", word, this.#keys.count);
    checkWord("accum(delta)", delta, widthOf(64));
    this.#word[0] = delta;
    this.accum2(word, this.#half[0]!, this.#half[1]!);
  }

  /** Unchecked `accum`, by halves. A word that is none of this buffer, or no integer, makes every later value wrong. */
  accum2(word: number, lo: number, hi: number): void {
    const { halves } = this.#keys;
    const products = this.#products;
    products.multiply(lo, hi, halves[2 * word]!, halves[2 * word + 1]!);
    this.#tree.accum2(Math.floor(word / this.chunkWords), products.lo, products.hi);
  }

  /**
   * Follows a change in the midst of the buffer without a look at the rest of it. What it is told, it believes: old bytes
   * that were not there make every later value wrong.
   *
   * @param offset - of the first changed byte, which need not be the first of a word
   * @param oldBytes - what stood there
   * @param newBytes - what stands there now, as many bytes, all inside the buffer
   * @returns the digest after the change
   * @throws WrongTypeError, RejectError `bad_length`; nothing has changed then
   */
  accumulateDelta(offset: number, oldBytes: Uint8Array, newBytes: Uint8Array): bigint {
    checkChange("accumulateDelta", this.maxBytes, offset, oldBytes, newBytes);
    const word = new Uint8Array(this.#word.buffer);
    word.fill(0);
    for (let i = 0; i < oldBytes.length; i++) {
      const place = (offset + i) % WORD_BYTES;
      word[place] = oldBytes[i]! ^ newBytes[i]!;
      if (place < WORD_BYTES - 1 && i < oldBytes.length - 1) continue;
      this.accum2(Math.floor((offset + i) / WORD_BYTES), this.#half[0]!, this.#half[1]!);
      word.fill(0);
    }
    return this.value;
  }

  /**
   * Descends both trees to a chunk whose digests differ, the first one: one comparison a level.
   *
   * @param other - with the same keys and chunks
   * @returns the chunk and how many pairs of digests were compared; null when the digests are equal
   * @throws WrongTypeError, RejectError `bad_length`, else `key_mismatch`
   */
  locate(other: Digest): Located | null {
    return this.#tree.locate(this.#treeOf("locate(other)", other));
  }

  /** All chunks whose digests differ, lowest first. @throws as `locate` */
  changedChunks(other: Digest): number[] {
    return this.#tree.changedChunks(this.#treeOf("changedChunks(other)", other));
  }

  #treeOf(label: string, other: Digest): DigestTree {
    if (typeof other !== "object" || other === null || !(#tree in other)) {
      throw new WrongTypeError(label, "a Digest", other);
    }
    if (other.chunkWords !== this.chunkWords || other.maxBytes !== this.maxBytes) {
      const expected = `${this.#keys.count} keys in chunks of ${this.chunkWords}, so ${this.chunks} chunks`;
      throw new RejectError("bad_length", label, expected, other.chunks);
    }
    if (!this.#keys.equals(other.#keys)) {
      throw new RejectError("key_mismatch", label, "a digest with the same keys", other);
    }
    return other.#tree;
  }
}
