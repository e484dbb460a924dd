import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AtomikContext } from "../src/context.ts";
import { RejectError, WrongTypeError } from "../src/reject.ts";
import type { WidthBits } from "../src/word.ts";
import { checked } from "./seed.ts";

const widths: readonly WidthBits[] = [8, 16, 32, 64];
const anyWidth = fc.constantFrom(...widths);
const max = (width: WidthBits): bigint => (1n << BigInt(width)) - 1n;
const word = (width: WidthBits): fc.Arbitrary<bigint> =>
  fc.oneof(fc.bigInt({ min: 0n, max: max(width) }), fc.constantFrom(0n, 1n, max(width), max(width) - 1n));
const outside = (width: WidthBits): fc.Arbitrary<bigint> =>
  fc.oneof(
    fc.bigInt({ min: max(width) + 1n, max: 1n << 200n }),
    fc.bigInt({ min: -(1n << 200n), max: -1n }),
    fc.constantFrom(max(width) + 1n, -1n, -max(width), 1n << 64n, -(1n << 63n), (1n << 64n) + 1n),
  );
const noBigint = fc.anything().filter((value) => typeof value !== "bigint");

/** A width, and a context of it with a reference and an accumulator. */
const used = anyWidth.chain((width) =>
  fc.record({ width: fc.constant(width), reference: word(width), accumulator: word(width) }),
);

type Used = typeof used extends fc.Arbitrary<infer T> ? T : never;

function contextOf({ width, reference, accumulator }: Used): AtomikContext {
  const context = new AtomikContext({ width });
  context.load(reference);
  context.accum(accumulator);
  return context;
}

/** Calls, expects an error of the class with the code, and expects the words of the context to be as they were. */
function refuses(
  context: AtomikContext,
  call: () => unknown,
  kind: new (...args: never) => Error,
  code: string,
) {
  const before = [context.reference, context.accumulator, context.resultLo(), context.resultHi()];
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(kind);
  expect(caught).toHaveProperty("code", code);
  expect((caught as Error).message).toMatch(/^.+: expected .+, got .+$/s);
  expect([context.reference, context.accumulator, context.resultLo(), context.resultHi()]).toEqual(before);
}

const takesWord = ["load", "accum", "rollback", "exchange"] as const;

describe.each(takesWord)("%s", (op) => {
  it("refuses what is no bigint with a TypeError and changes nothing", () => {
    checked(
      fc.property(used, noBigint, (start, value) => {
        const context = contextOf(start);
        refuses(context, () => context[op](value as never), WrongTypeError, "wrong_type");
        refuses(context, () => context[op](value as never), TypeError, "wrong_type");
      }),
    );
  });

  it("refuses a word out of range with a RangeError and changes nothing", () => {
    checked(
      fc.property(
        used.chain((start) => fc.tuple(fc.constant(start), outside(start.width))),
        ([start, value]) => {
          const context = contextOf(start);
          refuses(context, () => context[op](value), RejectError, "word_out_of_range");
          refuses(context, () => context[op](value), RangeError, "word_out_of_range");
        },
      ),
    );
  });

  it("accepts the smallest and the largest word of each width", () => {
    for (const width of widths) {
      for (const value of [0n, max(width)]) {
        const context = new AtomikContext({ width });
        context[op](value);
        expect(context.read()).toBe(value);
      }
    }
  });
});

describe("merge", () => {
  it("takes the deltas of the other and leaves the other alone", () => {
    checked(
      fc.property(
        used.chain((start) => fc.tuple(fc.constant(start), word(start.width))),
        ([start, delta]) => {
          const [context, other] = [contextOf(start), contextOf({ ...start, accumulator: delta })];
          context.merge(other);
          expect([context.reference, context.accumulator]).toEqual([
            start.reference,
            start.accumulator ^ delta,
          ]);
          expect([other.reference, other.accumulator]).toEqual([start.reference, delta]);
        },
      ),
    );
  });

  it("refuses what is no context, even one that looks like it", () => {
    const fake = Object.create(AtomikContext.prototype) as AtomikContext;
    checked(
      fc.property(used, fc.oneof(fc.anything(), fc.constant(fake)), (start, value) => {
        const context = contextOf(start);
        refuses(context, () => context.merge(value as never), WrongTypeError, "wrong_type");
        refuses(context, () => context.canMerge(value as never), WrongTypeError, "wrong_type");
      }),
    );
  });

  it("refuses another width before another reference, and another reference", () => {
    checked(
      fc.property(used, used, (one, two) => {
        const [context, other] = [contextOf(one), contextOf(two)];
        const code =
          one.width !== two.width ? "bad_width" : one.reference !== two.reference ? "reference_mismatch" : "";
        expect(context.canMerge(other)).toBe(code === "");
        if (code !== "") refuses(context, () => context.merge(other), RejectError, code);
        expect([other.reference, other.accumulator]).toEqual([two.reference, two.accumulator]);
      }),
    );
  });

  it("looks at both halves of the reference", () => {
    for (const bit of [0n, 31n, 32n, 63n]) {
      const [context, other] = [new AtomikContext(), new AtomikContext()];
      other.load(1n << bit);
      refuses(context, () => context.merge(other), RejectError, "reference_mismatch");
    }
  });

  it("of a context with itself cancels its deltas", () => {
    const context = contextOf({ width: 64, reference: 5n, accumulator: 6n });
    context.merge(context);
    expect([context.reference, context.accumulator]).toEqual([5n, 0n]);
  });
});

describe("a new context", () => {
  it("has 64 bits unless told, and both words zero", () => {
    for (const context of [new AtomikContext(), new AtomikContext({}), new AtomikContext({ width: 64 })]) {
      expect([context.width, context.reference, context.accumulator, context.isClean]).toEqual([
        64,
        0n,
        0n,
        true,
      ]);
    }
  });

  it("has the width asked for", () => {
    for (const width of widths) expect(new AtomikContext({ width }).width).toBe(width);
  });

  it("is refused for another width", () => {
    const make = (width: unknown) => () => new AtomikContext({ width: width as WidthBits });
    const any = new AtomikContext();
    for (const width of [0, 1, 7, 63, 65, 128, -8, 8.5, Number.NaN])
      refuses(any, make(width), RejectError, "bad_width");
    for (const width of ["64", 64n, null, {}]) refuses(any, make(width), WrongTypeError, "wrong_type");
    for (const options of [64, null, "64"]) {
      refuses(any, () => new AtomikContext(options as never), WrongTypeError, "wrong_type");
    }
  });
});

describe("isClean", () => {
  it("is whether the accumulator is zero, in both halves", () => {
    for (const bit of [0n, 31n, 32n, 63n]) {
      const context = new AtomikContext();
      context.accum(1n << bit);
      expect(context.isClean).toBe(false);
      context.rollback(1n << bit);
      expect(context.isClean).toBe(true);
    }
  });
});

describe("an error's text", () => {
  it("cuts long numbers", () => {
    expect(() => new AtomikContext().accum(1n << 100_000n)).toThrow(
      /^accum\(delta\): expected .*, got 0x10{39}…$/,
    );
  });
});
