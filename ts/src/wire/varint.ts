/** Unsigned LEB128: seven bits a byte, lowest first, in the one shortest form. Words are two 32-bit halves. */

import { asText } from "../describe.ts";
import { RejectError, type WireCode } from "../reject.ts";

/** Writes a word at `at`. @returns the place behind it */
export function writeVarint(bytes: Uint8Array, at: number, lo: number, hi: number): number {
  let low = lo >>> 0;
  let high = hi >>> 0;
  let place = at;
  while (high !== 0 || low > 127) {
    bytes[place++] = (low & 127) | 128;
    low = ((low >>> 7) | (high << 25)) >>> 0;
    high >>>= 7;
  }
  bytes[place++] = low;
  return place;
}

/** Reads words one behind the other. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  /** Where the next word begins. */
  at: number;
  /** The low half of the word read last, as an Int32, like all halves. */
  lo: number = 0;
  /** Its high half. */
  hi: number = 0;
  /** Its bits from 64 on. */
  over: number = 0;

  /** @param end - the place behind the last byte that may be read */
  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.at = at;
    this.#end = end;
  }

  /**
   * Reads a word of at most `limit` bytes, limit ≤ 10.
   *
   * @throws RejectError `truncated` or `bad_varint`, whichever place comes first
   */
  read(limit: number): void {
    // Three parts, as 28 bits fit a number that is shifted: bits 0 to 27, 28 to 55, and 56 on.
    let [low, middle, high] = [0, 0, 0];
    for (let i = 0; i < limit; i++) {
      if (this.at === this.#end) refuse("truncated", this.at, "another byte", "the end of the entries");
      const byte = this.#bytes[this.at++]!;
      const bits = byte & 127;
      if (i < 4) low |= bits << (7 * i);
      else if (i < 8) middle |= bits << (7 * (i - 4));
      else high |= bits << (7 * (i - 8));
      if (byte > 127) continue;
      if (byte === 0 && i > 0) refuse("bad_varint", this.at - 1, "the shortest form", "a longer one");
      this.lo = low | (middle << 28);
      this.hi = (middle >>> 4) | (high << 24);
      this.over = high >>> 8;
      return;
    }
    refuse("bad_varint", this.at - 1, `at most ${limit} bytes`, "one more");
  }
}

function refuse(code: WireCode, at: number, expected: string, got: string): never {
  throw new RejectError(code, `decode(bytes)[${at}]`, expected, asText(got));
}
