/** `just bench ts-bulk`: XOR over whole arrays, beside the machine's read bandwidth and beside plain JavaScript. */

import { createWords, foldWords, scatterInto, xorInto } from "../../ts/src/bulk.ts";
import { foldPlain, xorPlain } from "../../ts/src/kernel/plain.ts";
import { type Row, rateRow, report } from "./harness.ts";
import { bandwidthRow } from "./ts-bandwidth.ts";
import { bestRates, type Variant } from "./turns.ts";

const options = { rounds: 5, turnMs: 50, warmUp: 3 };
const sizes: readonly [string, number][] = [
  ["32KiB", 4096],
  ["1MiB", 131_072],
  ["64MiB", 8_388_608],
];

function fill(words: BigUint64Array): void {
  const halves = new Int32Array(words.buffer, words.byteOffset, 2 * words.length);
  for (let i = 0; i < halves.length; i++) halves[i] = Math.imul(i + 1, 0x9e3779b1);
}

/** Fails when the result is not the one that plain JavaScript gives. */
function expecting(expected: bigint): (result: unknown) => void {
  return (result) => {
    if (result !== expected) throw new Error(`fold: expected ${expected}, got ${result}`);
  };
}

/** A scatter that looks at no address. Of signed numbers, as in `ts/src/kernel/plain.ts`. */
function scatterUnchecked(target: BigUint64Array, addresses: Uint32Array, deltas: BigUint64Array): void {
  const into = new BigInt64Array(target.buffer, target.byteOffset, target.length);
  const from = new BigInt64Array(deltas.buffer, deltas.byteOffset, deltas.length);
  const count = addresses.length;
  for (let i = 0; i < count; i++) into[addresses[i]!]! ^= from[i]!;
}

const rows: Row[] = [];
for (const [size, length] of sizes) {
  // Below the size at which an array gets its own memory, one is cut from a larger one.
  const kernel = createWords(Math.max(length, 8192)).subarray(0, length);
  const ordinary = new BigUint64Array(length);
  fill(kernel);
  fill(ordinary);
  const check = expecting(foldPlain(ordinary));
  const target = createWords(Math.max(length, 8192)).subarray(0, length);
  const other = new BigUint64Array(length);
  const addresses = Uint32Array.from({ length }, (_, i) => Math.imul(i, 0x9e3779b1) & (length - 1));
  // A turn is a number of passes that is odd, so that XOR into zeros leaves the source.
  const passes = (id: string, pass: () => unknown, result: () => unknown = pass): Variant => ({
    id,
    run(times) {
      for (let i = 0; i < times; i++) pass();
      return result();
    },
    check,
  });
  const into = (words: BigUint64Array) => () => {
    const fold = foldPlain(words);
    words.fill(0n);
    return fold;
  };
  const fold = passes("fold", () => foldWords(kernel));
  const rates = bestRates(
    [
      fold,
      passes("fold/copied", () => foldWords(ordinary)),
      passes("fold/plain", () => foldPlain(ordinary)),
      // The times are odd and the target is zero before, so the fold of the source is left.
      passes("xor", () => xorInto(target, ordinary), into(target)),
      passes("xor/plain", () => xorPlain(other, ordinary), into(other)),
      passes("scatter", () => scatterInto(target, addresses, ordinary), into(target)),
      passes("scatter/unchecked", () => scatterUnchecked(other, addresses, ordinary), into(other)),
    ],
    options,
  );
  const rate = (id: string): number => rates.get(id)! * length;
  const row = (id: string, what: string, against?: { what: string; value: number }): Row =>
    rateRow({ id: `ts/bulk/${id}/${size}`, what, value: rate(id), unit: "deltas/s", target: null }, against);
  const plain = (id: string) => ({ what: "plain JavaScript", value: rate(id) });
  rows.push(row("fold", "foldWords in the kernel's memory", plain("fold/plain")));
  rows.push(row("fold/copied", "foldWords of an ordinary array", plain("fold/plain")));
  rows.push(row("xor", "xorInto from an ordinary array", plain("xor/plain")));
  rows.push(
    row("scatter", "scatterInto, addresses checked", {
      what: "a loop without checks",
      value: rate("scatter/unchecked"),
    }),
  );
  if (size === "64MiB") rows.push(bandwidthRow(fold, 8 * length));
}

if (!report("ts-bulk", rows)) process.exitCode = 1;
