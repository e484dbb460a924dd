/**
 * The ops of a table by halves: a word passes as two 32-bit numbers, without any check and without making a bigint.
 */

import type { TableMemory } from "./table-memory.ts";
import type { Width, WidthBits } from "./word.ts";

/**
 * The methods of `AtomikTable` that end in `2`, `Lo` or `Hi`.
 *
 * @example
 * ```ts
 * const table = new AtomikTable(2);
 * table.accum2(1, -1, 3);
 * table.exchange2(1, 0, 0);
 * [table.resultLo() >>> 0, table.resultHi()]; // => [0xffff_ffff, 3]
 * table instanceof TableHalves; // => true
 * ```
 */
export abstract class TableHalves {
  // Private here and in the classes that extend it, each with what it needs: nothing of it shows at the object.
  readonly #width: Width;
  readonly #referenceHalves: Int32Array<ArrayBuffer>;
  readonly #accumulatorHalves: Int32Array<ArrayBuffer>;
  readonly #result: Int32Array<ArrayBuffer>;
  /** How many contexts there are. */
  readonly contexts: number;

  /** On this memory. */
  constructor(memory: TableMemory, width: Width) {
    this.#width = width;
    this.#referenceHalves = memory.referenceHalves;
    this.#accumulatorHalves = memory.accumulatorHalves;
    this.#result = memory.result;
    this.contexts = memory.references.length;
  }

  /** Bits of a word. */
  get width(): WidthBits {
    return this.#width.bits;
  }

  /** Whether two halves make a word of this width. The calls below do not ask, nor for the address. */
  fits2(lo: number, hi: number): boolean {
    return ((lo & this.#width.outsideLo) | (hi & this.#width.outsideHi)) === 0;
  }

  /**
   * Unchecked `load`. A word that does not fit leaves a context outside its width; an address that is an integer but none
   * of this table does nothing; one that is no integer may reach another context.
   */
  load2(address: number, lo: number, hi: number): void {
    this.#referenceHalves[2 * address] = lo;
    this.#referenceHalves[2 * address + 1] = hi;
    this.#accumulatorHalves[2 * address] = 0;
    this.#accumulatorHalves[2 * address + 1] = 0;
  }

  /** Unchecked `accum`, and `rollback` likewise; see `load2`. */
  accum2(address: number, lo: number, hi: number): void {
    this.#accumulatorHalves[2 * address]! ^= lo;
    this.#accumulatorHalves[2 * address + 1]! ^= hi;
  }

  /** Unchecked `swap` that leaves the state to `resultLo` and `resultHi`; see `load2`. */
  swap2(address: number): void {
    const lo = this.readLo(address);
    const hi = this.readHi(address);
    this.load2(address, lo, hi);
    this.#result[0] = lo;
    this.#result[1] = hi;
  }

  /** Unchecked `exchange` that leaves the old state to `resultLo` and `resultHi`; see `load2`. */
  exchange2(address: number, lo: number, hi: number): void {
    this.#result[0] = this.readLo(address);
    this.#result[1] = this.readHi(address);
    this.load2(address, lo, hi);
  }

  /** Low half of a state, as a signed 32-bit number; 0 for an address that is none of this table. */
  readLo(address: number): number {
    return this.#referenceHalves[2 * address]! ^ this.#accumulatorHalves[2 * address]!;
  }

  /** High half of a state, likewise. */
  readHi(address: number): number {
    return this.#referenceHalves[2 * address + 1]! ^ this.#accumulatorHalves[2 * address + 1]!;
  }

  /** Low half of what the last `swap2` or `exchange2` left; 0 before the first. */
  resultLo(): number {
    return this.#result[0]!;
  }

  /** High half of what the last `swap2` or `exchange2` left; 0 before the first. */
  resultHi(): number {
    return this.#result[1]!;
  }
}
