/**
 * Tables: many contexts of one width in one buffer, 16 bytes each.
 *
 * Methods that end in `2`, `Lo` or `Hi` pass a word as two 32-bit halves, without any check and without making a bigint.
 */

import "./endian.ts";
import { checkAddress, checkContexts, isAddress } from "./address.ts";
import { createWords, foldWords, xorInto } from "./bulk.ts";
import { AtomikContext, type ContextOptions } from "./context.ts";
import { checkFit, checkLength, checkWords } from "./kernel/check.ts";
import { scatterPlain } from "./kernel/plain.ts";
import { scatter } from "./kernel/scatter.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { runBatch, type TableStep } from "./table-batch.ts";
import { TableContext } from "./table-context.ts";
import { checkWord, isWord, type Width, type WidthBits, widthOf } from "./word.ts";

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
export class AtomikTable {
  readonly #width: Width;
  // All references, then all accumulators, then the result of the last `swap2` or `exchange2`.
  readonly #words: BigUint64Array<ArrayBuffer>;
  // Views of the parts, so that an unchecked address never reaches the words of another part.
  readonly #references: BigUint64Array<ArrayBuffer>;
  readonly #accumulators: BigUint64Array<ArrayBuffer>;
  readonly #referenceHalves: Int32Array<ArrayBuffer>;
  readonly #accumulatorHalves: Int32Array<ArrayBuffer>;
  readonly #result: Int32Array<ArrayBuffer>;
  /** How many contexts there are. */
  readonly contexts: number;

  /**
   * @param contexts - 0 ≤ contexts ≤ 2^27
   * @throws WrongTypeError when it is no number, `options` no object or the width no number
   * @throws RejectError `bad_length` for another number of contexts, `bad_width` for a width not 8, 16, 32 or 64
   * @throws RangeError when the host has no memory left
   */
  constructor(contexts: number, options: ContextOptions = {}) {
    checkContexts(contexts);
    if (typeof options !== "object" || options === null) {
      throw new WrongTypeError("options", "an object such as { width: 64 }", options);
    }
    this.#width = widthOf(options.width === undefined ? 64 : options.width);
    this.contexts = contexts;
    this.#words = createWords(2 * contexts + 1);
    this.#references = this.#words.subarray(0, contexts);
    this.#accumulators = this.#words.subarray(contexts, 2 * contexts);
    const halves = new Int32Array(this.#words.buffer, this.#words.byteOffset, 4 * contexts + 2);
    this.#referenceHalves = halves.subarray(0, 2 * contexts);
    this.#accumulatorHalves = halves.subarray(2 * contexts, 4 * contexts);
    this.#result = halves.subarray(4 * contexts);
  }

  /** Bits of a word. */
  get width(): WidthBits {
    return this.#width.bits;
  }

  /** Bytes of memory that the contexts take, with what the kernel needs beside them. */
  get byteLength(): number {
    return this.#words.buffer.byteLength;
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

  /** A view of one context. @throws WrongTypeError, RejectError `address_out_of_range` */
  context(address: number): TableContext {
    return new TableContext(this, address);
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
    this.#checkMerge("merge(other)", other.width, this.#references[address]!, other.reference);
    this.#accumulators[address]! ^= other.accumulator;
  }

  /**
   * `merge` of every context with the one at the same address of another table. `other` keeps its own.
   *
   * @param other - a table of as many contexts, the same width and the same references
   * @throws WrongTypeError when it is no table
   * @throws RejectError `bad_length`, else `bad_width`, else `reference_mismatch`; nothing has changed then
   */
  mergeAll(other: AtomikTable): void {
    if (typeof other !== "object" || other === null || !(#words in other)) {
      throw new WrongTypeError("mergeAll(other)", "an AtomikTable", other);
    }
    if (other.contexts !== this.contexts) {
      throw new RejectError("bad_length", "mergeAll(other)", `${this.contexts} contexts`, other.contexts);
    }
    const mine = this.#referenceHalves;
    const theirs = other.#referenceHalves;
    let half = 0;
    while (half < mine.length && mine[half] === theirs[half]) half++;
    const address = half < mine.length ? half >> 1 : 0;
    if (half < mine.length || other.width !== this.width) {
      const label = `mergeAll(other)[${address}]`;
      this.#checkMerge(label, other.width, this.#references[address]!, other.#references[address]!);
    }
    xorInto(this.#accumulators, other.#accumulators);
  }

  #checkMerge(label: string, width: WidthBits, reference: bigint, other: bigint): void {
    if (width !== this.width)
      throw new RejectError("bad_width", label, `a width of ${this.width} bits`, width);
    if (other !== reference) {
      throw new RejectError("reference_mismatch", label, `reference 0x${reference.toString(16)}`, other);
    }
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

  /**
   * `accum` of each pair of address and delta, such as the entries of a Map: of all, or of none. An address may come more
   * than once.
   *
   * @throws WrongTypeError, RejectError `address_out_of_range`, else `word_out_of_range`, for the first pair that is
   * refused; nothing has changed then
   */
  batchAccum(deltas: Iterable<readonly [address: number, delta: bigint]>): void {
    if (typeof (deltas as Partial<typeof deltas> | null | undefined)?.[Symbol.iterator] !== "function") {
      throw new WrongTypeError("batchAccum(deltas)", "an iterable of [address, delta]", deltas);
    }
    const pairs = Array.from(deltas);
    const addresses = new Uint32Array(pairs.length);
    const words = new BigUint64Array(pairs.length);
    for (let i = 0; i < pairs.length; i++) {
      const pair = pairs[i];
      if (!Array.isArray(pair)) {
        throw new WrongTypeError(`batchAccum(deltas)[${i}]`, "an array [address, delta]", pair);
      }
      const [address, delta] = pair as unknown as [number, bigint];
      // Asked before checked, because making the labels takes longer than the check.
      if (!isAddress(address, this.contexts) || !isWord(delta, this.#width)) {
        checkAddress(`batchAccum(deltas)[${i}] address`, address, this.contexts);
        checkWord(`batchAccum(deltas)[${i}] delta`, delta, this.#width);
      }
      addresses[i] = address;
      words[i] = delta;
    }
    scatterPlain(this.#accumulators, addresses, words);
  }

  /**
   * `accum` of `deltas[i]` at `addresses[i]` for each i: of all, or of none. For long arrays; see `batchAccum`.
   *
   * @throws WrongTypeError when one is no such array
   * @throws RejectError `bad_length` when there are not as many deltas as addresses; else, for the first pair that is
   * refused, `address_out_of_range`, else `word_out_of_range`; nothing has changed then
   */
  accumMany(addresses: Uint32Array, deltas: BigUint64Array): void {
    scatter("accumMany", this.#accumulators, addresses, deltas, this.#width);
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
    xorInto(this.#accumulators, deltas);
  }

  /** The XOR of all states. */
  fold(): bigint {
    return foldWords(this.#words.subarray(0, 2 * this.contexts));
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

  /** Whether two halves make a word of this width. The calls below do not ask, nor for the address. */
  fits2(lo: number, hi: number): boolean {
    return ((lo & this.#width.outsideLo) | (hi & this.#width.outsideHi)) === 0;
  }

  /**
   * `accum` without a check: the delta counts modulo 2^64. For widths see `load2`.
   *
   * @throws TypeError when the delta is no bigint, or the address none of this table; the text is the host's
   */
  accumUnchecked(address: number, delta: bigint): void {
    this.#accumulators[address]! ^= delta;
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
