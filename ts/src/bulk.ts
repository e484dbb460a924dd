/** XOR over whole arrays of 64-bit words, by a WebAssembly kernel where that is faster, else in plain JavaScript. */

import "./endian.ts";
import { checkInteger } from "./arguments.ts";
import { checkLength, checkWords } from "./kernel/check.ts";
import { foldPlain, xorPlain } from "./kernel/plain.ts";
import { scatter } from "./kernel/scatter.ts";
import { foldKernel, hasKernel, inKernel, wordsInKernel, xorKernel } from "./kernel/words.ts";
import { widthOf } from "./word.ts";

/** The fewest words for which the kernel is used. */
export const KERNEL_WORDS = 256;

/** The fewest words that get a memory of their own: it comes in pages of 64 KiB and costs address space. */
const MEMORY_WORDS = 8192;
/** The most words of one array, 2^28, which take 2 GiB. */
const MAX_WORDS = 2 ** 28;

/**
 * A new array of zero words, placed where the kernel works on it without copying if it is long enough to pay.
 *
 * @param length - 0 ≤ length ≤ 2^28, in words of 8 bytes
 * @throws WrongTypeError when it is no number
 * @throws RejectError `bad_length` when it is another number
 * @throws RangeError when the host has no memory left
 * @example
 * ```ts
 * createWords(3); // => BigUint64Array.of(0n, 0n, 0n)
 * ```
 */
export function createWords(length: number): BigUint64Array<ArrayBuffer> {
  checkInteger("createWords(length)", "length", length, 0, MAX_WORDS);
  return (length >= MEMORY_WORDS ? wordsInKernel(length) : null) ?? new BigUint64Array(length);
}

/**
 * The XOR of all words; 0 for none.
 *
 * @throws WrongTypeError when it is no BigUint64Array
 * @example
 * ```ts
 * foldWords(BigUint64Array.of(1n, 2n, 4n, 4n)); // => 3n
 * ```
 */
export function foldWords(words: BigUint64Array): bigint {
  checkWords("foldWords(words)", words);
  return words.length >= KERNEL_WORDS && hasKernel() ? foldKernel(words) : foldPlain(words);
}

/**
 * Every word of `target` becomes its XOR with the word of `source` at the same index. Where the two share memory, the
 * words of `source` from before the call count.
 *
 * @throws WrongTypeError when one is no BigUint64Array
 * @throws RejectError `bad_length` when their lengths differ; nothing has changed then
 * @example
 * ```ts
 * const target = BigUint64Array.of(1n, 2n);
 * xorInto(target, BigUint64Array.of(3n, 3n));
 * [...target]; // => [2n, 1n]
 * ```
 */
export function xorInto(target: BigUint64Array, source: BigUint64Array): void {
  checkWords("xorInto(target)", target);
  checkWords("xorInto(source)", source);
  checkLength("xorInto(source)", source.length, target.length);
  const from = overlaps(target, source) ? source.slice() : source;
  if (target.length >= KERNEL_WORDS && inKernel(target)) xorKernel(target, from);
  else xorPlain(target, from);
}

/**
 * For each index i, the word of `target` at `addresses[i]` becomes its XOR with `deltas[i]`. An address may come more
 * than once. Where the arrays share memory, what they held before the call counts.
 *
 * @param addresses - 0 ≤ address < target.length
 * @throws WrongTypeError when one is no such array
 * @throws RejectError `bad_length` when there are not as many deltas as addresses, else `address_out_of_range`; nothing
 * has changed then
 * @example
 * ```ts
 * const target = new BigUint64Array(3);
 * scatterInto(target, Uint32Array.of(2, 0, 2), BigUint64Array.of(5n, 6n, 1n));
 * [...target]; // => [6n, 0n, 4n]
 * ```
 */
export function scatterInto(target: BigUint64Array, addresses: Uint32Array, deltas: BigUint64Array): void {
  checkWords("scatterInto(target)", target);
  scatter("scatterInto", target, addresses, deltas, widthOf(64));
}

/** Whether two arrays of one length have a byte in common without being the same. */
function overlaps(one: BigUint64Array, two: BigUint64Array): boolean {
  const distance = Math.abs(one.byteOffset - two.byteOffset);
  return one.buffer === two.buffer && distance > 0 && distance < one.byteLength;
}
