/** How fast an array is read, beside the machine's read bandwidth. */
import { type Row, rateRow } from "./harness.ts";
import { native } from "./ts-native.ts";
import { bestRates, type Variant } from "./turns.ts";

/** Turns of each, in alternation, so that all meet the same moments of the machine. */
const ROUNDS = 12;
const TURN = { rounds: 1, turnMs: 40, warmUp: 0 };

/**
 * A fold of 64 MiB beside C that reads as many bytes, with the widest loads there are and with those that WASM has.
 *
 * @param bytes what one pass of the fold reads
 */
export function bandwidthRow(fold: Variant, bytes: number): Row {
  const [read, narrow] = [native("read"), native("read128")];
  const best = { read: 0, narrow: 0, fold: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    best.read = Math.max(best.read, read());
    best.narrow = Math.max(best.narrow, narrow());
    best.fold = Math.max(best.fold, bestRates([fold], TURN).get(fold.id)! * bytes);
  }
  const row = rateRow(
    {
      id: "ts/bulk/fold/bandwidth",
      what: "foldWords of 64 MiB in the kernel's memory",
      value: best.fold,
      unit: "bytes/s",
      target: 0.9,
    },
    { what: "C reading 64 MiB, the best of turns in alternation", value: best.read },
  );
  const times = (value: number): string => `${(best.fold / value).toFixed(2)} times`;
  const shown = best.fold >= 0.9 * best.narrow;
  const why = `${times(best.narrow)} C reading with loads of 128 bits, the widest that WASM has`;
  return row.met || !shown ? row : { ...row, why };
}
