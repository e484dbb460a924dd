/**
 * `just bench ts-context`: one op a call on a context, beside a C call and beside the same op on a bigint field with a
 * mask, which is how a 64-bit word is usually kept in JavaScript.
 */

import { medianRates, type Row, rateRow, report, type Variant } from "./harness.ts";
import { check, contextVariants, DELTAS, deltas, rounds } from "./ts-deltas.ts";
import { native } from "./ts-native.ts";

class MaskedField {
  acc = 0n;
  readonly mask: bigint = (1n << 64n) - 1n;

  accum(d: bigint): void {
    this.acc = (this.acc ^ d) & this.mask;
  }
}

const maskedField: Variant = {
  id: "masked field",
  run(passes) {
    const field = new MaskedField();
    for (let pass = 0; pass < passes; pass++) for (let i = 0; i < DELTAS; i++) field.accum(deltas[i]!);
    return field.acc;
  },
  check,
};

const call = native("call");
const before = call();
const rates = medianRates([...contextVariants, maskedField], rounds);
const rate = (id: string): number => rates.get(id)! * DELTAS;
const inC = {
  what: "a C call that is not inlined, the mean of a run before and one after",
  value: (before + call()) / 2,
};
const inField = { what: "acc = (acc ^ d) & mask on a bigint field", value: rate("masked field") };

const ops = [
  ["accum2", "two halves, unchecked", 1, 30],
  ["accumUnchecked", "bigint, unchecked", 0.7, null],
  ["accum", "bigint, range-checked", 0.15, 3],
] as const;
const rows: Row[] = ops.flatMap(([op, how, ofCall, ofField]) => {
  const what = `AtomikContext.${op}, ${how}`;
  const value = rate(`context/${op}`);
  return [
    rateRow({ id: `ts/call/${op}`, what, value, unit: "ops/s", target: ofCall }, inC),
    rateRow({ id: `ts/${op}`, what, value, unit: "ops/s", target: ofField }, inField),
  ];
});

if (!report("ts-context", rows)) process.exitCode = 1;
