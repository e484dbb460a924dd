/** Cases of trees of digests: chunks, their digests, and the chunk that is found once words have changed. */
import { Digest } from "../digest.ts";
import { DigestKeys } from "../digest-keys.ts";
import { DigestTree } from "../digest-tree.ts";
import { Fingerprint } from "../fingerprint.ts";
import type { WidthBits } from "../word.ts";
import { type Outcome, type VectorCase, wordHex } from "./case.ts";

/** Words in chunks, and words XORed into them one after another. */
export interface TreeCase extends VectorCase {
  readonly digest: "fold" | "keyed";
  readonly widthBits: WidthBits;
  readonly chunkWords: number;
  /** One for each word; null for the fold digest. */
  readonly keys: readonly string[] | null;
  readonly words: readonly string[];
  readonly changes: readonly { readonly index: number; readonly xor: string }[];
  readonly expect: object;
}

/** A tree, whichever class has it. */
interface Tree<Self> {
  readonly depth: number;
  readonly chunks: number;
  readonly value: bigint;
  chunk(index: number): bigint;
  locate(other: Self): { readonly chunk: number } | null;
}

const word = (hex: string): bigint => BigInt(`0x${hex}`);

/** Runs a case; the changes are followed from word to root. */
export function runTreeCase(vector: TreeCase): Outcome {
  return vector.keys === null ? foldTree(vector) : keyedTree(vector, vector.keys);
}

/** What is seen of the tree as it was and as it is. */
function outcome<T extends Tree<T>>(vector: TreeCase, then: T, now: T): Outcome {
  const { expect, result, widthBits } = vector;
  const digests = (tree: T): { leaves: string[]; root: string } => ({
    leaves: Array.from({ length: tree.chunks }, (_, chunk) => wordHex(tree.chunk(chunk), widthBits)),
    root: wordHex(tree.value, widthBits),
  });
  const after = { ...digests(now), changed: now.locate(then)?.chunk ?? null };
  return {
    expected: { expect, result },
    got: { expect: { depth: now.depth, ...digests(then), after }, result: "ok" },
  };
}

/** A tree over a fingerprint of each chunk. */
function foldTree(vector: TreeCase): Outcome {
  const { widthBits: width, chunkWords, words, changes } = vector;
  const size = width / 8;
  const prints: Fingerprint[] = [];
  for (let at = 0; at < words.length; at += chunkWords) {
    const print = new Fingerprint({ width });
    print.load(bytesOf(words.slice(at, at + chunkWords), size));
    prints.push(print);
  }
  const [then, now] = [new DigestTree(prints.length), new DigestTree(prints.length)];
  for (const tree of [then, now]) for (const [chunk, { value }] of prints.entries()) tree.accum(chunk, value);
  for (const { index, xor } of changes) {
    const chunk = Math.floor(index / chunkWords);
    const print = prints[chunk]!;
    const before = print.value;
    print.accumulateDelta((index % chunkWords) * size, new Uint8Array(size), bytesOf([xor], size));
    now.accum(chunk, before ^ print.value);
  }
  return outcome(vector, then, now);
}

/** The tree that a keyed digest has. */
function keyedTree(vector: TreeCase, keys: readonly string[]): Outcome {
  const { chunkWords, words, changes } = vector;
  const secret = new DigestKeys(BigUint64Array.from(keys, word));
  const [then, now] = [new Digest(secret, { chunkWords }), new Digest(secret, { chunkWords })];
  for (const digest of [then, now]) digest.load(bytesOf(words, 8));
  for (const { index, xor } of changes) now.accum(index, word(xor));
  return outcome(vector, then, now);
}

/** Words of `size` bytes, little-endian, one after another. */
function bytesOf(words: readonly string[], size: number): Uint8Array {
  const bytes = new Uint8Array(words.length * size);
  for (const [i, hex] of words.entries()) {
    for (let byte = 0; byte < size; byte++) {
      bytes[i * size + byte] = Number((word(hex) >> BigInt(8 * byte)) & 0xffn);
    }
  }
  return bytes;
}
