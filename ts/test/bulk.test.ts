import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createWords, foldWords, KERNEL_WORDS, scatterInto, xorInto } from "../src/bulk.ts";
import { foldPlain, xorPlain } from "../src/kernel/plain.ts";
import { foldKernel, hasKernel, inKernel, wordsInKernel, xorKernel } from "../src/kernel/words.ts";
import { AtomikTable } from "../src/table.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";

const LONGEST = 600;
/** Words of no pattern, from a multiplicative generator; the same for the same seed. */
function noise(length: number, seed: bigint): bigint[] {
  let word = seed;
  return Array.from({ length }, () => {
    word = BigInt.asUintN(64, word * 6364136223846793005n + 1442695040888963407n);
    return word ^ (word >> 29n);
  });
}

const serialFold = (words: Iterable<bigint>): bigint => [...words].reduce((fold, word) => fold ^ word, 0n);

/** A place for words: memory of the kernel, an ordinary buffer or a shared one. */
type Place = (length: number) => BigUint64Array;
const own: Place = (length) => wordsInKernel(length)!;
const ordinary: Place = (length) => new BigUint64Array(length);
const shared: Place = (length) => new BigUint64Array(new SharedArrayBuffer(8 * length));

const folds: readonly [string, (words: BigUint64Array) => bigint, Place][] = [
  ["plain", foldPlain, ordinary],
  ["the kernel, in place", foldKernel, own],
  ["the kernel, copied", foldKernel, ordinary],
  ["the kernel, copied from shared memory", foldKernel, shared],
  ["the one chosen", foldWords, ordinary],
];
const xors: readonly [string, (target: BigUint64Array, source: BigUint64Array) => void, Place, Place][] = [
  ["plain", xorPlain, ordinary, ordinary],
  ["the kernel, source copied", xorKernel, own, ordinary],
  ["the kernel, source in another kernel's memory", xorKernel, own, own],
  ["the kernel, source in shared memory", xorKernel, own, shared],
  ["the one chosen", xorInto, own, ordinary],
];

it("this host runs the kernel", () => {
  expect(hasKernel()).toBe(true);
});

describe.each(folds)("fold, %s", (_, fold, place) => {
  it("is the XOR of all words, for all lengths and offsets", () => {
    const words = place(LONGEST + 4);
    words.set(noise(words.length, 1n));
    for (const offset of [0, 1, 2, 3]) {
      let expected = 0n;
      for (let length = 0; length <= LONGEST; length++) {
        expect({ length, fold: fold(words.subarray(offset, offset + length)) }).toEqual({
          length,
          fold: expected,
        });
        expected ^= words[offset + length]!;
      }
    }
  });

  it("is right for arrays longer than a piece, and sees every word", () => {
    for (const length of [2047, 2048, 2049, 4096, 5000, 10_001, 32_767, 32_768, 32_769, 33_000, 70_001]) {
      const words = place(length);
      words.set(noise(length, 2n));
      const before = fold(words);
      expect(before).toBe(serialFold(words));
      for (const at of [
        0,
        1,
        length >> 2,
        length >> 1,
        3 * (length >> 2),
        length - 33,
        length - 2,
        length - 1,
      ]) {
        words[at]! ^= 1n << 63n;
        expect(fold(words)).toBe(before ^ (1n << 63n));
        words[at]! ^= 1n << 63n;
      }
    }
  });

  it("is right for any words", () => {
    checked(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { maxLength: 40 }), (values) => {
        const words = ordinary(values.length);
        words.set(values);
        expect(fold(words)).toBe(serialFold(values));
      }),
    );
  });
});

