/** What a delta between buffers consists of, and which parts make one. */

import { checkInteger } from "./arguments.ts";
import { checkLength, checkWords } from "./kernel/check.ts";
import { RejectError, WrongTypeError } from "./reject.ts";

export const WORD_BYTES = 8;
/** The longest buffer, in bytes: an address has 32 bits. */
export const MAX_BYTES: number = 2 ** 32 * WORD_BYTES;

/** What a delta consists of. */
export interface DeltaParts {
  /** Bytes of the buffer that `apply` takes, at most 32 GiB. */
  readonly oldLength: number;
  /** Bytes of the buffer that `apply` gives, likewise. */
  readonly newLength: number;
  /** Which words differ, counted in words from 0, lowest first. */
  readonly addresses: Uint32Array;
  /** The XOR of old and new for each of these addresses; none is zero. */
  readonly words: BigUint64Array;
}

/**
 * Returns if the parts make a delta; see `Delta.of`.
 *
 * @throws WrongTypeError, RejectError `bad_length`, `address_out_of_range`, `word_out_of_range`
 * @example
 * ```ts
 * checkParts(Delta.between(new Uint8Array(8), Uint8Array.of(5))); // => undefined
 * ```
 */
export function checkParts({ oldLength, newLength, addresses, words }: DeltaParts): void {
  checkInteger("of(oldLength)", "length", oldLength, 0, MAX_BYTES);
  checkInteger("of(newLength)", "length", newLength, 0, MAX_BYTES);
  if (!(addresses instanceof Uint32Array))
    throw new WrongTypeError("of(addresses)", "a Uint32Array", addresses);
  checkWords("of(words)", words);
  checkLength("of(words)", words.length, addresses.length);
  const bytes = Math.max(oldLength, newLength);
  for (let i = 0; i < words.length; i++) {
    const [address, least] = [addresses[i]!, i === 0 ? 0 : addresses[i - 1]! + 1];
    const left = bytes - WORD_BYTES * address;
    if (address < least || left <= 0) {
      const expected = `${least} <= address < ${Math.ceil(bytes / WORD_BYTES)}`;
      throw new RejectError("address_out_of_range", `of(addresses)[${i}]`, expected, address);
    }
    if (words[i] === 0n || (left < WORD_BYTES && words[i]! >> BigInt(8 * left) !== 0n)) {
      const expected = `0 < word < 2^${8 * Math.min(left, WORD_BYTES)}`;
      throw new RejectError("word_out_of_range", `of(words)[${i}]`, expected, words[i]!);
    }
  }
}
