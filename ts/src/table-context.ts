/** One context of a table, seen through the table: it has no words of its own. */

import { checkAddress } from "./address.ts";
import type { AtomikContext } from "./context.ts";
import { WrongTypeError } from "./reject.ts";
import { AtomikTable } from "./table.ts";
import type { WidthBits } from "./word.ts";

/**
 * A view of the context at one address. What is done here is done in the table, and the other way round.
 *
 * @example
 * ```ts
 * const table = new AtomikTable(4);
 * const third = table.context(2);
 * third.load(0xf0n);
 * table.accum(2, 0x0fn);
 * third.read(); // => 0xffn
 * third.swap(); // => 0xffn
 * third.isClean; // => true
 * [third.address, table.reference(2)]; // => [2, 0xffn]
 * ```
 */
export class TableContext {
  readonly #table: AtomikTable;
  /** Which context of the table, from 0. */
  readonly address: number;

  /**
   * @param address - 0 ≤ address < table.contexts
   * @throws WrongTypeError, RejectError `address_out_of_range`
   */
  constructor(table: AtomikTable, address: number) {
    if (!(table instanceof AtomikTable)) {
      throw new WrongTypeError("context(table)", "an AtomikTable", table);
    }
    checkAddress("context(address)", address, table.contexts);
    this.#table = table;
    this.address = address;
  }

  /** Bits of a word. */
  get width(): WidthBits {
    return this.#table.width;
  }

  /** The word that deltas are counted from. */
  get reference(): bigint {
    return this.#table.reference(this.address);
  }

  /** All deltas since the reference was set, combined. */
  get accumulator(): bigint {
    return this.#table.accumulator(this.address);
  }

  /** Whether the accumulator is zero: no net delta. */
  get isClean(): boolean {
    return this.accumulator === 0n;
  }

  /** See `AtomikContext.load`. @throws WrongTypeError, RejectError `word_out_of_range` */
  load(word: bigint): void {
    this.#table.load(this.address, word);
  }

  /** See `AtomikContext.accum`. @throws WrongTypeError, RejectError `word_out_of_range` */
  accum(delta: bigint): void {
    this.#table.accum(this.address, delta);
  }

  /** See `AtomikContext.read`. */
  read(): bigint {
    return this.#table.read(this.address);
  }

  /** See `AtomikContext.swap`. */
  swap(): bigint {
    return this.#table.swap(this.address);
  }

  /** See `AtomikContext.rollback`. @throws WrongTypeError, RejectError `word_out_of_range` */
  rollback(delta: bigint): void {
    this.#table.rollback(this.address, delta);
  }

  /** See `AtomikContext.exchange`. @throws WrongTypeError, RejectError `word_out_of_range` */
  exchange(word: bigint): bigint {
    return this.#table.exchange(this.address, word);
  }

  /** See `AtomikTable.merge`. @throws WrongTypeError, RejectError `bad_width`, else `reference_mismatch` */
  merge(other: AtomikContext | TableContext): void {
    this.#table.merge(this.address, other);
  }
}
