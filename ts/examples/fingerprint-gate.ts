/**
 * Fingerprint gate: a record is polled, and only sent on when it has changed. The fold of a record misses changes that real
 * records have, such as two prices that rise by the same amount; the keyed digest misses one change in 2^64.
 */
import assert from "node:assert/strict";
import { Digest } from "atomik/digest";
import { DigestKeys } from "atomik/digest-keys";
import { Fingerprint } from "atomik/fingerprint";

/** A quote as it lies in memory: two words. */
const record = (bid: bigint, ask: bigint): Uint8Array => new Uint8Array(BigUint64Array.of(bid, ask).buffer);

const readings: readonly (readonly [what: string, bid: bigint, ask: bigint])[] = [
  ["nothing changed", 100n, 100n],
  ["the ask rose", 100n, 101n],
  ["bid and ask changed places", 101n, 100n],
  ["both fell to 100", 100n, 100n],
  ["both rose to 101", 101n, 101n],
  ["both rose to 500", 500n, 500n],
];

const fold = new Fingerprint();
const keyed = new Digest(DigestKeys.random(2));
fold.load(record(100n, 100n));
keyed.load(record(100n, 100n));
let previous = record(100n, 100n);
const missed = { fold: 0, keyed: 0 };

console.log("reading                      fold      keyed");
for (const [what, bid, ask] of readings) {
  const reading = record(bid, ask);
  const changed = Buffer.compare(previous, reading) !== 0;
  fold.update(reading);
  const before = keyed.value;
  const sent = { fold: fold.changed, keyed: keyed.load(reading) !== before };
  if (changed && !sent.fold) missed.fold++;
  if (changed && !sent.keyed) missed.keyed++;
  const word = (gate: boolean): string => (gate ? "sent" : changed ? "MISSED" : "held back");
  console.log(`${what.padEnd(28)} ${word(sent.fold).padEnd(9)} ${word(sent.keyed)}`);
  assert.ok(changed || !(sent.fold || sent.keyed), "an unchanged record is never sent");
  fold.reset();
  previous = reading;
}
console.log(`changes missed               ${missed.fold}         ${missed.keyed}`);
assert.equal(missed.keyed, 0);
