import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AtomikContext } from "../src/context.ts";
import { checked } from "./seed.ts";

const lo = (word: bigint): number => Number(BigInt.asIntN(32, word));
const hi = (word: bigint): number => Number(BigInt.asIntN(32, word >> 32n));
const joined = (low: number, high: number): bigint =>
  (BigInt.asUintN(32, BigInt(high)) << 32n) | BigInt.asUintN(32, BigInt(low));

const anyWidth = fc.constantFrom(8, 16, 32, 64);
const halfOps = ["load", "accum", "rollback", "exchange", "swap"] as const;
const program = anyWidth.chain((width) =>
  fc.record({
    width: fc.constant(width),
    ops: fc.array(
      fc.record({
        op: fc.constantFrom(...halfOps),
        word: fc.oneof(
          fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n }),
          fc.constantFrom(0n, 1n, 128n),
        ),
      }),
      { maxLength: 12 },
    ),
  }),
);

/** Runs one op by bigints and by halves, and returns both results. */
function both(op: (typeof halfOps)[number], word: bigint, byWord: AtomikContext, byHalf: AtomikContext) {
  switch (op) {
    case "swap":
      byHalf.swap2();
      return [byWord.swap(), joined(byHalf.resultLo(), byHalf.resultHi())];
    case "exchange":
      byHalf.exchange2(lo(word), hi(word));
      return [byWord.exchange(word), joined(byHalf.resultLo(), byHalf.resultHi())];
    default:
      byWord[op](word);
      byHalf[`${op}2`](lo(word), hi(word));
      return [0n, 0n];
  }
}

describe("the path of halves", () => {
  it("does what the path of bigints does, at every width", () => {
    checked(
      fc.property(program, ({ width, ops }) => {
        const byWord = new AtomikContext({ width });
        const byHalf = new AtomikContext({ width });
        for (const { op, word } of ops) {
          const [expected, got] = both(op, word, byWord, byHalf);
          expect(got).toBe(expected);
          expect(byHalf.reference).toBe(byWord.reference);
          expect(byHalf.accumulator).toBe(byWord.accumulator);
          expect(joined(byHalf.readLo(), byHalf.readHi())).toBe(byWord.read());
          expect(joined(byHalf.referenceLo(), byHalf.referenceHi())).toBe(byWord.reference);
          expect(joined(byHalf.accumulatorLo(), byHalf.accumulatorHi())).toBe(byWord.accumulator);
        }
      }),
      500,
    );
  });

  it("takes signed and unsigned halves alike", () => {
    checked(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (word) => {
        const [signed, unsigned] = [new AtomikContext(), new AtomikContext()];
        signed.accum2(lo(word), hi(word));
        unsigned.accum2(lo(word) >>> 0, hi(word) >>> 0);
        expect(signed.accumulator).toBe(word);
        expect(unsigned.accumulator).toBe(word);
        expect(unsigned.fits2(lo(word) >>> 0, hi(word) >>> 0)).toBe(true);
      }),
    );
  });

  it("tells by fits2 exactly what the path of bigints accepts", () => {
    const near = fc.tuple(fc.constantFrom(0n, 7n, 8n, 15n, 16n, 31n, 32n, 63n), fc.constantFrom(-1n, 0n, 1n));
    const word = fc.oneof(
      fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      near.map(([bit, step]) => BigInt.asUintN(64, (1n << bit) + step)),
    );
    checked(
      fc.property(anyWidth, word, (width, value) => {
        const context = new AtomikContext({ width });
        expect(context.fits2(lo(value), hi(value))).toBe(value < 1n << BigInt(width));
      }),
      1000,
    );
  });
});

describe("results of halves", () => {
  it("are zero before the first swap2 or exchange2", () => {
    const context = new AtomikContext();
    context.load2(-1, -1);
    expect([context.resultLo(), context.resultHi()]).toEqual([0, 0]);
  });
});
