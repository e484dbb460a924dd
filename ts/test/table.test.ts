import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AtomikContext } from "../src/context.ts";
import { AtomikTable } from "../src/table.ts";
import { TableContext } from "../src/table-context.ts";
import type { WidthBits } from "../src/word.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";

const CONTEXTS = 5;
const widths: readonly WidthBits[] = [8, 16, 32, 64];
const anyWidth = fc.constantFrom(...widths);
const wordOf = (width: WidthBits): fc.Arbitrary<bigint> =>
  fc.oneof(
    fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n }),
    fc.constantFrom(0n, 1n, 1n << BigInt(width - 1)),
  );
const address = fc.nat(CONTEXTS - 1);
const outside = fc.constantFrom(
  -1,
  CONTEXTS,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  0.5,
  Number.NaN,
  Infinity,
  -Infinity,
);
const noNumber = fc.anything().filter((value) => typeof value !== "number");
const lo = (word: bigint): number => Number(BigInt.asIntN(32, word));
const hi = (word: bigint): number => Number(BigInt.asIntN(32, word >> 32n));

const ops = ["load", "accum", "rollback", "exchange", "swap", "read", "merge"] as const;
const programs = anyWidth.chain((width) =>
  fc.record({
    width: fc.constant(width),
    steps: fc.array(
      fc.record({ op: fc.constantFrom(...ops), address, word: wordOf(width), other: address }),
      {
        maxLength: 30,
      },
    ),
  }),
);

/** Reference and accumulator of every context. */
const look = (table: AtomikTable): unknown =>
  Array.from({ length: table.contexts }, (_, i) => [table.reference(i), table.accumulator(i)]);

/** A table in which every context has a reference and an accumulator. */
function used(width: WidthBits = 64): AtomikTable {
  const table = new AtomikTable(CONTEXTS, { width });
  for (let i = 0; i < CONTEXTS; i++) {
    table.load(i, BigInt(3 * i));
    table.accum(i, BigInt(7 * i + 1));
  }
  return table;
}

/** Runs an op; a merge takes another context of the same holder. */
function run(
  op: (typeof ops)[number],
  word: bigint,
  on: AtomikContext | TableContext,
  other: typeof on,
): unknown {
  if (op === "merge") {
    try {
      return on.merge(other as never);
    } catch (error) {
      return (error as { code: string }).code;
    }
  }
  return op === "read" || op === "swap" ? on[op]() : on[op](word);
}

describe("a table", () => {
  it("does at each address what a context alone does, and nothing at the others", () => {
    checked(
      fc.property(programs, ({ width, steps }) => {
        const table = new AtomikTable(CONTEXTS, { width });
        const alone = Array.from({ length: CONTEXTS }, () => new AtomikContext({ width }));
        for (const { op, address, word, other } of steps) {
          const got = run(op, word, table.context(address), table.context(other));
          expect(got).toEqual(run(op, word, alone[address]!, alone[other]!));
          expect(look(table)).toEqual(alone.map(({ reference, accumulator }) => [reference, accumulator]));
          const states = alone.map((context, i) => [i, context.read()] as const);
          expect([...table.entries()]).toEqual(states);
          expect([...table.snapshot()]).toEqual(states.filter(([, state]) => state !== 0n));
          expect(table.fold()).toBe(states.reduce((fold, [, state]) => fold ^ state, 0n));
        }
      }),
    );
  });

  it("does by halves what it does by bigints", () => {
    checked(
      fc.property(programs, ({ width, steps }) => {
        const [words, halves] = [new AtomikTable(CONTEXTS, { width }), new AtomikTable(CONTEXTS, { width })];
        for (const { op, address, word } of steps) {
          if (op === "merge" || op === "rollback") continue;
          expect(halves.fits2(lo(word), hi(word))).toBe(true);
          const result = op === "read" || op === "swap" ? words[op](address) : words[op](address, word);
          if (op === "read") {
            expect([halves.readLo(address), halves.readHi(address)]).toEqual([lo(result!), hi(result!)]);
          } else if (op === "swap") halves.swap2(address);
          else if (op === "accum" && word % 2n === 0n) halves.accumUnchecked(address, word);
          else halves[`${op}2`](address, lo(word), hi(word));
          if (op === "swap" || op === "exchange") {
            expect([halves.resultLo(), halves.resultHi()]).toEqual([lo(result!), hi(result!)]);
          }
          expect(look(halves)).toEqual(look(words));
        }
      }),
    );
  });

  it("does a batch as one op after the other", () => {
    checked(
      fc.property(programs, ({ width, steps }) => {
        const [batched, single] = [used(width), used(width)];
        batched.batchAccum(steps.map(({ address, word }) => [address, word] as const));
        for (const { address, word } of steps) single.accum(address, word);
        expect(look(batched)).toEqual(look(single));
      }),
    );
  });

  it("is untouched by unchecked calls with integers that are no addresses of it", () => {
    for (const address of [-1, CONTEXTS, CONTEXTS + 1, -(2 ** 31), 2 ** 31]) {
      const table = used();
      const before = look(table);
      table.accum2(address, -1, -1);
      expect(() => table.accumUnchecked(address, 1n)).toThrow(TypeError);
      table.load2(address, -1, -1);
      table.exchange2(address, -1, -1);
      table.swap2(address);
      expect([table.resultLo(), table.resultHi()]).toEqual([0, 0]);
      expect(look(table)).toEqual(before);
    }
  });

  it("fits2 tells what the checked calls accept", () => {
    for (const width of widths) {
      const table = new AtomikTable(1, { width });
      const limit = 1n << BigInt(width);
      expect(table.fits2(lo(limit - 1n), hi(limit - 1n))).toBe(true);
      expect(table.fits2(lo(limit), hi(limit))).toBe(width === 64);
    }
  });
});

