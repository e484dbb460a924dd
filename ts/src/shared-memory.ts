/** Where the words of a shared table lie in its buffer. */

import { checkInteger } from "./arguments.ts";
import { RejectError } from "./reject.ts";
import type { WidthBits } from "./word.ts";

/** Where a shared table lies and how large it is. */
export interface SharedHandle {
  /** Live words, then the banks. */
  readonly buffer: SharedArrayBuffer;
  /** How many contexts there are. */
  readonly contexts: number;
  /** How many banks there are. */
  readonly banks: number;
  /** Bits of a word. */
  readonly width: WidthBits;
}

/** One bank: two sides of words, of which its thread changes one while the other may be merged. */
export interface BankMemory {
  /** As many words as contexts, each. */
  readonly sides: readonly [BigUint64Array<SharedArrayBuffer>, BigUint64Array<SharedArrayBuffer>];
  /** Which thread may do what; see `mergeBank`. */
  readonly control: Int32Array<SharedArrayBuffer>;
}

/** Bytes of a cache line: what different threads write lies in different ones, so that they do not slow each other down. */
const LINE = 64;
const MAX_BANKS = 1024;
const MAX_BYTES = 2 ** 31;

/** Bytes of one word for each context, up to the end of a cache line. */
function sideBytes(contexts: number): number {
  return LINE * Math.ceil((8 * contexts) / LINE);
}

/**
 * Bytes of a shared table: its live words, then both sides of each bank, then the control of each bank; each of them in
 * cache lines of 64 bytes of its own.
 *
 * @throws WrongTypeError, RejectError `bad_length` when there are other than 0 to 1024 banks, or it is more than 2 GiB
 * @example
 * ```ts
 * sharedBytes(1000, 2); // => 8 * 1000 * 5 + 64 * 2
 * sharedBytes(1, 2); // => 64 * 5 + 64 * 2
 * ```
 */
export function sharedBytes(contexts: number, banks: number): number {
  checkInteger("banks", "banks", banks, 0, MAX_BANKS);
  const bytes = sideBytes(contexts) * (1 + 2 * banks) + LINE * banks;
  if (bytes > MAX_BYTES)
    throw new RejectError("bad_length", "contexts and banks", "at most 2^31 bytes", bytes);
  return bytes;
}

/**
 * The memory of all banks.
 *
 * @example
 * ```ts
 * banksOf(SharedTable.create(4, { banks: 3 }).handle).length; // => 3
 * ```
 */
export function banksOf({ buffer, contexts, banks }: SharedHandle): BankMemory[] {
  const bytes = sideBytes(contexts);
  const side = (i: number) => new BigUint64Array(buffer, bytes * (1 + i), contexts);
  const controls = bytes * (1 + 2 * banks);
  return Array.from({ length: banks }, (_, bank) => ({
    sides: [side(2 * bank), side(2 * bank + 1)],
    control: new Int32Array(buffer, controls + LINE * bank, LINE / 4),
  }));
}
