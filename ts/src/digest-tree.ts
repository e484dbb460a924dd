/** Trees of digests: which of many chunks has changed. */

import "./endian.ts";
import { checkAddress } from "./address.ts";
import { checkInteger } from "./arguments.ts";
import { type Located, walkToAll, walkToOne } from "./digest-walk.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { checkWord, widthOf } from "./word.ts";

export type { Located } from "./digest-walk.ts";

/** The most chunks of one tree, 2^26; that many take 1 GiB. */
const MAX_CHUNKS = 2 ** 26;

/**
 * A full binary tree over the digests of chunks, all zero at first: each node is the XOR of the two below it, so that the
 * root is that of all chunks. Behind the last chunk are digests of zero, up to a power of two. The digests may be of any
 * kind that XOR combines, such as fingerprints of chunks; a `Digest` has a tree of its own.
 *
 * It finds what the digests show: chunks that changed by the same delta cancel in the nodes above them.
 *
 * @example
 * ```ts
 * const [now, then] = [new DigestTree(5), new DigestTree(5)];
 * for (const tree of [now, then]) for (let i = 0; i < 5; i++) tree.accum(i, BigInt(i));
 * now.accum(3, 0xf0n);
 * [now.value, then.value, now.depth]; // => [0xf4n, 4n, 3]
 * now.locate(then); // => { chunk: 3, compared: 3 }
 * now.accum(1, 2n);
 * now.changedChunks(then); // => [1, 3]
 * ```
 */
export class DigestTree {
  /** How many chunks there are. */
  readonly chunks: number;
  /** Node 1 is the root; below node n are 2n and 2n + 1; chunk i is at `#first + i`. */
  readonly #nodes: BigUint64Array<ArrayBuffer>;
  readonly #halves: Int32Array<ArrayBuffer>;
  readonly #first: number;

  /**
   * @param chunks - 0 ≤ chunks ≤ 2^26
   * @throws WrongTypeError when it is no number
   * @throws RejectError `bad_length` when it is another number
   */
  constructor(chunks: number) {
    checkInteger("DigestTree(chunks)", "chunks", chunks, 0, MAX_CHUNKS);
    this.chunks = chunks;
    let first = 1;
    while (first < chunks) first *= 2;
    this.#first = first;
    this.#nodes = new BigUint64Array(2 * first);
    this.#halves = new Int32Array(this.#nodes.buffer);
  }

  /** Levels below the root: the least number d with 2^d ≥ chunks. */
  get depth(): number {
    return 31 - Math.clz32(this.#first);
  }

  /** The XOR of all digests. */
  get value(): bigint {
    return this.#nodes[1]!;
  }

  /** The digest of one chunk. @throws WrongTypeError, RejectError `address_out_of_range` */
  chunk(index: number): bigint {
    checkAddress("chunk(index)", index, this.chunks);
    return this.#nodes[this.#first + index]!;
  }

  /** All digests are zero again. */
  clear(): void {
    this.#nodes.fill(0n);
  }

  /**
   * The digest of one chunk has changed by a delta: one write a level.
   *
   * @param chunk - 0 ≤ chunk < chunks
   * @param delta - 0 ≤ delta < 2^64
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`; nothing has changed then
   */
  accum(chunk: number, delta: bigint): void {
    checkAddress("accum(chunk)", chunk, this.chunks);
    checkWord("accum(delta)", delta, widthOf(64));
    for (let node = this.#first + chunk; node > 0; node >>>= 1) this.#nodes[node]! ^= delta;
  }

  /** Unchecked `accum`, by halves. A chunk that is none of this tree makes every later value wrong. */
  accum2(chunk: number, lo: number, hi: number): void {
    const halves = this.#halves;
    for (let node = this.#first + chunk; node > 0; node >>>= 1) {
      halves[2 * node]! ^= lo;
      halves[2 * node + 1]! ^= hi;
    }
  }

  /**
   * Descends both trees to a chunk whose digests differ: to the left if the digests there differ, else to the right.
   *
   * @param other - of as many chunks
   * @returns the chunk, and how many pairs of digests were compared; null when the roots are equal
   * @throws WrongTypeError, RejectError `bad_length`
   */
  locate(other: DigestTree): Located | null {
    this.#check("locate(other)", other);
    return walkToOne(this.#first, (node) => this.#differs(other, node));
  }

  /** All chunks that are found below nodes that differ, lowest first. @throws as `locate` */
  changedChunks(other: DigestTree): number[] {
    this.#check("changedChunks(other)", other);
    return walkToAll(this.#first, (node) => this.#differs(other, node));
  }

  #check(label: string, other: DigestTree): void {
    if (typeof other !== "object" || other === null || !(#nodes in other)) {
      throw new WrongTypeError(label, "a DigestTree", other);
    }
    if (other.chunks !== this.chunks) {
      throw new RejectError("bad_length", label, `${this.chunks} chunks`, other.chunks);
    }
  }

  #differs(other: DigestTree, node: number): boolean {
    return (
      this.#halves[2 * node] !== other.#halves[2 * node] ||
      this.#halves[2 * node + 1] !== other.#halves[2 * node + 1]
    );
  }
}
