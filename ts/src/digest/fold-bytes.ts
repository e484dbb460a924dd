/** The XOR of bytes as words, wherever the bytes begin. */

import "../endian.ts";
import { foldWords } from "../bulk.ts";
import type { WidthBits } from "../word.ts";

const WORD_BYTES = 8;
/** Below this length bytes are taken one by one: a view of them as words costs more. */
const SHORT = 64;

/** One word, as two halves and whole. */
const word: BigUint64Array<ArrayBuffer> = new BigUint64Array(1);
const halves: Int32Array<ArrayBuffer> = new Int32Array(word.buffer);

/**
 * The XOR of the words that bytes are, if the first of them stands at byte `offset` of its buffer; words are
 * little-endian, what is missing of them counts as zero.
 *
 * Of a word, only the places of the bytes in it matter. So the aligned part is folded as it lies in memory, and its fold
 * is turned by as many bytes as it lies elsewhere in the words of the buffer.
 */
export function foldBytes(bytes: Uint8Array, offset: number, width: WidthBits): bigint {
  const { length } = bytes;
  const place = offset % WORD_BYTES;
  word[0] = 0n;
  if (length < SHORT) single(bytes, 0, length, place);
  else {
    const head = (WORD_BYTES - (bytes.byteOffset % WORD_BYTES)) % WORD_BYTES;
    const words = Math.floor((length - head) / WORD_BYTES);
    const aligned = new BigUint64Array(bytes.buffer, bytes.byteOffset + head, words);
    word[0] = turned(foldWords(aligned), 8 * ((place + head) % WORD_BYTES));
    single(bytes, 0, head, place);
    single(bytes, head + words * WORD_BYTES, length, place);
  }
  if (width < 64) {
    halves[0]! ^= halves[1]!;
    for (let bits = 16; bits >= width; bits /= 2) halves[0]! ^= halves[0]! >>> bits;
    halves[0]! &= width === 32 ? -1 : (1 << width) - 1;
    halves[1] = 0;
  }
  return word[0]!;
}

/** XORs the bytes from index `from` to before `to` into their places of the word; the first of all bytes is at `place`. */
function single(bytes: Uint8Array, from: number, to: number, place: number): void {
  let lo = halves[0]!;
  let hi = halves[1]!;
  for (let i = from; i < to; i++) {
    const at = (place + i) % WORD_BYTES;
    if (at < 4) lo ^= bytes[i]! << (8 * at);
    else hi ^= bytes[i]! << (8 * at - 32);
  }
  halves[0] = lo;
  halves[1] = hi;
}

/** The bits of a word turned towards its high end. */
function turned(value: bigint, bits: number): bigint {
  return BigInt.asUintN(64, (value << BigInt(bits)) | (value >> BigInt(64 - bits)));
}
