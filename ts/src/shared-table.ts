/** Words that several threads work on at once. */

import "./endian.ts";
import { checkAddress, checkContexts } from "./address.ts";
import { checkOptions } from "./arguments.ts";
import { SharedBank } from "./shared-bank.ts";
import { checkedHandle } from "./shared-handle.ts";
import { banksOf, type SharedHandle, sharedBytes } from "./shared-memory.ts";
import { mergeBank } from "./shared-merge.ts";
import { checkWord, type Width, type WidthBits, widthOf } from "./word.ts";

/** Options of a new shared table. */
export interface SharedTableOptions {
  /** Bits of a word; 64 unless given. */
  readonly width?: WidthBits;
  /** How many threads may accumulate into a bank of their own at a time, 0 to 1024; 0 unless given. */
  readonly banks?: number;
}

/**
 * Contexts in a SharedArrayBuffer. A context here is its state alone, one live word that each op reads and writes as one:
 * there is no reference apart from it, so that no thread sees one of two words changed.
 *
 * A thread that accumulates much claims a bank instead: words of its own, several times faster to change, that show in
 * the states when they were handed over and merged.
 *
 * @example
 * ```ts
 * const table = SharedTable.create(4, { banks: 2 });
 * table.load(0, 0xf0n);
 * table.accum(0, 0x0fn);
 * table.exchange(0, 5n); // => 0xffn
 * // In a worker, which was posted `table.handle`:
 * const bank = SharedTable.attach(table.handle).claimBank();
 * bank.accum(0, 2n);
 * bank.handOver(); // => true
 * // In any thread:
 * table.read(0); // => 5n
 * table.mergeBanks(); // => 1
 * table.read(0); // => 7n
 * ```
 */
export class SharedTable {
  readonly #width: Width;
  readonly #live: BigUint64Array<SharedArrayBuffer>;
  /** What another thread needs to attach to this table; can be posted to it. */
  readonly handle: SharedHandle;

  private constructor(handle: SharedHandle) {
    this.handle = handle;
    this.#width = widthOf(handle.width);
    this.#live = new BigUint64Array(handle.buffer, 0, handle.contexts);
  }

  /**
   * A new table, all words zero.
   *
   * @param contexts - 0 ≤ contexts ≤ 2^27; a bank takes twice the memory of the live words
   * @throws WrongTypeError, RejectError `bad_length` for the number of contexts or banks, `bad_width`
   * @throws RangeError when the host has no memory left
   * @throws Error when it has no shared memory: a page has it when it was sent with the headers
   * `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`
   */
  static create(contexts: number, options: SharedTableOptions = {}): SharedTable {
    checkContexts(contexts);
    checkOptions(options, "{ banks: 4 }");
    const { width = 64, banks = 0 } = options;
    widthOf(width);
    const bytes = sharedBytes(contexts, banks);
    if (globalThis.SharedArrayBuffer === undefined) {
      throw new Error(
        "create(contexts): expected a host with SharedArrayBuffer (a page that is isolated), got none",
      );
    }
    const buffer = new SharedArrayBuffer(bytes);
    return new SharedTable(Object.freeze({ buffer, contexts, banks, width }));
  }

  /**
   * The table that a handle was taken from, in any thread.
   *
   * @throws WrongTypeError when it is no handle
   * @throws RejectError `bad_length` when its numbers do not fit its buffer, `bad_width`
   */
  static attach(handle: SharedHandle): SharedTable {
    return new SharedTable(checkedHandle(handle));
  }

  /** Bits of a word. */
  get width(): WidthBits {
    return this.#width.bits;
  }

  /** How many contexts there are. */
  get contexts(): number {
    return this.handle.contexts;
  }

  /** state := word. @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range` */
  load(address: number, word: bigint): void {
    checkAddress("load(address)", address, this.contexts);
    checkWord("load(word)", word, this.#width);
    Atomics.store(this.#live, address, word);
  }

  /** state := state ⊕ delta. @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range` */
  accum(address: number, delta: bigint): void {
    checkAddress("accum(address)", address, this.contexts);
    checkWord("accum(delta)", delta, this.#width);
    Atomics.xor(this.#live, address, delta);
  }

  /** The state, without what banks still hold. @throws WrongTypeError, RejectError `address_out_of_range` */
  read(address: number): bigint {
    checkAddress("read(address)", address, this.contexts);
    return Atomics.load(this.#live, address);
  }

  /**
   * state := word. Returns the state before; no delta comes between the two.
   *
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`
   */
  exchange(address: number, word: bigint): bigint {
    checkAddress("exchange(address)", address, this.contexts);
    checkWord("exchange(word)", word, this.#width);
    return Atomics.exchange(this.#live, address, word);
  }

  /**
   * A bank that no other thread has; this one keeps it until `release`.
   *
   * @throws RejectError `no_free_bank` when all are claimed
   */
  claimBank(): SharedBank {
    return new SharedBank(this.handle);
  }

  /**
   * Merges all banks that were handed over into the states, from any thread, and lets their threads go on. Each context
   * changes at once, but not all contexts at the same moment.
   *
   * @returns how many banks were merged
   */
  mergeBanks(): number {
    let merged = 0;
    for (const bank of banksOf(this.handle)) if (mergeBank(bank, this.#live)) merged++;
    return merged;
  }
}
