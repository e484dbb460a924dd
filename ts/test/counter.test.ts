import fc from "fast-check";
import { expect, it } from "vitest";
import { AtomikCounter } from "../src/counter.ts";
import type { WidthBits } from "../src/word.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";

const look = (counter: AtomikCounter) => () => [counter.reference, counter.accumulator];

it("sums with signs are the sums of whole numbers, modulo 2^width", () => {
  checked(
    fc.property(
      fc.constantFrom<WidthBits>(8, 16, 32, 64),
      fc.array(fc.bigInt({ min: -128n, max: 127n }), { maxLength: 30 }),
      (width, amounts) => {
        const counter = new AtomikCounter({ width });
        for (const amount of amounts) counter.accumSigned(amount);
        const sum = amounts.reduce((all, one) => all + one, 0n);
        expect(counter.read()).toBe(BigInt.asUintN(width, sum));
        expect(counter.readSigned()).toBe(BigInt.asIntN(width, sum));
        expect(counter.isClean).toBe(BigInt.asUintN(width, sum) === 0n);
      },
    ),
  );
});

it("refuses what is no word, and changes nothing", () => {
  const counter = new AtomikCounter({ width: 8 });
  counter.load(3n);
  counter.accum(250n);
  for (const method of ["load", "accum", "rollback", "exchange"] as const) {
    refuses("word_out_of_range", () => counter[method](256n), look(counter));
    refuses("word_out_of_range", () => counter[method](-1n), look(counter));
    refuses("wrong_type", () => counter[method](1 as unknown as bigint), look(counter));
  }
  refuses("word_out_of_range", () => counter.accumSigned(128n), look(counter));
  refuses("word_out_of_range", () => counter.accumSigned(-129n), look(counter));
  refuses("wrong_type", () => counter.accumSigned(1 as unknown as bigint), look(counter));
  refuses("bad_width", () => new AtomikCounter({ width: 7 as 8 }), look(counter));
  refuses("wrong_type", () => new AtomikCounter(8 as never), look(counter));
});

it("merges counters of one reference and width alone", () => {
  const [mine, theirs] = [new AtomikCounter(), new AtomikCounter()];
  mine.load(1n);
  refuses("reference_mismatch", () => mine.merge(theirs), look(mine));
  refuses("bad_width", () => mine.merge(new AtomikCounter({ width: 8 })), look(mine));
  refuses("wrong_type", () => mine.merge({ reference: 1n, accumulator: 0n } as never), look(mine));
});
