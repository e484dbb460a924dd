/**
 * Profit and loss: sums need addition. XOR of two amounts is no sum: it drops every carry. The counter has the same ops
 * over addition modulo 2^64, and takes losses as negative deltas.
 */
import assert from "node:assert/strict";
import { AtomikContext } from "atomik/context";
import { AtomikCounter } from "atomik/counter";

const desks: readonly (readonly [name: string, trades: readonly bigint[]])[] = [
  ["A", [1000n, 100n]],
  ["B", [500n, 200n]],
];

console.log("desk  trades        by XOR   by the counter");
const totals: [xor: bigint, sum: bigint][] = [];
for (const [name, trades] of desks) {
  const [xor, sum] = [new AtomikContext(), new AtomikCounter()];
  for (const amount of trades) {
    xor.accum(amount);
    sum.accum(amount);
  }
  totals.push([xor.read(), sum.read()]);
  const text = trades.map((amount) => `+${amount}`).join(" ");
  console.log(
    `${name.padEnd(5)} ${text.padEnd(12)} ${`${xor.read()} (wrong)`.padStart(11)} ${String(sum.read()).padStart(8)}`,
  );
}
assert.deepEqual(totals, [
  [908n, 1100n],
  [316n, 700n],
]);

const book = new AtomikCounter();
book.load(1100n);
book.accumSigned(-1250n);
console.log(`desk A loses 1250: ${book.readSigned()}`);
book.rollback(100n);
console.log(`its trade of 100 is cancelled: ${book.readSigned()}`);
assert.equal(book.readSigned(), -250n);

const day = new AtomikCounter();
for (const [, trades] of desks) {
  const desk = new AtomikCounter();
  for (const amount of trades) desk.accum(amount);
  day.merge(desk);
}
console.log(`both desks, merged: ${day.read()}`);
assert.equal(day.read(), 1800n);
