/** `just bench ts-table`: one op a call on a table, beside the same op on a context; and the memory of a table. */

import { AtomikTable } from "../../ts/src/table.ts";
import { durationRow, type Row, rateRow, report } from "./harness.ts";
import { check, contextVariants, DELTAS, deltas, folded, HI, LO, rounds } from "./ts-deltas.ts";
import { bestRates, type Variant } from "./turns.ts";

/** Contexts of the table that the passes go over; a power of two. */
const CONTEXTS = 256;

// As in ts-deltas.ts: loops under names of this file, each written out.
const [COUNT, LOW, HIGH, words] = [DELTAS, LO, HI, deltas];

const variants: readonly Variant[] = [
  ...contextVariants,
  {
    id: "table/accum",
    run(passes) {
      const table = new AtomikTable(CONTEXTS);
      for (let pass = 0; pass < passes; pass++) {
        for (let i = 0; i < COUNT; i++) table.accum(i & (CONTEXTS - 1), words[i]!);
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
        for (let i = 0; i < COUNT; i++) table.accumUnchecked(i & (CONTEXTS - 1), words[i]!);
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
        for (let i = 0; i < COUNT; i++) {
          table.accum2(i & (CONTEXTS - 1), Math.imul(i, LOW), Math.imul(i, HIGH));
        }
      }
      return table.fold();
    },
    check,
  },
  {
    id: "table/read",
    run(passes) {
      const table = new AtomikTable(CONTEXTS);
      for (let address = 0; address < CONTEXTS; address++) table.load(address, folded);
      let read = 0n;
      for (let i = passes * COUNT; i > 0; i--) read = table.read(i & (CONTEXTS - 1));
      return read;
    },
    check,
  },
];

const rates = bestRates(variants, rounds);
const rate = (id: string): number => rates.get(id)! * DELTAS;
const rows: Row[] = [];
for (const op of ["accum", "accumUnchecked", "accum2", "read"]) {
  const id = `table/${op}`;
  const baseline = { what: `AtomikContext.${op}`, value: rate(`context/${op}`) };
  rows.push(
    rateRow(
      { id: `ts/${id}`, what: `AtomikTable.${op}`, value: rate(id), unit: "ops/s", target: 0.5 },
      baseline,
    ),
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
