/** Cases of digests: of a buffer, and again once part of it has changed. */
import { Digest } from "../digest.ts";
import { DigestKeys } from "../digest-keys.ts";
import { Fingerprint } from "../fingerprint.ts";
import type { WidthBits } from "../word.ts";
import { bytesOf, type Outcome, type VectorCase, wordHex } from "./case.ts";

interface Expected {
  readonly expect: { readonly digest: string; readonly after: string | null };
}

/** Bytes, and bytes XORed into them. */
export interface FoldCase extends VectorCase, Expected {
  readonly widthBits: WidthBits;
  readonly bytes: string;
  readonly change: { readonly offset: number; readonly xor: string } | null;
}

/** Words with a key each, and a word XORed into one of them. */
export interface KeyedCase extends VectorCase, Expected {
  readonly keys: readonly string[];
  readonly words: readonly string[];
  readonly change: { readonly index: number; readonly xor: string } | null;
}

const wordsOf = (texts: readonly string[]): BigUint64Array =>
  BigUint64Array.from(texts, (hex) => BigInt(`0x${hex}`));

function outcome(
  { expect, result }: FoldCase | KeyedCase,
  width: number,
  digest: bigint,
  after: bigint | null,
): Outcome {
  const seen = { digest: wordHex(digest, width), after: after === null ? null : wordHex(after, width) };
  return { expected: { expect, result }, got: { expect: seen, result: "ok" } };
}

/** Runs a case of the fold digest; the change is followed, not looked for. */
export function runFoldCase(vector: FoldCase): Outcome {
  const print = new Fingerprint({ width: vector.widthBits });
  const bytes = bytesOf(vector.bytes);
  const digest = print.load(bytes);
  if (vector.change === null) return outcome(vector, vector.widthBits, digest, null);
  const { offset, xor } = vector.change;
  const changes = bytesOf(xor);
  const before = bytes.subarray(offset, offset + changes.length);
  const after = print.accumulateDelta(
    offset,
    before,
    before.map((byte, i) => byte ^ changes[i]!),
  );
  return outcome(vector, vector.widthBits, digest, after);
}

/** Runs a case of the keyed digest, likewise. */
export function runKeyedCase(vector: KeyedCase): Outcome {
  const { keys, words, change } = vector;
  const keyed = new Digest(new DigestKeys(wordsOf(keys)));
  const digest = keyed.load(new Uint8Array(wordsOf(words).buffer));
  if (change !== null) keyed.accum(change.index, BigInt(`0x${change.xor}`));
  return outcome(vector, 64, digest, change === null ? null : keyed.value);
}
