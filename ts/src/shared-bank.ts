/** Banks of a shared table: words that one thread changes without asking the others. */

import { checkAddress } from "./address.ts";
import { asText } from "./describe.ts";
import { checkPairs } from "./kernel/check.ts";
import { scatterPlain } from "./kernel/plain.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { checkWord, type Width, type WidthBits, widthOf } from "./word.ts";

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
  /** Indexed by the constants below. */
  readonly control: Int32Array<SharedArrayBuffer>;
}

/** 1 while a thread has the bank. */
const CLAIMED = 0;
/** The side that the thread changes; only that thread asks. */
const SIDE = 1;
/** 0: nothing handed over; 1 or 2: side 0 or 1 waits; 3: it is being merged. */
const HANDED = 2;
const BUSY = 3;
/** A cache line for the control of each bank, so that threads do not slow each other down. */
const CONTROL_BYTES = 64;
const MAX_BANKS = 1024;
const MAX_BYTES = 2 ** 31;

/**
 * Bytes of a shared table: its live words, then both sides of each bank, then the control of each bank.
 *
 * @throws WrongTypeError, RejectError `bad_length` when there are other than 0 to 1024 banks, or it is more than 2 GiB
 * @example
 * ```ts
 * sharedBytes(1000, 2); // => 8 * 1000 * 5 + 64 * 2
 * ```
 */
export function sharedBytes(contexts: number, banks: number): number {
  const expected = `an integer, 0 <= banks <= ${MAX_BANKS}`;
  if (typeof banks !== "number") throw new WrongTypeError("banks", expected, banks);
  if (!Number.isInteger(banks) || banks < 0 || banks > MAX_BANKS) {
    throw new RejectError("bad_length", "banks", expected, banks);
  }
  const bytes = 8 * contexts * (1 + 2 * banks) + CONTROL_BYTES * banks;
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
  const side = (i: number) => new BigUint64Array(buffer, 8 * contexts * (1 + i), contexts);
  const controls = 8 * contexts * (1 + 2 * banks);
  return Array.from({ length: banks }, (_, bank) => ({
    sides: [side(2 * bank), side(2 * bank + 1)],
    control: new Int32Array(buffer, controls + CONTROL_BYTES * bank, CONTROL_BYTES / 4),
  }));
}

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
 * One thread's own words of a shared table. Its deltas are ordinary writes; they show in the states after `handOver` here
 * and `mergeBanks` anywhere. The thread goes on at once, on the other side of the bank.
 *
 * @example
 * ```ts
 * const table = SharedTable.create(4, { banks: 1 });
 * const bank = table.claimBank();
 * bank.accum(3, 1n);
 * bank.accumMany(Uint32Array.of(0, 1, 0), BigUint64Array.of(5n, 6n, 5n));
 * bank.handOver(); // => true
 * bank.accum(3, 2n);
 * bank.handOver(); // => false
 * [table.mergeBanks(), table.read(3), table.read(1), table.read(0)]; // => [1, 1n, 6n, 0n]
 * bank.release(); // => true
 * [table.mergeBanks(), table.read(3)]; // => [1, 3n]
 * ```
 */
export class SharedBank {
  readonly #width: Width;
  readonly #memory: BankMemory;
  /** 0 after the release. */
  #contexts: number;
  #released: boolean = false;
  #words: BigUint64Array<SharedArrayBuffer>;
  #halves: Int32Array<SharedArrayBuffer>;

  /** @throws RejectError `no_free_bank` when all are claimed */
  constructor(handle: SharedHandle) {
    const free = banksOf(handle).find(({ control }) => Atomics.compareExchange(control, CLAIMED, 0, 1) === 0);
    if (free === undefined) {
      throw new RejectError(
        "no_free_bank",
        "claimBank()",
        `a free one of ${handle.banks} banks`,
        asText("none"),
      );
    }
    this.#memory = free;
    this.#width = widthOf(handle.width);
    this.#contexts = handle.contexts;
    this.#words = free.sides[free.control[SIDE]!]!;
    this.#halves = halvesOf(this.#words);
  }

  /**
   * Accumulates a delta, which shows in the state later.
   *
   * @throws WrongTypeError, RejectError `bank_released`, else `address_out_of_range`, else `word_out_of_range`
   */
  accum(address: number, delta: bigint): void {
    if (this.#contexts === 0) this.#refuseReleased();
    checkAddress("accum(address)", address, this.#contexts);
    checkWord("accum(delta)", delta, this.#width);
    this.#words[address]! ^= delta;
  }

  /**
   * `accum` of `deltas[i]` at `addresses[i]` for each i: of all, or of none. For long arrays, such as those of a `Frame`.
   *
   * @throws WrongTypeError when one is no such array
   * @throws RejectError `bank_released`, else as for `AtomikTable.accumMany`; nothing has changed then
   */
  accumMany(addresses: Uint32Array, deltas: BigUint64Array): void {
    this.#refuseReleased();
    checkPairs("accumMany", this.#contexts, addresses, deltas, this.#width);
    scatterPlain(this.#words, addresses, deltas);
  }

  /** Unchecked `accum`, by halves; see `AtomikTable.accum2`. Does nothing after the release. */
  accum2(address: number, lo: number, hi: number): void {
    this.#halves[2 * address]! ^= lo;
    this.#halves[2 * address + 1]! ^= hi;
  }

  /**
   * Hands over what was accumulated since the last time, for `mergeBanks` to take.
   *
   * @param waitMs - how long to wait, in milliseconds, while the last time's is not merged; a page's main thread may not
   * wait
   * @returns false when that is still so: nothing was handed over, nothing is lost, and accumulating may go on
   * @throws RejectError `bank_released`
   */
  handOver(waitMs: number = 0): boolean {
    this.#refuseReleased();
    const { control, sides } = this.#memory;
    for (;;) {
      const handed = Atomics.load(control, HANDED);
      if (handed === 0) break;
      if (!(waitMs > 0) || Atomics.wait(control, HANDED, handed, waitMs) === "timed-out") return false;
    }
    const side = control[SIDE]!;
    control[SIDE] = 1 - side;
    this.#words = sides[1 - side]!;
    this.#halves = halvesOf(this.#words);
    Atomics.store(control, HANDED, side + 1);
    return true;
  }

  /**
   * `handOver`, and gives the bank back if that did not fail.
   *
   * @param waitMs - see `handOver`
   * @throws RejectError `bank_released`
   */
  release(waitMs: number = 0): boolean {
    if (!this.handOver(waitMs)) return false;
    this.#released = true;
    this.#contexts = 0;
    this.#words = this.#words.subarray(0, 0);
    this.#halves = halvesOf(this.#words);
    Atomics.store(this.#memory.control, CLAIMED, 0);
    return true;
  }

  #refuseReleased(): void {
    if (this.#released)
      throw new RejectError("bank_released", "bank", "a claimed bank", asText("a released one"));
  }
}

function halvesOf(words: BigUint64Array<SharedArrayBuffer>): Int32Array<SharedArrayBuffer> {
  return new Int32Array(words.buffer, words.byteOffset, 2 * words.length);
}
