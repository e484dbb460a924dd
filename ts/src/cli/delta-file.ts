/**
 * Deltas as files. All numbers are little-endian.
 *
 * | bytes | what |
 * |---|---|
 * | 8 | `ATMdelt` and the version, 1 |
 * | 8, 8 | bytes of the old file, bytes of the new file |
 * | 32, 32 | SHA-256 of the old file, SHA-256 of the new file |
 * | 8 | how many words differ, n |
 * | 4 n | their addresses in words of 8 bytes, ascending |
 * | 8 n | the XOR of old and new at each |
 * | 32 | SHA-256 of everything before |
 */
import { createHash } from "node:crypto";
import { Delta } from "../delta.ts";
import { RejectError } from "../reject.ts";
import { CommandError } from "./command.ts";

const MAGIC = new TextEncoder().encode("ATMdelt\x01");
const HASH = 32;
const AT = { oldLength: 8, newLength: 16, oldHash: 24, newHash: 24 + HASH, entries: 24 + 2 * HASH } as const;
const HEAD = AT.entries + 8;
const ENTRY = 12;

/** A delta with the SHA-256 of each of the two files that it belongs to. */
export interface DeltaFile {
  readonly delta: Delta;
  readonly oldHash: Uint8Array;
  readonly newHash: Uint8Array;
}

/** The most bytes that a hash takes at a time. */
const HASH_CHUNK = 1 << 26;

/** The SHA-256 of bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const hash = createHash("sha256");
  for (let at = 0; at < bytes.length; at += HASH_CHUNK) hash.update(bytes.subarray(at, at + HASH_CHUNK));
  return hash.digest();
}

/** Whether two hashes are the same. */
export function sameBytes(one: Uint8Array, two: Uint8Array): boolean {
  return one.length === two.length && one.every((byte, i) => byte === two[i]);
}

/** Bytes that a delta of this many words takes as a file. */
export function deltaFileLength(entries: number): number {
  return HEAD + ENTRY * entries + HASH;
}

/** A delta as the bytes of a file. */
export function encodeDelta({ delta, oldHash, newHash }: DeltaFile): Uint8Array {
  const { addresses, words } = delta;
  const bytes = new Uint8Array(deltaFileLength(addresses.length));
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setBigUint64(AT.oldLength, BigInt(delta.oldLength), true);
  view.setBigUint64(AT.newLength, BigInt(delta.newLength), true);
  bytes.set(oldHash, AT.oldHash);
  bytes.set(newHash, AT.newHash);
  view.setBigUint64(AT.entries, BigInt(addresses.length), true);
  // The library runs on little-endian hosts alone, so that its arrays are the bytes of the file.
  bytes.set(new Uint8Array(addresses.buffer, addresses.byteOffset, addresses.byteLength), HEAD);
  bytes.set(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), HEAD + addresses.byteLength);
  bytes.set(sha256(bytes.subarray(0, -HASH)), bytes.length - HASH);
  return bytes;
}

/** Reads a delta from the bytes of a file. @throws CommandError `bad_delta` with what is wrong first */
export function decodeDelta(path: string, bytes: Uint8Array): DeltaFile {
  const check = (good: boolean, expected: string, got: string): void => {
    if (!good) throw new CommandError("bad_delta", `${path}: expected ${expected}, got ${got}`);
  };
  const shortest = deltaFileLength(0);
  check(bytes.length >= shortest, `a delta, which has ${shortest} bytes or more`, `${bytes.length}`);
  check(sameBytes(MAGIC, bytes.subarray(0, MAGIC.length)), "a delta of version 1", "other first bytes");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numberAt = (at: number): number => Number(view.getBigUint64(at, true));
  const whole = deltaFileLength(numberAt(AT.entries));
  check(bytes.length === whole, `${whole} bytes`, `${bytes.length}`);
  const end = bytes.length - HASH;
  check(
    sameBytes(sha256(bytes.subarray(0, end)), bytes.subarray(end)),
    "its own SHA-256 at its end",
    "another one",
  );
  const words = HEAD + 4 * numberAt(AT.entries);
  try {
    const delta = Delta.of({
      oldLength: numberAt(AT.oldLength),
      newLength: numberAt(AT.newLength),
      addresses: new Uint32Array(bytes.slice(HEAD, words).buffer),
      words: new BigUint64Array(bytes.slice(words, end).buffer),
    });
    const hash = (at: number): Uint8Array => bytes.slice(at, at + HASH);
    return { delta, oldHash: hash(AT.oldHash), newHash: hash(AT.newHash) };
  } catch (error) {
    if (!(error instanceof RejectError)) throw error;
    throw new CommandError("bad_delta", `${path}: ${error.message}`);
  }
}
