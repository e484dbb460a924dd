/** The ops of a table on one context at a time, by address. */

import { checkAddress } from "./address.ts";
import { TableHalves } from "./table-halves.ts";
import type { TableMemory } from "./table-memory.ts";
import { checkWord, type Width } from "./word.ts";

/**
 * The ops of `AtomikTable` that take an address, and words as bigint.
 *
 * @example
 * ```ts
 * const table = new AtomikTable(1000);
 * table.load(7, 0xff00n);
 * table.accum(7, 0x00ffn);
 * table.swap(7); // => 0xffffn
 * [table.accumulator(7), table instanceof TableWords]; // => [0n, true]
 * ```
 */
export abstract class TableWords extends TableHalves {
  readonly #width: Width;
  readonly #references: BigUint64Array<ArrayBuffer>;
  readonly #accumulators: BigUint64Array<ArrayBuffer>;

  /** On this memory. */
  constructor(memory: TableMemory, width: Width) {
    super(memory, width);
    this.#width = width;
    this.#references = memory.references;
    this.#accumulators = memory.accumulators;
  }

  /** The word that deltas of a context are counted from. @throws WrongTypeError, RejectError `address_out_of_range` */
  reference(address: number): bigint {
    checkAddress("reference(address)", address, this.contexts);
    return this.#references[address]!;
  }

  /** The deltas of a context, combined. @throws WrongTypeError, RejectError `address_out_of_range` */
  accumulator(address: number): bigint {
    checkAddress("accumulator(address)", address, this.contexts);
    return this.#accumulators[address]!;
  }

  /**
   * reference := word, accumulator := 0.
   *
   * @param address - 0 ≤ address < contexts
   * @param word - 0 ≤ word < 2^width
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`
   */
  load(address: number, word: bigint): void {
    checkAddress("load(address)", address, this.contexts);
    checkWord("load(word)", word, this.#width);
    this.#references[address] = word;
    this.#accumulators[address] = 0n;
  }

  /**
   * accumulator := accumulator ⊕ delta.
   *
   * @param address - 0 ≤ address < contexts
   * @param delta - 0 ≤ delta < 2^width
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`
   */
  accum(address: number, delta: bigint): void {
    checkAddress("accum(address)", address, this.contexts);
    checkWord("accum(delta)", delta, this.#width);
    this.#accumulators[address]! ^= delta;
  }

  /** The state, reference ⊕ accumulator. @throws WrongTypeError, RejectError `address_out_of_range` */
  read(address: number): bigint {
    checkAddress("read(address)", address, this.contexts);
    return BigInt.asUintN(64, this.#references[address]! ^ this.#accumulators[address]!);
  }

  /**
   * Checkpoint: reference := state, accumulator := 0. Returns that state.
   *
   * @throws WrongTypeError, RejectError `address_out_of_range`
   */
  swap(address: number): bigint {
    checkAddress("swap(address)", address, this.contexts);
    this.#references[address]! ^= this.#accumulators[address]!;
    this.#accumulators[address] = 0n;
    return this.#references[address]!;
  }

  /**
   * Undoes a delta by accumulating it again; the caller must know it. See `AtomikContext.rollback`.
   *
   * @param address - 0 ≤ address < contexts
   * @param delta - 0 ≤ delta < 2^width
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`
   */
  rollback(address: number, delta: bigint): void {
    checkAddress("rollback(address)", address, this.contexts);
    checkWord("rollback(delta)", delta, this.#width);
    this.#accumulators[address]! ^= delta;
  }

  /**
   * reference := word, accumulator := 0. Returns the state that was there before.
   *
   * @param address - 0 ≤ address < contexts
   * @param word - 0 ≤ word < 2^width
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`
   */
  exchange(address: number, word: bigint): bigint {
    checkAddress("exchange(address)", address, this.contexts);
    checkWord("exchange(word)", word, this.#width);
    const state = this.read(address);
    this.#references[address] = word;
    this.#accumulators[address] = 0n;
    return state;
  }

  /**
   * `accum` without a check: the delta counts modulo 2^64. For widths see `load2`.
   *
   * @throws TypeError when the delta is no bigint, or the address none of this table; the text is the host's
   */
  accumUnchecked(address: number, delta: bigint): void {
    this.#accumulators[address]! ^= delta;
  }
}
