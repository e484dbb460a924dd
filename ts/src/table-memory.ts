/** Where the words of a table lie. */

import "./endian.ts";
import { createWords } from "./bulk.ts";

/** The buffer of a table, and views of its parts, so that an unchecked address never reaches the words of another part. */
export interface TableMemory {
  /** All references, then all accumulators, then the result of the last `swap2` or `exchange2`. */
  readonly words: BigUint64Array<ArrayBuffer>;
  /** The reference of each context. */
  readonly references: BigUint64Array<ArrayBuffer>;
  /** The accumulator of each context. */
  readonly accumulators: BigUint64Array<ArrayBuffer>;
  /** The references as low and high halves in turn. */
  readonly referenceHalves: Int32Array<ArrayBuffer>;
  /** The accumulators likewise. */
  readonly accumulatorHalves: Int32Array<ArrayBuffer>;
  /** The two halves of the result. */
  readonly result: Int32Array<ArrayBuffer>;
}

/**
 * The memory of a new table, all zero.
 *
 * @throws RangeError when the host has no memory left
 * @example
 * ```ts
 * tableMemory(3).accumulatorHalves.length; // => 6
 * ```
 */
export function tableMemory(contexts: number): TableMemory {
  const words = createWords(2 * contexts + 1);
  const halves = new Int32Array(words.buffer, words.byteOffset, 4 * contexts + 2);
  return {
    words,
    references: words.subarray(0, contexts),
    accumulators: words.subarray(contexts, 2 * contexts),
    referenceHalves: halves.subarray(0, 2 * contexts),
    accumulatorHalves: halves.subarray(2 * contexts, 4 * contexts),
    result: halves.subarray(4 * contexts),
  };
}