describe.each(xors)("xor-into, %s", (_, xor, targets, sources) => {
  it("is the XOR word by word, for all lengths, and leaves the words around alone", () => {
    const [first, second] = [noise(LONGEST + 4, 3n), noise(LONGEST + 4, 4n)];
    const [target, source] = [targets(LONGEST + 4), sources(LONGEST + 4)];
    source.set(second);
    // Longest first, so that what is left of a longer source would show.
    for (let length = LONGEST; length >= 0; length--) {
      const [into, from] = [length % 4, (length >> 2) % 4];
      target.set(first);
      xor(target.subarray(into, into + length), source.subarray(from, from + length));
      const expected = first.map((word, i) =>
        i >= into && i < into + length ? word ^ second[i - into + from]! : word,
      );
      if (target.some((word, i) => word !== expected[i])) expect([...target]).toEqual(expected);
    }
    expect([...source]).toEqual(second);
  });

  it("is right for arrays longer than a piece", () => {
    for (const length of [2047, 2048, 2049, 5000]) {
      const [target, source] = [targets(length), sources(length)];
      target.set(noise(length, 5n));
      source.set(noise(length, 6n));
      const expected = [...target].map((word, i) => word ^ source[i]!);
      xor(target, source);
      expect([...target]).toEqual(expected);
    }
  });

  it("of an array with itself is zero", () => {
    const target = targets(300);
    target.set(noise(300, 7n));
    xor(target, target);
    expect(serialFold(target.map((word) => (word === 0n ? 0n : 1n)))).toBe(0n);
    expect(target.every((word) => word === 0n)).toBe(true);
  });
});

describe("xorInto", () => {
  it("reads a source that overlaps the target as it was before the call", () => {
    for (const place of [own, ordinary]) {
      for (const length of [2, 10, KERNEL_WORDS, 400]) {
        for (const step of [1, 2, 7]) {
          for (const [into, from] of [
            [0, step],
            [step, 0],
          ] as const) {
            // biome-ignore format: a table
            const words = place(length + step);
            words.set(noise(length + step, 8n));
            const before = [...words];
            xorInto(words.subarray(into, into + length), words.subarray(from, from + length));
            const expected = before.map((word, i) =>
              i >= into && i < into + length ? word ^ before[i - into + from]! : word,
            );
            expect([...words]).toEqual(expected);
          }
        }
      }
    }
  });

  it("refuses other lengths and other types", () => {
    const target = BigUint64Array.of(1n, 2n);
    const look = () => [...target];
    refuses("bad_length", () => xorInto(target, new BigUint64Array(3)), look);
    for (const bad of [[1n, 2n], new BigInt64Array(2), new Float64Array(2), null, undefined]) {
      refuses("wrong_type", () => xorInto(target, bad as never), look);
      refuses("wrong_type", () => xorInto(bad as never, target), look);
      refuses("wrong_type", () => foldWords(bad as never), look);
    }
  });
});

describe("scatterInto", () => {
  const pairs = fc.array(fc.tuple(fc.nat(9), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), { maxLength: 50 });

  it("does one delta after the other", () => {
    checked(
      fc.property(pairs, (pairs) => {
        const target = BigUint64Array.from(noise(10, 9n));
        const expected = [...target];
        for (const [at, delta] of pairs) expected[at]! ^= delta;
        const deltas = BigUint64Array.from(pairs.map(([, delta]) => delta));
        scatterInto(target, Uint32Array.from(pairs.map(([at]) => at)), deltas);
        expect([...target]).toEqual(expected);
      }),
    );
  });

  it("takes what the arrays held before the call where they share memory", () => {
    const target = BigUint64Array.of(1n, 2n, 4n);
    scatterInto(target, Uint32Array.of(1, 2), target.subarray(0, 2));
    expect([...target]).toEqual([1n, 3n, 6n]);
    target.set([2n << 32n, 3n, 6n]);
    scatterInto(target, new Uint32Array(target.buffer, 0, 2), BigUint64Array.of(1n << 32n, 8n));
    expect([...target]).toEqual([3n << 32n, 3n, 14n]);
  });

  it("refuses, and changes nothing", () => {
    const target = BigUint64Array.of(1n, 2n, 4n);
    const look = () => [...target];
    refuses(
      "address_out_of_range",
      () => scatterInto(target, Uint32Array.of(0, 3), BigUint64Array.of(1n, 1n)),
      look,
    );
    refuses("bad_length", () => scatterInto(target, Uint32Array.of(0, 3), BigUint64Array.of(1n)), look);
    refuses("wrong_type", () => scatterInto(target, [0] as never, BigUint64Array.of(1n)), look);
    refuses("wrong_type", () => scatterInto(target, Uint32Array.of(0), [1n] as never), look);
    refuses("wrong_type", () => scatterInto([0n] as never, Uint32Array.of(0), BigUint64Array.of(1n)), look);
  });
});

