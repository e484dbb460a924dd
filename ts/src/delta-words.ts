/** Which words of two buffers differ. */

import { WORD_BYTES } from "./delta-parts.ts";

/**
 * The words that differ, lowest first, each as the XOR of both; the last ones of a buffer are filled up with zeros.
 *
 * @example
 * ```ts
 * const { addresses, words } = differingWords(new Uint8Array(8), Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 5));
 * [[...addresses], [...words]]; // => [[1], [5n]]
 * ```
 */
export function differingWords(
  before: Uint8Array,
  after: Uint8Array,
): { readonly addresses: Uint32Array<ArrayBuffer>; readonly words: BigUint64Array<ArrayBuffer> } {
  const [one, two] = [halvesOf(before), halvesOf(after)];
  const halves = Math.max(one.length, two.length);
  const addresses: number[] = [];
  for (let at = 0; at < halves; at += 2) {
    // Past the end is undefined, which is no bit in an XOR.
    if (((one[at]! ^ two[at]!) | (one[at + 1]! ^ two[at + 1]!)) !== 0) addresses.push(at / 2);
  }
  const words = new BigUint64Array(addresses.length);
  const wordHalves = new Int32Array(words.buffer);
  for (const [i, address] of addresses.entries()) {
    wordHalves[2 * i] = one[2 * address]! ^ two[2 * address]!;
    wordHalves[2 * i + 1] = one[2 * address + 1]! ^ two[2 * address + 1]!;
  }
  return { addresses: Uint32Array.from(addresses), words };
}

/** The bytes as halves of words, the last one filled up; a view if they lie right for it, else a copy. */
function halvesOf(bytes: Uint8Array): Int32Array {
  const whole = bytes.byteOffset % 4 === 0 && bytes.length % WORD_BYTES === 0;
  if (whole) return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const copy = new Int32Array(2 * Math.ceil(bytes.length / WORD_BYTES));
  new Uint8Array(copy.buffer).set(bytes);
  return copy;
}
