/**
 * `just bench ts-shared`: fan-in of many deltas into a shared table, by live words and by banks. One thread at a time is
 * measured, by its processor time: threads that contend make live words slower, but not banks, so the ratio is a lower bound.
 */

import { SharedTable } from "../../ts/src/shared-table.ts";
import { medianRates, type Row, rateRow, report, type Variant } from "./harness.ts";

const DELTAS = 1024;
/** Passes between two epochs, that is, a million deltas. */
const EPOCH = 1024;
const LO = 0x9e3779b1;
const HI = 0x85ebca6b;

const deltas: readonly bigint[] = Array.from({ length: DELTAS }, (_, i) => {
  const half = (factor: number): bigint => BigInt.asUintN(32, BigInt(Math.imul(i, factor)));
  return (half(HI) << 32n) | half(LO);
});
const folded = deltas.reduce((fold, delta) => fold ^ delta, 0n);
function check(fold: unknown): void {
  if (fold !== folded) throw new Error(`fold: expected ${folded}, got ${fold}`);
}

function foldOf(table: SharedTable): bigint {
  let fold = 0n;
  for (let address = 0; address < table.contexts; address++) fold ^= table.read(address);
  return fold;
}

/** The three ways on a table of so many contexts. Each loop is written out; see the harness. */
function waysOn(contexts: number): readonly Variant[] {
  const mask = contexts - 1;
  const zero = (table: SharedTable): void => {
    for (let address = 0; address < contexts; address++) table.load(address, 0n);
  };
  const plain = SharedTable.create(contexts);
  const words = new BigInt64Array(plain.handle.buffer);
  const banked = SharedTable.create(contexts, { banks: 1 });
  const bank = banked.claimBank();
  return [
    {
      id: `atomics/${contexts}`,
      run(passes) {
        zero(plain);
        for (let pass = 0; pass < passes; pass++) {
          for (let i = 0; i < DELTAS; i++) Atomics.xor(words, (pass + i) & mask, deltas[i]!);
        }
        return foldOf(plain);
      },
      check,
    },
    {
      id: `live/${contexts}`,
      run(passes) {
        zero(plain);
        for (let pass = 0; pass < passes; pass++) {
          for (let i = 0; i < DELTAS; i++) plain.accum((pass + i) & mask, deltas[i]!);
        }
        return foldOf(plain);
      },
      check,
    },
    {
      id: `banks/${contexts}`,
      run(passes) {
        zero(banked);
        for (let pass = 0; pass < passes; pass++) {
          for (let i = 0; i < DELTAS; i++) bank.accum2((pass + i) & mask, Math.imul(i, LO), Math.imul(i, HI));
          if (pass % EPOCH === EPOCH - 1) {
            bank.handOver();
            banked.mergeBanks();
          }
        }
        bank.handOver();
        banked.mergeBanks();
        return foldOf(banked);
      },
      check,
    },
  ];
}

const rows: Row[] = [];
for (const contexts of [1, 4096]) {
  const rates = medianRates(waysOn(contexts), { rounds: 7, turnMs: 60, warmUp: contexts === 1 ? 2000 : 50 });
  const rate = (way: string): number => rates.get(`${way}/${contexts}`)! * DELTAS;
  const unit = "deltas/s";
  const baseline = { what: "Atomics.xor on a BigInt64Array", value: rate("atomics") };
  const span = `${contexts} contexts`;
  rows.push(
    rateRow(
      {
        id: `ts/shared/banks/${contexts}`,
        what: `SharedBank.accum2 over ${span}, hand-over and merge every million deltas included`,
        value: rate("banks"),
        unit,
        target: 10,
      },
      baseline,
    ),
    rateRow(
      {
        id: `ts/shared/live/${contexts}`,
        what: `SharedTable.accum over ${span}, bigint, checked`,
        value: rate("live"),
        unit,
        target: null,
      },
      baseline,
    ),
  );
}

if (!report("ts-shared", rows)) process.exitCode = 1;
