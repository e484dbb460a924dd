/** Trees of digests of the TypeScript product, over fingerprints of chunks and over keyed digests. */
import type { Width } from "../../protocol/protocol.ts";
import type { TreeFound, TreeGiven } from "../offers.ts";
import type { Product } from "./product.ts";

/** How a delta goes into a place of a digest or of a tree: checked, or by halves. */
type Accum = (
  into: { accum(at: number, delta: bigint): void; accum2(at: number, lo: number, hi: number): void },
  at: number,
  delta: bigint,
) => void;

const checked: Accum = (into, at, delta) => into.accum(at, delta);

/** A delta as two halves. */
export const byHalves: Accum = (into, at, delta) => {
  into.accum2(at, Number(BigInt.asIntN(32, delta)), Number(BigInt.asIntN(32, delta >> 32n)));
};

interface Shown {
  readonly value: bigint;
  readonly chunks: number;
  readonly depth: number;
  chunk(index: number): bigint;
}

const shown = (tree: Shown) => ({
  leaves: Array.from({ length: tree.chunks }, (_, i) => tree.chunk(i)),
  root: tree.value,
});

/** The bytes of words of this width. */
function bytesOf(words: readonly bigint[], width: Width): Uint8Array {
  const hex = words.map((word) => word.toString(16).padStart(width / 4, "0"));
  return new Uint8Array(hex.flatMap((text) => [...Buffer.from(text, "hex").reverse()]));
}

/** The tree over a fingerprint for each chunk, which is told what changes. */
export function foldTree(
  { Fingerprint, DigestTree }: Product,
  width: Width,
  { chunkWords, words, changes }: TreeGiven,
  accum: Accum = checked,
): TreeFound {
  const size = width / 8;
  const chunks = Array.from({ length: Math.ceil(words.length / chunkWords) }, (_, i) =>
    bytesOf(words.slice(i * chunkWords, (i + 1) * chunkWords), width),
  );
  const prints = chunks.map(() => new Fingerprint({ width }));
  const [then, now] = [new DigestTree(chunks.length), new DigestTree(chunks.length)];
  for (const [i, bytes] of chunks.entries()) {
    const digest = prints[i]!.load(bytes);
    for (const tree of [then, now]) accum(tree, i, digest);
  }
  for (const { index, xor } of changes) {
    const chunk = Math.floor(index / chunkWords);
    const print = prints[chunk]!;
    const before = print.value;
    const change = bytesOf([xor], width);
    print.accumulateDelta((index % chunkWords) * size, new Uint8Array(size), change);
    accum(now, chunk, before ^ print.value);
  }
  const changed = now.locate(then)?.chunk ?? null;
  return { depth: now.depth, before: shown(then), after: shown(now), changed };
}

/** The tree of a keyed digest. */
export function keyedTree(
  { Digest, DigestKeys }: Product,
  keys: readonly bigint[],
  { chunkWords, words, changes }: TreeGiven,
  accum: Accum = checked,
): TreeFound {
  const secret = new DigestKeys(BigUint64Array.from(keys));
  const [then, now] = [0, 1].map(() => new Digest(secret, { chunkWords })) as [
    InstanceType<typeof Digest>,
    InstanceType<typeof Digest>,
  ];
  const bytes = bytesOf(words, 64);
  for (const digest of [then, now]) digest.load(bytes);
  for (const { index, xor } of changes) accum(now, index, xor);
  const changed = now.locate(then)?.chunk ?? null;
  return { depth: now.depth, before: shown(then), after: shown(now), changed };
}
