/** Words: what fits into which width. */

import { RejectError, WrongTypeError } from "./reject.ts";

/** The widths of a word that implementations offer, in bits. */
export type WidthBits = 8 | 16 | 32 | 64;

/** What the checks need to know of one width. */
export interface Width {
  /** Bits of a word. */
  readonly bits: WidthBits;
  /** The greatest number that is no word yet, -1. */
  readonly below: bigint;
  /** The least number that is no word any more, 2^bits. */
  readonly limit: bigint;
  /** Bits of the low half (word bits 0 to 31) that lie outside the word, as an Int32. */
  readonly outsideLo: number;
  /** Bits of the high half (word bits 32 to 63) that lie outside the word, as an Int32. */
  readonly outsideHi: number;
}

const widths: ReadonlyMap<unknown, Width> = new Map(
  ([8, 16, 32, 64] as const).map((bits): [unknown, Width] => [
    bits,
    {
      bits,
      below: -1n,
      limit: 1n << BigInt(bits),
      outsideLo: bits < 32 ? -1 << bits : 0,
      outsideHi: bits < 64 ? -1 : 0,
    },
  ]),
);

/**
 * The facts of a width.
 *
 * @param bits - 8, 16, 32 or 64
 * @throws WrongTypeError when `bits` is no number
 * @throws RejectError `bad_width` when it is another number
 * @example
 * ```ts
 * widthOf(32).limit; // => 0x1_0000_0000n
 * ```
 */
export function widthOf(bits: unknown): Width {
  const width = widths.get(bits);
  if (width !== undefined) return width;
  const expected = "8, 16, 32 or 64 (bits)";
  if (typeof bits !== "number") throw new WrongTypeError("width", expected, bits);
  throw new RejectError("bad_width", "width", expected, bits);
}

/**
 * Whether it is a bigint with 0 ≤ word < 2^width.
 *
 * Of the exact checks, two comparisons with exclusive limits were measured to be the cheapest: -1 settles a comparison by
 * its sign, and a limit of more digits than the word by its length. With 0 as the lower limit, the whole op takes a
 * twentieth longer; with the largest word as the upper one, or with truncation and a comparison, a fifth.
 *
 * @example
 * ```ts
 * [isWord(255n, widthOf(8)), isWord(256n, widthOf(8)), isWord(255, widthOf(8))]; // => [true, false, false]
 * ```
 */
export function isWord(word: unknown, width: Width): boolean {
  return typeof word === "bigint" && word > width.below && word < width.limit;
}

/**
 * Returns if `word` is a bigint with 0 ≤ word < 2^width.
 *
 * @throws WrongTypeError when it is no bigint
 * @throws RejectError `word_out_of_range` when it does not fit
 * @example
 * ```ts
 * checkWord("seconds", 255n, widthOf(8)); // => undefined
 * ```
 */
export function checkWord(label: string, word: bigint, width: Width): void {
  // Not by `isWord`, which was measured to make the whole op a sixth slower.
  if (typeof word !== "bigint" || word <= width.below || word >= width.limit) refuseWord(label, word, width);
}

// Apart from the check, so that the check stays small enough to be inlined.
function refuseWord(label: string, word: unknown, width: Width): never {
  const expected = `a bigint, 0 <= value < 2^${width.bits}`;
  if (typeof word !== "bigint") throw new WrongTypeError(label, expected, word);
  throw new RejectError("word_out_of_range", label, expected, word);
}
