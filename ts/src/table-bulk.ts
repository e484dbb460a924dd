/** The ops of a table on many contexts at a time. */

import { foldWords, xorInto } from "./bulk.ts";
import { checkFit, checkLength, checkWords } from "./kernel/check.ts";
import { scatterPlain } from "./kernel/plain.ts";
import { scatter } from "./kernel/scatter.ts";
import type { TableMemory } from "./table-memory.ts";
import { pairsOf } from "./table-pairs.ts";
import { TableWords } from "./table-words.ts";
import type { Width } from "./word.ts";

/**
 * The ops of `AtomikTable` that accumulate many deltas, of which all are taken or none, and those that look at all states.
 *
 * @example
 * ```ts
 * const table = new AtomikTable(4);
 * table.accumMany(Uint32Array.of(3, 1, 3), BigUint64Array.of(0xffn, 1n, 0x0fn));
 * [...table.snapshot()]; // => [[1, 1n], [3, 0xf0n]]
 * [table.fold(), table instanceof TableBulk]; // => [0xf1n, true]
 * ```
 */
export abstract class TableBulk extends TableWords {
  readonly #width: Width;
  readonly #memory: TableMemory;

  /** On this memory. */
  constructor(memory: TableMemory, width: Width) {
    super(memory, width);
    this.#width = width;
    this.#memory = memory;
  }

  /**
   * `accum` of each pair of address and delta, such as the entries of a Map: of all, or of none. An address may come more
   * than once.
   *
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`, for the first pair that is
   * refused; nothing has changed then
   */
  batchAccum(deltas: Iterable<readonly [address: number, delta: bigint]>): void {
    const { addresses, words } = pairsOf(deltas, this.contexts, this.#width);
    scatterPlain(this.#memory.accumulators, addresses, words);
  }

  /**
   * `accum` of `deltas[i]` at `addresses[i]` for each i: of all, or of none. For long arrays; see `batchAccum`.
   *
   * @throws WrongTypeError when one is no such array
   * @throws RejectError `bad_length` when there are not as many deltas as addresses; else, for the first pair that is
   * refused, `address_out_of_range`, else `word_out_of_range`; nothing has changed then
   */
  accumMany(addresses: Uint32Array, deltas: BigUint64Array): void {
    scatter("accumMany", this.#memory.accumulators, addresses, deltas, this.#width);
  }

  /**
   * `accum` of `deltas[i]` at address i for every context: of all, or of none.
   *
   * @param deltas - as many as there are contexts
   * @throws WrongTypeError when it is no BigUint64Array
   * @throws RejectError `bad_length`, else `word_out_of_range`; nothing has changed then
   */
  accumAll(deltas: BigUint64Array): void {
    checkWords("accumAll(deltas)", deltas);
    checkLength("accumAll(deltas)", deltas.length, this.contexts);
    checkFit("accumAll(deltas)", deltas, this.#width);
    xorInto(this.#memory.accumulators, deltas);
  }

  /** The XOR of all states. */
  fold(): bigint {
    return foldWords(this.#memory.words.subarray(0, 2 * this.contexts));
  }

  /** Every address with its state, lowest address first. Each state is read when its turn comes. */
  *entries(): Generator<[address: number, state: bigint], void, undefined> {
    for (let address = 0; address < this.contexts; address++) yield [address, this.read(address)];
  }

  /**
   * The addresses whose state is not zero now, with that state, lowest address first. A context whose state is zero does
   * not show, whatever it has been through.
   */
  snapshot(): Map<number, bigint> {
    const states = new Map<number, bigint>();
    for (let address = 0; address < this.contexts; address++) {
      if ((this.readLo(address) | this.readHi(address)) !== 0) states.set(address, this.read(address));
    }
    return states;
  }
}
