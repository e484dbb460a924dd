/** Tables: many contexts of one width in one buffer, 16 bytes each. */

import { checkAddress, checkContexts } from "./address.ts";
import { xorInto } from "./bulk.ts";
import { AtomikContext } from "./context.ts";
import { type ContextOptions, widthOption } from "./context-options.ts";
import { checkMerge, type Mergeable } from "./merge-check.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { runBatch, type TableStep } from "./table-batch.ts";
import { TableBulk } from "./table-bulk.ts";
import { TableContext } from "./table-context.ts";
import { type TableMemory, tableMemory } from "./table-memory.ts";

/**
 * Contexts with addresses from 0 to `contexts - 1`, all fresh at first. An op whose address, word or width is refused
 * throws and has changed nothing; the address is looked at before anything else.
 *
 * @example
 * ```ts
 * const table = new AtomikTable(1000);
 * table.load(7, 0xff00n);
 * table.accum(7, 0x00ffn);
 * table.read(7); // => 0xffffn
 * table.swap(7); // => 0xffffn
 * table.exchange(7, 5n); // => 0xffffn
 * table.rollback(7, 1n);
 * table.read(7); // => 4n
 * ```
 *
 * @example Many at once: all of a batch, or nothing
 * ```ts
 * const table = new AtomikTable(4);
 * table.batchAccum([[3, 0xffn], [1, 1n], [3, 0x0fn]]);
 * [...table.snapshot()]; // => [[1, 1n], [3, 0xf0n]]
 * try {
 *   table.batchAccum(new Map([[0, 1n], [4, 1n]]));
 * } catch (error) {
 *   error.code; // => "address_out_of_range"
 *   error.message; // => "batchAccum(deltas)[1] address: expected an integer, 0 <= address < 4, got the number 4"
 * }
 * [...table.entries()]; // => [[0, 0n], [1, 1n], [2, 0n], [3, 0xf0n]]
 * table.batch([{ op: "swap", address: 3 }, { op: "load", address: 0, word: 7n }]); // => [0xf0n, null]
 * ```
 *
 * @example By halves, without a bigint
 * ```ts
 * const table = new AtomikTable(2);
 * table.accum2(1, -1, 3);
 * table.exchange2(1, 0, 0);
 * [table.resultLo() >>> 0, table.resultHi()]; // => [0xffff_ffff, 3]
 * ```
 */
export class AtomikTable extends TableBulk {
  readonly #memory: TableMemory;

  /**
   * @param contexts - 0 ≤ contexts ≤ 2^27
   * @throws WrongTypeError when it is no number, `options` no object or the width no number
   * @throws RejectError `bad_length` for another number of contexts, `bad_width` for a width not 8, 16, 32 or 64
   * @throws RangeError when the host has no memory left
   */
  constructor(contexts: number, options: ContextOptions = {}) {
    checkContexts(contexts);
    const width = widthOption(options);
    const memory = tableMemory(contexts);
    super(memory, width);
    this.#memory = memory;
  }

  /** Bytes of memory that the contexts take, with what the kernel needs beside them. */
  get byteLength(): number {
    return this.#memory.words.buffer.byteLength;
  }

  /** A view of one context. @throws WrongTypeError, RejectError `address_out_of_range` */
  context(address: number): TableContext {
    return new TableContext(this, address);
  }

  /**
   * accumulator := accumulator ⊕ other.accumulator. `other` keeps its own.
   *
   * @param address - 0 ≤ address < contexts
   * @param other - a context of the same width with the same reference, of a table or alone
   * @throws WrongTypeError when it is no context
   * @throws RejectError `address_out_of_range`, else `bad_width`, else `reference_mismatch`
   */
  merge(address: number, other: AtomikContext | TableContext): void {
    checkAddress("merge(address)", address, this.contexts);
    if (!(other instanceof AtomikContext || other instanceof TableContext)) {
      throw new WrongTypeError("merge(other)", "an AtomikContext or a TableContext", other);
    }
    checkMerge("merge(other)", this.#at(address), other);
    this.#memory.accumulators[address]! ^= other.accumulator;
  }

  /**
   * `merge` of every context with the one at the same address of another table. `other` keeps its own.
   *
   * @param other - a table of as many contexts, the same width and the same references
   * @throws WrongTypeError when it is no table
   * @throws RejectError `bad_length`, else `bad_width`, else `reference_mismatch`; nothing has changed then
   */
  mergeAll(other: AtomikTable): void {
    if (typeof other !== "object" || other === null || !(#memory in other)) {
      throw new WrongTypeError("mergeAll(other)", "an AtomikTable", other);
    }
    if (other.contexts !== this.contexts) {
      throw new RejectError("bad_length", "mergeAll(other)", `${this.contexts} contexts`, other.contexts);
    }
    const mine = this.#memory.referenceHalves;
    const theirs = other.#memory.referenceHalves;
    let half = 0;
    while (half < mine.length && mine[half] === theirs[half]) half++;
    if (half < mine.length || other.width !== this.width) {
      const address = half < mine.length ? half >> 1 : 0;
      checkMerge(`mergeAll(other)[${address}]`, this.#at(address), other.#at(address));
    }
    xorInto(this.#memory.accumulators, other.#memory.accumulators);
  }

  #at(address: number): Mergeable {
    return { width: this.width, reference: this.#memory.references[address]! };
  }

  /**
   * Ops at addresses, first to last, each on the table that the one before it left: all of them, or none. Slower than the
   * ops one by one, as it keeps what each context held before; for many deltas alone, see `batchAccum` and `accumMany`.
   *
   * @returns the result of each, null where the op has none
   * @throws as the first op that is refused, with its index in the text; nothing has changed then
   */
  batch(steps: Iterable<TableStep>): (bigint | null)[] {
    return runBatch(this, steps);
  }
}
