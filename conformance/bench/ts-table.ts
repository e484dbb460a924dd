/** `just bench ts-table`: one op a call, on a context and on a table, beside a C call; and the memory of a table. */

import { AtomikContext } from "../../ts/src/context.ts";
import { AtomikTable } from "../../ts/src/table.ts";
import { durationRow, medianRates, type Row, rateRow, report, type Variant } from "./harness.ts";
import { native } from "./ts-native.ts";

/** Deltas in one pass: few enough to stay in the first-level cache as bigints. */
const DELTAS = 1024;
/** Contexts of the table that the passes go over; a power of two. */
const CONTEXTS = 256;
const LO = 0x9e3779b1;
const HI = 0x85ebca6b;

const deltas: readonly bigint[] = Array.from({ length: DELTAS }, (_, i) => {
  const half = (factor: number): bigint => BigInt.asUintN(32, BigInt(Math.imul(i, factor)));
  return (half(HI) << 32n) | half(LO);
});
const folded = deltas.reduce((fold, delta) => fold ^ delta, 0n);

/** Any odd number of passes leaves the fold of all deltas, in one context or over all. */
function check(fold: unknown): void {
  if (fold !== folded) throw new Error(`fold: expected ${folded}, got ${fold}`);
}

// Each loop is written out: timed through one function with a callback, all would be as slow as the slowest.
const variants: readonly Variant[] = [
  {
    id: "context/accum",
    run(passes) {
      const context = new AtomikContext();
      for (let pass = 0; pass < passes; pass++) for (let i = 0; i < DELTAS; i++) context.accum(deltas[i]!);
      return context.accumulator;
    },
    check,
  },
  {
    id: "context/accumUnchecked",
    run(passes) {
      const context = new AtomikContext();
      for (let pass = 0; pass < passes; pass++) {
        for (let i = 0; i < DELTAS; i++) context.accumUnchecked(deltas[i]!);
      }
      return context.accumulator;
    },
    check,
  },
  {
    id: "context/accum2",
    run(passes) {
      const context = new AtomikContext();
      for (let pass = 0; pass < passes; pass++) {
        for (let i = 0; i < DELTAS; i++) context.accum2(Math.imul(i, LO), Math.imul(i, HI));
      }
      return context.accumulator;
    },
    check,
  },
  {
    id: "table/accum",
    run(passes) {
      const table = new AtomikTable(CONTEXTS);
      for (let pass = 0; pass < passes; pass++) {
        for (let i = 0; i < DELTAS; i++) table.accum(i & (CONTEXTS - 1), deltas[i]!);
      }
      return table.fold();
    },
    check,
  },
  {
    id: "table/accumUnchecked",
    run(passes) {
      const table = new AtomikTable(CONTEXTS);
      for (let pass = 0; pass < passes; pass++) {
        for (let i = 0; i < DELTAS; i++) table.accumUnchecked(i & (CONTEXTS - 1), deltas[i]!);
      }
      return table.fold();
    },
    check,
  },
  {
    id: "table/accum2",
    run(passes) {
      const table = new AtomikTable(CONTEXTS);
      for (let pass = 0; pass < passes; pass++) {
        for (let i = 0; i < DELTAS; i++) {
          table.accum2(i & (CONTEXTS - 1), Math.imul(i, LO), Math.imul(i, HI));
        }
      }
      return table.fold();
    },
    check,
  },
  {
    id: "context/read",
    run(passes) {
      const context = new AtomikContext();
      context.load(folded);
      let read = 0n;
      for (let i = passes * DELTAS; i > 0; i--) read = context.read();
      return read;
    },
    check,
  },
  {
    id: "table/read",
    run(passes) {
      const table = new AtomikTable(CONTEXTS);
      for (let address = 0; address < CONTEXTS; address++) table.load(address, folded);
      let read = 0n;
      for (let i = passes * DELTAS; i > 0; i--) read = table.read(i & (CONTEXTS - 1));
      return read;
    },
    check,
  },
];

const call = native("call");
const before = call();
const rates = medianRates(variants, { rounds: 9, turnMs: 60, warmUp: 4000 });
const rate = (id: string): number => rates.get(id)! * DELTAS;
const inC = {
  what: "a C call that is not inlined, the better of a run before and one after",
  value: Math.max(before, call()),
};

const unit = "ops/s";
const rows: Row[] = [
  ["accum2", 1, "two halves, unchecked"],
  ["accumUnchecked", 0.7, "bigint, unchecked"],
  ["accum", 0.15, "bigint, range-checked"],
].map(([op, target, how]) =>
  rateRow(
    {
      id: `ts/call/${op}`,
      what: `AtomikContext.${op}, ${how}`,
      value: rate(`context/${op}`),
      unit,
      target: Number(target),
    },
    inC,
  ),
);
for (const op of ["accum", "accumUnchecked", "accum2", "read"]) {
  const id = `table/${op}`;
  const baseline = { what: `AtomikContext.${op}`, value: rate(`context/${op}`) };
  rows.push(
    rateRow({ id: `ts/${id}`, what: `AtomikTable.${op}`, value: rate(id), unit, target: 0.5 }, baseline),
  );
}

const MILLION = 1_000_000;
const resident = (): number => process.memoryUsage.rss();
const start = resident();
const large = new AtomikTable(MILLION);
for (let address = 0; address < MILLION; address++) large.load2(address, address, 1);
const grown = resident() - start;
rows.push(
  durationRow({
    id: "ts/table/bytes",
    what: "bytes a context of a table of 1,000,000, as allocated",
    value: large.byteLength / MILLION,
    unit: "bytes",
    target: 17,
  }),
  durationRow({
    id: "ts/table/resident",
    what: "bytes a context by which the process grew when all were written",
    value: grown / MILLION,
    unit: "bytes",
    target: null,
  }),
);

if (!report("ts-table", rows)) process.exitCode = 1;