describe("what is refused changes nothing", () => {
  const calls: readonly [string, (table: AtomikTable, address: never, word: bigint) => unknown][] = [
    ["load", (table, address, word) => table.load(address, word)],
    ["accum", (table, address, word) => table.accum(address, word)],
    ["rollback", (table, address, word) => table.rollback(address, word)],
    ["exchange", (table, address, word) => table.exchange(address, word)],
    [
      "batchAccum",
      (table, address, word) =>
        table.batchAccum([
          [0, 1n],
          [address, word],
        ]),
    ],
    ["merge", (table, address) => table.merge(address, new AtomikContext({ width: 8 }))],
    ["read", (table, address) => table.read(address)],
    ["swap", (table, address) => table.swap(address)],
    ["reference", (table, address) => table.reference(address)],
    ["accumulator", (table, address) => table.accumulator(address)],
    ["context", (table, address) => table.context(address)],
  ];

  it.each(calls)("%s: an address out of range hides every other reason", (_, call) => {
    checked(
      fc.property(outside, fc.constantFrom(0n, -1n, 1n << 64n), (bad, word) => {
        const table = used();
        refuses(
          "address_out_of_range",
          () => call(table, bad as never, word),
          () => look(table),
        );
      }),
    );
  });

  it.each(calls)("%s: an address that is no number", (_, call) => {
    checked(
      fc.property(noNumber, (bad) => {
        const table = used();
        refuses(
          "wrong_type",
          () => call(table, bad as never, 0n),
          () => look(table),
        );
      }),
    );
  });

  it.each(calls.slice(0, 5))("%s: a word out of range, or none", (_, call) => {
    for (const width of widths) {
      const table = used(width);
      for (const word of [1n << BigInt(width), -1n, 1n << 200n]) {
        refuses(
          "word_out_of_range",
          () => call(table, 1 as never, word),
          () => look(table),
        );
      }
      for (const word of [5, "5", null, undefined]) {
        refuses(
          "wrong_type",
          () => call(table, 1 as never, word as never),
          () => look(table),
        );
      }
    }
  });

  it("merge: another width before another reference, and what is no context", () => {
    const table = used(16);
    const other = new AtomikContext({ width: 16 });
    other.load(1n << 15n);
    refuses(
      "reference_mismatch",
      () => table.merge(0, other),
      () => look(table),
    );
    refuses(
      "bad_width",
      () => table.merge(1, new AtomikContext({ width: 8 })),
      () => look(table),
    );
    refuses(
      "wrong_type",
      () => table.merge(1, { width: 16, reference: 3n } as never),
      () => look(table),
    );
  });

  it("batchAccum: whatever stands before the pair that is refused", () => {
    const bad: readonly [unknown, string][] = [
      [[CONTEXTS, 1n << 64n], "address_out_of_range"],
      [[0, 1n << 64n], "word_out_of_range"],
      [[0, 1], "wrong_type"],
      [["0", 1n], "wrong_type"],
      [7, "wrong_type"],
      [{ address: 0, delta: 1n }, "wrong_type"],
    ];
    for (const [pair, code] of bad) {
      const table = used();
      const batch = [[0, 1n], [1, 2n], pair, [CONTEXTS, 0n]];
      const error = refuses(
        code,
        () => table.batchAccum(batch as never),
        () => look(table),
      );
      expect(error.message).toMatch(/^batchAccum\(deltas\)\[2\]/);
    }
    for (const batch of [null, undefined, 5, {}]) {
      const table = used();
      refuses(
        "wrong_type",
        () => table.batchAccum(batch as never),
        () => look(table),
      );
    }
  });

  it("a batch whose iterator throws", () => {
    const table = used();
    const before = look(table);
    function* broken(): Generator<[number, bigint]> {
      yield [0, 1n];
      throw new Error("no more");
    }
    expect(() => table.batchAccum(broken())).toThrow("no more");
    expect(look(table)).toEqual(before);
  });
});

