/** Sums of products in the field of 2^64 elements by the WebAssembly kernel, into whose memory words and keys are copied. */

import { instanceOf } from "./instance.ts";
import { KEYED_KERNEL } from "./keyed.ts";

/** Words of a piece, which has as many keys behind it: small enough to stay in the first cache. */
const PIECE = 1024;
const BYTES = 8;

interface KeyedKernel {
  readonly memory: ArrayBuffer;
  /** Of an even number of words; places are in bytes. The result is signed: -2^63 <= sum < 2^63. */
  keyed(words: number, keys: number, count: number): bigint;
}

let shared: { readonly kernel: KeyedKernel; readonly halves: Int32Array } | null | undefined;

function sharedKernel(): typeof shared {
  if (shared === undefined) {
    const kernel = instanceOf<KeyedKernel>(KEYED_KERNEL, 2 * PIECE * BYTES);
    shared = kernel && { kernel, halves: new Int32Array(kernel.memory) };
  }
  return shared;
}

/**
 * The sum of the products of the first `count` words and the keys from place `key` on, or null where there is no kernel.
 *
 * @param keys - low and high halves in turn, as those of `words`
 * @returns a signed number, -2^63 ≤ sum < 2^63
 */
export function keyedSum(keys: Int32Array, key: number, words: Int32Array, count: number): bigint | null {
  const host = sharedKernel();
  if (!host) return null;
  const { kernel, halves } = host;
  let sum = 0n;
  for (let at = 0; at < count; at += PIECE) {
    const part = Math.min(PIECE, count - at);
    halves.set(words.subarray(2 * at, 2 * (at + part)));
    halves.set(keys.subarray(2 * (key + at), 2 * (key + at + part)), 2 * PIECE);
    // The kernel takes two words at a time.
    if (part % 2 === 1) halves.fill(0, 2 * part, 2 * part + 2);
    sum ^= kernel.keyed(0, PIECE * BYTES, part + (part % 2));
  }
  return sum;
}
