/** Digests: the keyed digest of a buffer, followed as the buffer changes. */

import "./endian.ts";
import { checkAddress } from "./address.ts";
import { checkChange } from "./digest/change.ts";
import { Products } from "./digest/field.ts";
import { chunkOption, DigestChunks, type DigestOptions } from "./digest-chunks.ts";
import type { DigestKeys } from "./digest-keys.ts";
import { DigestTree } from "./digest-tree.ts";
import { keyedSum } from "./kernel/keyed-sum.ts";
import { RejectError } from "./reject.ts";
import { checkBytes } from "./wire/bytes.ts";
import { checkWord, widthOf } from "./word.ts";

export type { DigestOptions } from "./digest-chunks.ts";

const WORD_BYTES = 8;

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
export class Digest extends DigestChunks {
  readonly #keys: DigestKeys;
  readonly #tree: DigestTree;
  readonly #products: Products = new Products();
  readonly #word: BigUint64Array<ArrayBuffer> = new BigUint64Array(1);
  readonly #half: Int32Array<ArrayBuffer> = new Int32Array(this.#word.buffer);

  /**
   * Of a buffer of zeros, at first.
   *
   * @param keys - as many as the buffer may have words
   * @throws WrongTypeError when they are no `DigestKeys`, `options` no object or the chunk no number
   * @throws RejectError `bad_length` when a chunk is no integer from 1 to the number of keys or 512, the larger one
   */
  constructor(keys: DigestKeys, options: DigestOptions = {}) {
    const chunkWords = chunkOption(keys, options);
    const tree = new DigestTree(Math.ceil(keys.count / chunkWords));
    super(keys, tree, chunkWords);
    this.#keys = keys;
    this.#tree = tree;
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
    const { halves } = this.#keys;
    const products = this.#products;
    const chunk = new Int32Array(2 * this.chunkWords);
    const chunkBytes = new Uint8Array(chunk.buffer);
    this.#tree.clear();
    for (let at = 0, i = 0; at < bytes.length; at += chunkBytes.length, i++) {
      const part = bytes.subarray(at, at + chunkBytes.length);
      chunkBytes.set(part);
      chunkBytes.fill(0, part.length);
      const words = Math.ceil(part.length / WORD_BYTES);
      const sum = keyedSum(halves, i * this.chunkWords, chunk, words);
      if (sum !== null) this.#tree.accum(i, BigInt.asUintN(64, sum));
      else {
        products.sum(halves, i * this.chunkWords, chunk, words);
        this.#tree.accum2(i, products.lo, products.hi);
      }
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
}
