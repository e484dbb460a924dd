/** Banks of a shared table: words that one thread changes without asking the others. */

import { checkAddress } from "./address.ts";
import { asText } from "./describe.ts";
import { scatter } from "./kernel/scatter.ts";
import { RejectError } from "./reject.ts";
import { type BankMemory, banksOf, type SharedHandle } from "./shared-memory.ts";
import { CLAIMED, HANDED, SIDE, untilMerged } from "./shared-merge.ts";
import { checkWord, type Width, widthOf } from "./word.ts";

export { type BankMemory, banksOf, type SharedHandle, sharedBytes } from "./shared-memory.ts";
export { mergeBank } from "./shared-merge.ts";

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
   * `accum` of `deltas[i]` at `addresses[i]` for each i: of all, or of none. For long arrays, such as those of a `Frame`: it
   * is the fastest way into a shared table.
   *
   * @throws WrongTypeError when one is no such array
   * @throws RejectError `bank_released`, else as for `AtomikTable.accumMany`; nothing has changed then
   */
  accumMany(addresses: Uint32Array, deltas: BigUint64Array): void {
    this.#refuseReleased();
    scatter("accumMany", this.#words, addresses, deltas, this.#width);
  }

  /** Unchecked `accum`, by halves; see `AtomikTable.accum2`. Does nothing after the release. */
  accum2(address: number, lo: number, hi: number): void {
    const halves = this.#halves;
    const at = 2 * address;
    halves[at]! ^= lo;
    halves[at + 1]! ^= hi;
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
    if (!untilMerged(this.#memory, waitMs)) return false;
    const { control, sides } = this.#memory;
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
