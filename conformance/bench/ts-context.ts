/**
 * `just bench ts`: the context's accum against the same op on a bigint field with a mask, which is how a 64-bit word
 * is usually kept in JavaScript.
 */

import { AtomikContext } from "../../ts/src/context.ts";
import { medianRates, rateRow, report, type Variant } from "./harness.ts";

/** Deltas in one pass: few enough to stay in the first-level cache as bigints. */
const DELTAS = 1024;

// The halves of the i-th delta. Two multiplications give 64 mixed bits without a load, as in a loop that has just
// decoded its delta; half of these words have their top bit set.
const LO = 0x9e3779b1;
const HI = 0x85ebca6b;

const deltas: readonly bigint[] = Array.from({ length: DELTAS }, (_, i) => {
  const half = (factor: number): bigint => BigInt.asUintN(32, BigInt(Math.imul(i, factor)));
  return (half(HI) << 32n) | half(LO);
});
const folded = deltas.reduce((fold, delta) => fold ^ delta, 0n);

/** Any odd number of passes leaves the fold of all deltas. */
function check(accumulator: unknown): void {
  if (accumulator !== folded) throw new Error(`accumulator: expected ${folded}, got ${accumulator}`);
}

class MaskedField {
  acc = 0n;
  readonly mask: bigint = (1n << 64n) - 1n;

  accum(d: bigint): void {
    this.acc = (this.acc ^ d) & this.mask;
  }
}

// Each loop is written out: timed through one function with a callback, all would be as slow as the slowest.
const maskedField: Variant = {
  id: "masked field",
  run(passes) {
    const field = new MaskedField();
    for (let pass = 0; pass < passes; pass++) for (let i = 0; i < DELTAS; i++) field.accum(deltas[i]!);
    return field.acc;
  },
  check,
};

const checkedWord: Variant = {
  id: "accum",
  run(passes) {
    const context = new AtomikContext();
    for (let pass = 0; pass < passes; pass++) for (let i = 0; i < DELTAS; i++) context.accum(deltas[i]!);
    return context.accumulator;
  },
  check,
};

const halves: Variant = {
  id: "accum2",
  run(passes) {
    const context = new AtomikContext();
    for (let pass = 0; pass < passes; pass++) {
      for (let i = 0; i < DELTAS; i++) context.accum2(Math.imul(i, LO), Math.imul(i, HI));
    }
    return context.accumulator;
  },
  check,
};

const passes = medianRates([maskedField, checkedWord, halves], { rounds: 9, turnMs: 60, warmUp: 4000 });
const rate = ({ id }: Variant): number => passes.get(id)! * DELTAS;
const baseline = { what: "acc = (acc ^ d) & mask on a bigint field", value: rate(maskedField) };
const unit = "deltas/s";

const met = report("ts", [
  rateRow(
    {
      id: "ts/accum",
      what: "AtomikContext.accum, bigint, range-checked",
      value: rate(checkedWord),
      unit,
      target: 3,
    },
    baseline,
  ),
  rateRow(
    {
      id: "ts/accum2",
      what: "AtomikContext.accum2, two halves, unchecked",
      value: rate(halves),
      unit,
      target: 30,
    },
    baseline,
  ),
]);
if (!met) process.exitCode = 1;
