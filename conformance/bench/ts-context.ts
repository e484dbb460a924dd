/**
 * `just bench ts-context`: one op a call on a context, beside a C call and beside the same op on a bigint field with a
 * mask, which is how a 64-bit word is usually kept in JavaScript.
 */

import { type Row, rateRow, report } from "./harness.ts";
import { check, contextVariants, DELTAS, deltas, rounds } from "./ts-deltas.ts";
import { native } from "./ts-native.ts";
import { bestRates, type Variant } from "./turns.ts";

class MaskedField {
  acc = 0n;
  readonly mask: bigint = (1n << 64n) - 1n;

  accum(d: bigint): void {
    this.acc = (this.acc ^ d) & this.mask;
  }
}

// As in ts-deltas.ts: loops under names of this file.
const [COUNT, words] = [DELTAS, deltas];
const maskedField: Variant = {
  id: "masked field",
  run(passes) {
    const field = new MaskedField();
    for (let pass = 0; pass < passes; pass++) for (let i = 0; i < COUNT; i++) field.accum(words[i]!);
    return field.acc;
  },
  check,
};

const [call, memory] = [native("call"), native("memory")];
const before = { call: call(), memory: memory() };
const rates = bestRates([...contextVariants, maskedField], rounds);
const rate = (id: string): number => rates.get(id)! * DELTAS;
const twice = "the better of a run before and one after";
const inC = { what: `a C call that is not inlined, ${twice}`, value: Math.max(before.call, call()) };
const inMemory = {
  what: `x ^= d on two halves in memory in C, nothing called or checked, ${twice}`,
  value: Math.max(before.memory, memory()),
};
const inField = { what: "acc = (acc ^ d) & mask on a bigint field", value: rate("masked field") };

const [accum2, unchecked] = [rate("context/accum2"), rate("context/accumUnchecked")];
const times = (value: number, baseline: number): string => `${(value / baseline).toFixed(2)} times`;
const waits = "each delta is stored, and the next one waits until that store can be loaded";
/** What stops a target that is missed: whether this run shows it, and in its figures. */
const limits: ReadonlyMap<string, readonly [shown: boolean, why: string]> = new Map([
  [
    "ts/call/accum2",
    [
      accum2 > 0.9 * inMemory.value,
      `${times(accum2, inMemory.value)} ${inMemory.what}, which is ${times(inMemory.value, inC.value)} the call: ${waits}`,
    ],
  ],
  [
    "ts/accum2",
    [
      inMemory.value < 30 * inField.value,
      `C itself is at ${times(inMemory.value, inField.value)} the field, with ${inMemory.what}: ${waits}`,
    ],
  ],
  [
    "ts/accum",
    [
      unchecked > 3 * inField.value,
      `the check of the range, two comparisons of bigints that are a call each in V8: accumUnchecked is at ${times(unchecked, inField.value)} the field, which checks nothing`,
    ],
  ],
]);

const ops = [
  ["accum2", "two halves, unchecked", 1, 30],
  ["accumUnchecked", "bigint, unchecked", 0.7, null],
  ["accum", "bigint, range-checked", 0.15, 3],
] as const;
const rows: Row[] = ops.flatMap(([op, how, ofCall, ofField]) => {
  const what = `AtomikContext.${op}, ${how}`;
  const value = rate(`context/${op}`);
  const row = (id: string, target: number | null, baseline: typeof inC): Row =>
    rateRow({ id, what, value, unit: "ops/s", target }, baseline);
  const beside = op === "accum2" ? [row(`ts/call/${op}/memory`, null, inMemory)] : [];
  return [row(`ts/call/${op}`, ofCall, inC), ...beside, row(`ts/${op}`, ofField, inField)];
});
const explained = rows.map((row): Row => {
  const [shown, why] = limits.get(row.id) ?? [false, ""];
  return row.met || !shown ? row : { ...row, why };
});

if (!report("ts-context", explained)) process.exitCode = 1;
