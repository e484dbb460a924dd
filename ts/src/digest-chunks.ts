/** Digests of the chunks of a buffer, and what they say about two buffers. */

import { checkAddress } from "./address.ts";
import { checkInteger, checkOptions } from "./arguments.ts";
import type { Digest } from "./digest.ts";
import { DigestKeys } from "./digest-keys.ts";
import type { DigestTree, Located } from "./digest-tree.ts";
import { RejectError, WrongTypeError } from "./reject.ts";

const WORD_BYTES = 8;
const DEFAULT_CHUNK = 512;

/** Options of a new digest. */
export interface DigestOptions {
  /** Words of 8 bytes in a chunk, the least that `locate` tells apart; 512 (4 KiB) unless given. */
  readonly chunkWords?: number;
}

/**
 * How many words a chunk has.
 *
 * @throws WrongTypeError, RejectError as the constructor of `Digest`
 * @example
 * ```ts
 * chunkOption(DigestKeys.random(1000), {}); // => 512
 * ```
 */
export function chunkOption(keys: DigestKeys, options: DigestOptions): number {
  if (!(keys instanceof DigestKeys)) throw new WrongTypeError("Digest(keys)", "DigestKeys", keys);
  checkOptions(options, "{ chunkWords: 64 }");
  const { chunkWords = DEFAULT_CHUNK } = options;
  checkInteger("chunkWords", "chunkWords", chunkWords, 1, Math.max(keys.count, DEFAULT_CHUNK));
  return chunkWords;
}

/**
 * What a `Digest` knows of its chunks.
 *
 * @example
 * ```ts
 * const digest = new Digest(DigestKeys.random(1000));
 * [digest.chunks, digest.bytesOf(1)]; // => [2, [4096, 8000]]
 * digest instanceof DigestChunks; // => true
 * ```
 */
export abstract class DigestChunks {
  // Private here and in the class that extends it.
  readonly #keys: DigestKeys;
  readonly #tree: DigestTree;
  /** Words in a chunk. */
  readonly chunkWords: number;
  /** Bytes of the buffer, at most. */
  readonly maxBytes: number;

  /** With the digests in this tree. */
  constructor(keys: DigestKeys, tree: DigestTree, chunkWords: number) {
    this.#keys = keys;
    this.#tree = tree;
    this.chunkWords = chunkWords;
    this.maxBytes = keys.count * WORD_BYTES;
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
