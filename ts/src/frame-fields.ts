/** What a frame is made of, and which fields make one. */

import { checkFit, checkLength, checkWords } from "./kernel/check.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { checkUint32 } from "./wire/bytes.ts";
import { FRAME } from "./wire/layout.ts";
import { checkWord, type WidthBits, widthOf } from "./word.ts";

/** What a frame is made of. */
export interface FrameFields {
  /** Bits of a word; 64 unless given. */
  readonly width?: WidthBits;
  /** Who sends, 0 ≤ origin < 2^64. */
  readonly origin: bigint;
  /** Since which reference the deltas count, 0 ≤ epoch < 2^32. */
  readonly epoch: number;
  /** The sequence number of the first entry; entry i has `first + i`, and the last one is below 2^64. */
  readonly first: bigint;
  /** The address of each entry; 1 to 4096 of them. */
  readonly addresses: Uint32Array;
  /** The delta of each entry, as many, 0 ≤ delta < 2^width. */
  readonly deltas: BigUint64Array;
}

/**
 * Returns if the fields make a frame; see `Frame`.
 *
 * @throws WrongTypeError, RejectError
 * @example
 * ```ts
 * const [addresses, deltas] = [Uint32Array.of(3), BigUint64Array.of(1n)];
 * checkFields({ origin: 1n, epoch: 1, first: 1n, addresses, deltas }); // => undefined
 * ```
 */
export function checkFields(fields: FrameFields): void {
  if (typeof fields !== "object" || fields === null) {
    throw new WrongTypeError("Frame(fields)", "an object with origin, epoch, first and entries", fields);
  }
  const { width = 64, origin, epoch, first, addresses, deltas } = fields;
  const facts = widthOf(width);
  checkWord("Frame(origin)", origin, widthOf(64));
  checkUint32("Frame(epoch)", epoch, "word_out_of_range");
  checkWord("Frame(first)", first, widthOf(64));
  if (!(addresses instanceof Uint32Array)) {
    throw new WrongTypeError("Frame(addresses)", "a Uint32Array", addresses);
  }
  checkWords("Frame(deltas)", deltas);
  const count = addresses.length;
  if (count < FRAME.minEntries || count > FRAME.maxEntries) {
    const expected = `${FRAME.minEntries} to ${FRAME.maxEntries} entries`;
    throw new RejectError("bad_count", "Frame(addresses)", expected, count);
  }
  checkLength("Frame(deltas)", deltas.length, count);
  checkFit("Frame(deltas)", deltas, facts);
  checkSequence("Frame(first)", first, count);
}

/** Returns if the last of `count` sequence numbers is below 2^64. */
function checkSequence(label: string, first: bigint, count: number): void {
  if (first + BigInt(count) > 2n ** 64n) {
    const expected = `0 <= first <= 2^64 - ${count}, as there are ${count} entries`;
    throw new RejectError("sequence_out_of_range", label, expected, first);
  }
}
