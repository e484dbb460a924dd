/**
 * XOR over arrays by the WebAssembly kernel. It sees its own memory alone: arrays from `wordsInKernel` are worked on in
 * place, others are copied in piece by piece, into a piece of memory small enough to stay in the first cache.
 */

import { instanceOf } from "./instance.ts";
import { XOR_KERNEL } from "./xor.ts";

const BYTES = 8;
/** Words of the piece of memory that other arrays are copied into. */
const PIECE = 2048;

/** The kernel and the memory it works on. Places are in bytes, counts in words. */
interface Kernel {
  readonly memory: ArrayBuffer;
  /** The XOR of `words` words from `from` on, as a signed number: -2^63 <= fold < 2^63. */
  fold(from: number, words: number): bigint;
  /** XORs `words` words from `from` on into those from `into` on. The stretches are the same or disjoint. */
  xor(into: number, from: number, words: number): void;
}

/** Memories that arrays were made in, by buffer; the piece is at the start. */
const kernels = new WeakMap<ArrayBufferLike, Kernel>();
let shared: Kernel | null | undefined;

/** The kernel that arrays of any other memory are copied to. */
function sharedKernel(): Kernel | null {
  if (shared === undefined) shared = instanceOf<Kernel>(XOR_KERNEL, PIECE * BYTES);
  return shared;
}

/** Whether this host runs the kernel. */
export function hasKernel(): boolean {
  return sharedKernel() !== null;
}

/** `length` zero words in a memory of their own that the kernel sees, or null where there is none. */
export function wordsInKernel(length: number): BigUint64Array<ArrayBuffer> | null {
  const kernel = instanceOf<Kernel>(XOR_KERNEL, (PIECE + length) * BYTES);
  if (kernel === null) return null;
  kernels.set(kernel.memory, kernel);
  return new BigUint64Array(kernel.memory, PIECE * BYTES, length);
}

/** `foldPlain` by the kernel, which must be there. */
export function foldKernel(words: BigUint64Array): bigint {
  const own = kernels.get(words.buffer);
  if (own !== undefined) return BigInt.asUintN(64, own.fold(words.byteOffset, words.length));
  const kernel = sharedKernel()!;
  const piece = new BigUint64Array(kernel.memory, 0, PIECE);
  let fold = 0n;
  for (let at = 0; at < words.length; at += PIECE) {
    const part = words.subarray(at, at + PIECE);
    piece.set(part);
    fold ^= kernel.fold(0, part.length);
  }
  return BigInt.asUintN(64, fold);
}

/** `xorPlain` by the kernel, into an array from `wordsInKernel`. */
export function xorKernel(target: BigUint64Array, source: BigUint64Array): void {
  const kernel = kernels.get(target.buffer)!;
  if (source.buffer === target.buffer) {
    kernel.xor(target.byteOffset, source.byteOffset, target.length);
    return;
  }
  const piece = new BigUint64Array(kernel.memory, 0, PIECE);
  for (let at = 0; at < target.length; at += PIECE) {
    const part = source.subarray(at, at + PIECE);
    piece.set(part);
    kernel.xor(target.byteOffset + at * BYTES, 0, part.length);
  }
}

/** Whether `xorKernel` takes this array as its target. */
export function inKernel(words: BigUint64Array): boolean {
  return kernels.has(words.buffer);
}
