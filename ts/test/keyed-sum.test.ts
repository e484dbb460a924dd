/** Keyed sums by the kernel and in plain JavaScript: the same, and each over the vectors that Lean wrote. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Products } from "../src/digest/field.ts";
import { keyedSum } from "../src/kernel/keyed-sum.ts";
import { checked } from "./seed.ts";

const VECTORS = fileURLToPath(new URL("../../conformance/vectors/digest/", import.meta.url));
const files = globSync("**/keyed*.json", { cwd: VECTORS }).sort();

/** Halves of words that differ from each other in many bits. */
function noise(words: number, seed: number): Int32Array {
  return Int32Array.from({ length: 2 * words }, (_, i) => Math.imul(i + seed, 0x9e3779b1) ^ (i * seed));
}

function plain(keys: Int32Array, key: number, words: Int32Array, count: number): bigint {
  const products = new Products();
  products.sum(keys, key, words, count);
  return (BigInt(products.hi) << 32n) | BigInt(products.lo >>> 0);
}

describe("the kernel", () => {
  // Longest first, so that what is left of a longer one would show; around the length of a piece, and beyond it.
  it.each([2500, 2049, 2048, 1025, 1024, 1023, 100, 9, 8, 3, 2, 1, 0])("sums %i products", (count) => {
    const [keys, words] = [noise(count + 5, 3), noise(count, 7)];
    for (const key of [0, 1, 5])
      expect(keyedSum(keys, key, words, count)).toBe(plain(keys, key, words, count));
  });

  it("has all carries fall into the holes", () => {
    for (const count of [1, 2, 1024]) {
      const ones = new Int32Array(2 * count).fill(-1);
      expect(keyedSum(ones, 0, ones, count)).toBe(plain(ones, 0, ones, count));
    }
  });

  it("multiplies any two words", () => {
    const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    checked(
      fc.property(word, word, (a, b) => {
        const [one, two] = [a, b].map((w) => new Int32Array(BigUint64Array.of(w).buffer)) as [
          Int32Array,
          Int32Array,
        ];
        expect(keyedSum(one, 0, two, 1)).toBe(plain(one, 0, two, 1));
      }),
    );
  });
});

describe.each([
  ["by the kernel", WebAssembly],
  ["without a kernel", undefined],
])("the vectors of digests %s", (_, host) => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each(files)("%s", async (file) => {
    vi.resetModules();
    vi.stubGlobal("WebAssembly", host);
    const { runVectors } = await import("../src/vectors.ts");
    const { keyedSum: sum } = await import("../src/kernel/keyed-sum.ts");
    const { passed, failures, skipped } = runVectors(JSON.parse(readFileSync(VECTORS + file, "utf8")));
    expect([failures, skipped]).toEqual([[], []]);
    expect(passed).toBeGreaterThan(0);
    expect(sum(new Int32Array(2), 0, new Int32Array(2), 1) === null).toBe(host === undefined);
  });
});
