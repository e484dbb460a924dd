/** How a bank passes between the thread that fills it and the thread that merges it. */

import type { BankMemory } from "./shared-memory.ts";

/** Place in `BankMemory.control`: 1 while a thread has the bank. */
export const CLAIMED = 0;
/** Place: the side that the thread changes; only that thread asks. */
export const SIDE = 1;
/** Place: 0 when nothing is handed over; 1 or 2 when side 0 or 1 waits; `BUSY` while it is being merged. */
export const HANDED = 2;
const BUSY = 3;

/**
 * Merges the side that was handed over, if there is one, into the live words, and makes it zero. Any thread may do it:
 * of two at the same time, one does.
 *
 * @returns whether there was one
 * @example
 * ```ts
 * const { handle } = SharedTable.create(4, { banks: 1 });
 * mergeBank(banksOf(handle)[0], new BigUint64Array(handle.buffer, 0, 4)); // => false
 * ```
 */
export function mergeBank({ sides, control }: BankMemory, live: BigUint64Array<SharedArrayBuffer>): boolean {
  const handed = Atomics.load(control, HANDED);
  if (handed === 0 || handed === BUSY) return false;
  if (Atomics.compareExchange(control, HANDED, handed, BUSY) !== handed) return false;
  const words = sides[handed - 1]!;
  // Seen as signed numbers for speed, as in kernel/plain.ts.
  const from = new BigInt64Array(words.buffer, words.byteOffset, words.length);
  const into = new BigInt64Array(live.buffer, live.byteOffset, live.length);
  for (let i = 0; i < from.length; i++) if (from[i] !== 0n) Atomics.xor(into, i, from[i]!);
  words.fill(0n);
  Atomics.store(control, HANDED, 0);
  Atomics.notify(control, HANDED);
  return true;
}

/**
 * Waits until nothing is handed over.
 *
 * @returns false when that took longer than `waitMs` milliseconds
 * @example
 * ```ts
 * untilMerged(banksOf(SharedTable.create(4, { banks: 1 }).handle)[0], 5); // => true
 * ```
 */
export function untilMerged({ control }: BankMemory, waitMs: number): boolean {
  for (;;) {
    const handed = Atomics.load(control, HANDED);
    if (handed === 0) return true;
    if (!(waitMs > 0) || Atomics.wait(control, HANDED, handed, waitMs) === "timed-out") return false;
  }
}