describe("createWords", () => {
  it("gives zeros, in the kernel's memory when they are many", () => {
    for (const length of [0, 1, 8191, 8192, 20_000]) {
      const words = createWords(length);
      expect([words.length, foldWords(words), inKernel(words)]).toEqual([length, 0n, length >= 8192]);
    }
  });

  it("refuses another length", () => {
    for (const length of [-1, 0.5, Number.NaN, 2 ** 28 + 1])
      refuses(
        "bad_length",
        () => createWords(length),
        () => 0,
      );
    for (const length of ["1", 1n, null])
      refuses(
        "wrong_type",
        () => createWords(length as never),
        () => 0,
      );
  });
});

describe("a host without the kernel", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  class Forbidden {
    constructor() {
      throw new Error("forbidden");
    }
  }
  it.each([
    ["no WebAssembly", undefined],
    ["no leave to compile", { ...Object(WebAssembly), Module: Forbidden }],
    ["no memory", { Module: WebAssembly.Module, Instance: WebAssembly.Instance, Memory: Forbidden }],
  ])("does the same in plain JavaScript: %s", async (_, host) => {
    vi.resetModules();
    vi.stubGlobal("WebAssembly", host);
    const bulk = await import("../src/bulk.ts");
    const { hasKernel, inKernel } = await import("../src/kernel/words.ts");
    const target = bulk.createWords(9000);
    target.set(noise(9000, 10n));
    const expected = serialFold(target);
    expect([hasKernel(), inKernel(target), bulk.foldWords(target)]).toEqual([false, false, expected]);
    bulk.xorInto(target, BigUint64Array.from(target));
    expect(bulk.foldWords(target)).toBe(0n);
  });
});

describe.each([8, 16, 32, 64] as const)("a table of %i bits in bulk", (width) => {
  // As many contexts as to live in the kernel's memory, and a few.
  it.each([3, 5000])("does to %i contexts what single ops do", (contexts) => {
    const mask = 2n ** BigInt(width) - 1n;
    const deltas = BigUint64Array.from(noise(contexts, 11n), (word) => word & mask);
    const addresses = Uint32Array.from(noise(contexts, 12n), (word) => Number(word % BigInt(contexts)));
    const [bulk, other, single] = [1, 2, 3].map(() => new AtomikTable(contexts, { width })) as [
      AtomikTable,
      AtomikTable,
      AtomikTable,
    ];
    bulk.accumAll(deltas);
    other.accumMany(addresses, deltas);
    bulk.mergeAll(other);
    for (let i = 0; i < contexts; i++) {
      single.accum(i, deltas[i]!);
      single.accum(addresses[i]!, deltas[i]!);
    }
    expect([...bulk.entries()]).toEqual([...single.entries()]);
    expect(bulk.fold()).toBe(serialFold([...single.entries()].map(([, state]) => state)));
  });

  it("refuses, and changes nothing", () => {
    const table = new AtomikTable(3, { width });
    table.load(2, 9n);
    table.accum(1, 5n);
    const look = () => [...table.entries()];
    const one = BigUint64Array.of(1n, 1n, 1n);
    refuses("bad_length", () => table.accumAll(one.subarray(1)), look);
    refuses("wrong_type", () => table.accumAll([1n, 1n, 1n] as never), look);
    refuses("address_out_of_range", () => table.accumMany(Uint32Array.of(0, 1, 3), one), look);
    refuses("bad_length", () => table.accumMany(Uint32Array.of(0, 1), one), look);
    refuses("wrong_type", () => table.accumMany([0, 1, 2] as never, one), look);
    refuses("reference_mismatch", () => table.mergeAll(new AtomikTable(3, { width })), look);
    refuses("bad_length", () => table.mergeAll(new AtomikTable(2, { width })), look);
    refuses("bad_width", () => table.mergeAll(new AtomikTable(3, { width: width === 8 ? 16 : 8 })), look);
    refuses("wrong_type", () => table.mergeAll(Object.create(AtomikTable.prototype)), look);
    if (width === 64) return;
    const wide = BigUint64Array.of(1n, 1n << BigInt(width), 1n);
    refuses("word_out_of_range", () => table.accumAll(wide), look);
    refuses("word_out_of_range", () => table.accumMany(Uint32Array.of(0, 1, 7), wide), look);
    refuses("address_out_of_range", () => table.accumMany(Uint32Array.of(0, 7, 1), wide), look);
  });
});
