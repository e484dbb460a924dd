/**
 * Sensor fusion: 128 sensors, each with a word of a state of 1 KiB. What travels is measured as bytes of real frames, not
 * computed. Most of the saving comes from sending only what changed, packed; new values packed in the same way show what XOR
 * itself adds.
 */
import assert from "node:assert/strict";
import { Frame } from "atomik/frame";
import { DeltaMessage } from "atomik/message";
import { AtomikTable } from "atomik/table";

const SENSORS = 128;
const UPDATES = 10_000;
const BATCH = 100;

const [hub, mirror] = [new AtomikTable(SENSORS), new AtomikTable(SENSORS)];
let random = 1;
const next = (limit: number): number => {
  random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((random / 2 ** 32) * limit);
};
for (let sensor = 0; sensor < SENSORS; sensor++) {
  const start = BigInt(20_000 + next(1000));
  hub.load(sensor, start);
  mirror.load(sensor, start);
}

const sizes = { state: 0, messages: 0, frames: 0, values: 0 };
let deltas: [address: number, delta: bigint][] = [];
let values: [address: number, value: bigint][] = [];
let first = 1n;

/** Packs what has come since the last time, sends it, and applies it at the other end. */
function flush(): void {
  const pack = (entries: readonly (readonly [number, bigint])[]): Uint8Array =>
    new Frame({
      origin: 1n,
      epoch: 0,
      first,
      addresses: Uint32Array.from(entries, ([address]) => address),
      deltas: BigUint64Array.from(entries, ([, word]) => word),
    }).encode();
  const bytes = pack(deltas);
  sizes.frames += bytes.length;
  sizes.values += pack(values).length;
  const { addresses, deltas: words, count } = Frame.decode(bytes);
  mirror.accumMany(addresses, words);
  first += BigInt(count);
  deltas = [];
  values = [];
}

for (let update = 1; update <= UPDATES; update++) {
  const sensor = next(SENSORS);
  const old = hub.read(sensor);
  const value = old + BigInt(next(9) - 4);
  hub.accum(sensor, old ^ value);
  deltas.push([sensor, old ^ value]);
  values.push([sensor, value]);
  sizes.state += SENSORS * 8;
  sizes.messages += new DeltaMessage(sensor, old ^ value, update).encode().length;
  if (update % BATCH === 0) flush();
}

const same = [...hub.entries()].filter(([sensor, state]) => mirror.read(sensor) === state).length;
console.log(`${UPDATES} updates, sensors that agree at both ends: ${same} of ${SENSORS}`);
assert.equal(same, SENSORS);
const row = (what: string, bytes: number): void =>
  console.log(
    `${what.padEnd(44)} ${String(bytes).padStart(10)}  ${(bytes / UPDATES).toFixed(1).padStart(6)}`,
  );
console.log(`${"bytes sent".padEnd(44)} ${"all".padStart(10)}  ${"each".padStart(6)}`);
row("the whole state with each update", sizes.state);
row("a message of 16 bytes with each update", sizes.messages);
row(`frames of ${BATCH} deltas`, sizes.frames);
row(`frames of ${BATCH} new values, for comparison`, sizes.values);