describe("a new table", () => {
  it("may have no context at all", () => {
    const table = new AtomikTable(0);
    expect([...table.entries()]).toEqual([]);
    expect(table.fold()).toBe(0n);
    refuses(
      "address_out_of_range",
      () => table.read(0),
      () => table.contexts,
    );
  });

  it("is refused for another size or width", () => {
    const make = (contexts: unknown, options?: unknown) => () =>
      new AtomikTable(contexts as number, options as never);
    for (const contexts of [-1, 0.5, Number.NaN, 2 ** 27 + 1, Infinity])
      refuses("bad_length", make(contexts), () => 0);
    for (const contexts of ["4", 4n, null, undefined]) refuses("wrong_type", make(contexts), () => 0);
    for (const width of [0, 7, 65]) refuses("bad_width", make(4, { width }), () => 0);
    for (const options of [null, 64]) refuses("wrong_type", make(4, options), () => 0);
    refuses(
      "wrong_type",
      () => new TableContext({ contexts: 4 } as never, 0),
      () => 0,
    );
  });

  it("of a million contexts takes at most 17 bytes a context", () => {
    expect(new AtomikTable(1_000_000).byteLength / 1_000_000).toBeLessThanOrEqual(17);
  });
});

describe("a batch of ops", () => {
  const table = new AtomikTable(3, { width: 16 });
  table.load(0, 5n);
  table.accum(2, 9n);
  const look = () => [0, 1, 2].map((at) => [table.reference(at), table.accumulator(at)]);

  it("that is refused changes nothing and says which op it was", () => {
    const steps = [
      { op: "swap", address: 2 },
      { op: "exchange", address: 2, word: 1n },
      { op: "rollback", address: 2, word: 1n },
    ] as const;
    const bad = [
      ["address_out_of_range", { op: "read", address: 3 }],
      ["word_out_of_range", { op: "load", address: 1, word: 1n << 16n }],
      ["reference_mismatch", { op: "merge", address: 0, other: new AtomikContext({ width: 16 }) }],
      ["bad_width", { op: "merge", address: 0, other: new AtomikContext() }],
      ["wrong_type", { op: "merge", address: 0, other: 5 }],
      ["wrong_type", { op: "add", address: 0, word: 1n }],
      ["wrong_type", null],
    ] as const;
    for (const [code, step] of bad) {
      const error = refuses(code, () => table.batch([...steps, step as never]), look);
      expect(error.message).toMatch(/^batch\(steps\)\[3\] /);
    }
    refuses("wrong_type", () => table.batch(5 as never), look);
  });

  it("takes steps as they come, and takes all back when they break off", () => {
    function* breaking() {
      yield { op: "load", address: 1, word: 7n } as const;
      throw new Error("no more");
    }
    const before = look();
    expect(() => table.batch(breaking())).toThrow("no more");
    expect(look()).toEqual(before);
  });
});
