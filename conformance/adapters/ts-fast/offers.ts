/**
 * What the TypeScript product offers beside contexts, through its unchecked methods, its calls for whole arrays and arrays
 * that begin at any byte. The callers of unchecked methods check first; so does this one.
 */

import type { AtomikTable } from "../../../ts/src/table.ts";
import type { Width } from "../../protocol/protocol.ts";
import type { Cell, Codec, Offers, OpAt, Table } from "../offers.ts";
import { changed, checkedOffers, stepsOf } from "../ts/offers.ts";
import type { Product } from "../ts/product.ts";
import { byHalves, foldTree, keyedTree } from "../ts/trees.ts";

/** The unchecked methods of a product. */
export function fastOffers(product: Product): Offers {
  const { counter, message, frame } = checkedOffers(product);
  return {
    counter: (width) => signedCounter(product, width, counter!(width)),
    table: (width, contexts) => fastTable(product, new product.AtomikTable(contexts, { width })),
    message: elsewhere(message!),
    frame: elsewhere(frame!),
    fold(width, bytes, change) {
      // With zeros in front or behind, which count for nothing: so many that words go through the kernel; and from an odd
      // address on.
      const front = bytes.length % 2 === 0 ? 0 : ZEROS;
      const buffer = new Uint8Array(bytes.length + ZEROS + 3).subarray(3);
      buffer.set(bytes, front);
      const print = new product.Fingerprint({ width });
      const digest = print.update(buffer);
      if (change === null) return { digest, after: null };
      const offset = front + change.offset;
      return { digest, after: print.accumulateDelta(offset, ...changed(buffer, offset, change.xor)) };
    },
    tree: (width, given) =>
      given.keys === null
        ? foldTree(product, width, given, byHalves)
        : keyedTree(product, given.keys, given, byHalves),
    keyed(keys, words, change) {
      const digest = new product.Digest(new product.DigestKeys(BigUint64Array.from(keys)), { chunkWords: 1 });
      const halves = new Int32Array(BigUint64Array.from(words).buffer);
      for (let i = 0; i < words.length; i++) digest.accum2(i, halves[2 * i]!, halves[2 * i + 1]!);
      const before = digest.value;
      if (change === null) return { digest: before, after: null };
      // With a few bytes around that do not change.
      const around = new Uint8Array(digest.maxBytes);
      around.set(new Uint8Array(BigUint64Array.of(change.xor).buffer), 8 * change.index);
      const from = Math.max(0, 8 * change.index - 3);
      const bytes = around.subarray(from, 8 * change.index + 11);
      return { digest: before, after: digest.accumulateDelta(from, new Uint8Array(bytes.length), bytes) };
    },
  };
}

/** Bytes of zeros around a buffer. */
const ZEROS = 4096;

/** A refusal as the product throws it. */
function refuse(code: string): never {
  throw Object.assign(new Error(code), { code });
}

/** A counter whose deltas are given with a sign. */
function signedCounter({ AtomikCounter }: Product, width: Width, _: Cell): Cell {
  const counter = new AtomikCounter({ width });
  const signed = (word: bigint): bigint => {
    if (word >= 1n << BigInt(width)) refuse("word_out_of_range");
    return BigInt.asIntN(width, word);
  };
  return {
    words: () => [counter.reference, counter.accumulator],
    run(op, { word = 0n, other_reference = 0n, other_accumulator = 0n }) {
      switch (op) {
        case "accum":
          counter.accumSigned(signed(word));
          return null;
        case "load":
        case "rollback":
          counter[op](word);
          return null;
        case "read":
          return BigInt.asUintN(width, counter.readSigned());
        case "swap":
          return counter.swap();
        case "exchange":
          return counter.exchange(word);
        default: {
          const other = new AtomikCounter({ width });
          other.load(other_reference);
          other.accumSigned(signed(other_accumulator));
          counter.merge(other);
          return null;
        }
      }
    },
  };
}

function fastTable(product: Product, table: AtomikTable): Table {
  const scratch = new BigUint64Array(1);
  const halves = new Int32Array(scratch.buffer);
  const pair = (low: number, high: number): bigint => {
    halves[0] = low;
    halves[1] = high;
    return scratch[0]!;
  };
  const addresses = Array.from({ length: table.contexts }, (_, address) => address);
  const run = ({ op, address, operands }: OpAt): bigint | null => {
    const at = Number(address);
    if (at >= table.contexts) refuse("address_out_of_range");
    scratch[0] = operands.word ?? 0n;
    const [lo, hi] = [halves[0]!, halves[1]!];
    if (!table.fits2(lo, hi)) refuse("word_out_of_range");
    switch (op) {
      case "load":
        table.load2(at, lo, hi);
        return null;
      case "accum":
      case "rollback":
        table.accum2(at, lo, hi);
        return null;
      case "read":
        return pair(table.readLo(at), table.readHi(at));
      case "swap":
        table.swap2(at);
        return pair(table.resultLo(), table.resultHi());
      case "exchange":
        table.exchange2(at, lo, hi);
        return pair(table.resultLo(), table.resultHi());
      default: {
        // As one table into another one, which is the same at all other addresses.
        const other = new product.AtomikTable(table.contexts, { width: table.width });
        for (const place of addresses) other.load(place, table.reference(place));
        other.load(at, operands.other_reference!);
        other.accum(at, operands.other_accumulator!);
        table.mergeAll(other);
        return null;
      }
    }
  };
  return {
    run,
    batch(ops) {
      if (ops.length === 0 || ops.some(({ op }) => op !== "accum")) {
        return table.batch(stepsOf(product, table, ops));
      }
      // Deltas alone. An address of more than 32 bits does not fit an array: the pairs before it come first.
      const pairs = ops.map(({ address, operands }) => [Number(address), operands.word!] as const);
      if (ops.some(({ address }) => address >> 32n !== 0n)) table.batchAccum(pairs);
      else {
        const [at, deltas] = [pairs.map(([one]) => one), pairs.map(([, delta]) => delta)];
        table.accumMany(Uint32Array.from(at), BigUint64Array.from(deltas));
      }
      return ops.map(() => null);
    },
    entries: () => addresses.map((at) => [at, pair(table.readLo(at), table.readHi(at))] as const),
    snapshot: () => table.snapshot(),
    words: () => addresses.map((at) => [table.reference(at), table.accumulator(at)] as const),
  };
}

/** A codec that finds its bytes in the midst of others. */
function elsewhere<T>({ encode, decode }: Codec<T>): Codec<T> {
  return {
    encode,
    decode(bytes) {
      const around = new Uint8Array(bytes.length + 16).fill(0xa5);
      around.set(bytes, 5);
      return decode(around.subarray(5, 5 + bytes.length));
    },
  };
}
