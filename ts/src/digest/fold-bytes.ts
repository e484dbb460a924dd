/** The XOR of bytes as words, wherever the bytes begin. */

import "../endian.ts";
import { foldWords } from "../bulk.ts";
import type { WidthBits } from "../word.ts";

const WORD_BYTES = 8;

/**
 * The XOR of the words that bytes are, if the first of them stands at byte `offset` of its buffer; words are
 * little-endian, what is missing of them counts as zero.
 *
 * Of a word, only the places of the bytes in it matter. So the aligned part is folded as it lies in memory, and its fold
 * is turned by as many bytes as it lies elsewhere in the words of the buffer.
 */
export function foldBytes(bytes: Uint8Array, offset: number, width: WidthBits): bigint {
  const { length, byteOffset } = bytes;
  const head = Math.min(length, (WORD_BYTES - (byteOffset % WORD_BYTES)) % WORD_BYTES);
  const words = Math.floor((length - head) / WORD_BYTES);
  const places = new Uint8Array(WORD_BYTES);
  const place = offset % WORD_BYTES;
  for (let i = 0; i < head; i++) places[(place + i) % WORD_BYTES]! ^= bytes[i]!;
  for (let i = head + words * WORD_BYTES; i < length; i++) places[(place + i) % WORD_BYTES]! ^= bytes[i]!;
  let fold = new BigUint64Array(places.buffer)[0]!;
  if (words > 0) {
    const aligned = new BigUint64Array(bytes.buffer, byteOffset + head, words);
    fold ^= turned(foldWords(aligned), 8 * ((place + head) % WORD_BYTES));
  }
  for (let bits = 32; bits >= width; bits /= 2) fold ^= fold >> BigInt(bits);
  return BigInt.asUintN(width, fold);
}

/** The bits of a word turned towards its high end. */
function turned(word: bigint, bits: number): bigint {
  return BigInt.asUintN(64, (word << BigInt(bits)) | (word >> BigInt(64 - bits)));
}
