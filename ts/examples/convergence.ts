/**
 * Multi-stream convergence: three ends accumulate, send messages to each other over a wire that reorders and repeats them,
 * and come to the same states. That needs every message exactly once, which is what the streams see to: without it the
 * same wire leaves the ends different.
 */
import assert from "node:assert/strict";
import { AtomikContext } from "atomik/context";
import { DeltaStream } from "atomik/stream";

const hex = (word: bigint): string => `0x${word.toString(16)}`;
const names = ["a", "b", "c"] as const;
type Name = (typeof names)[number];

/** What the wire delivers: to whom, from whom, which bytes. */
interface Delivery {
  readonly to: Name;
  readonly from: Name;
  readonly bytes: Uint8Array;
}

/** The deliveries in another order, each third one twice: the same disorder every time. */
function disorder(deliveries: readonly Delivery[]): Delivery[] {
  const repeated = deliveries.flatMap((delivery, i) => (i % 3 === 0 ? [delivery, delivery] : [delivery]));
  return repeated
    .map((delivery, i) => ({ delivery, rank: (i * 7919) % 1009 }))
    .sort((one, two) => one.rank - two.rank)
    .map(({ delivery }) => delivery);
}

const ends = new Map(names.map((name) => [name, new DeltaStream(1)]));
for (const end of ends.values()) end.load(0, 0xaaaan);
const sent: Delivery[] = [];
for (const [i, from] of names.entries()) {
  for (let n = 0; n < 20; n++) {
    const bytes = ends
      .get(from)!
      .accum(0, BigInt((i * 20 + n) ** 3))
      .encode();
    for (const to of names) if (to !== from) sent.push({ to, from, bytes });
  }
}

const wire = disorder(sent);
let refused = 0;
for (const { to, from, bytes } of wire) {
  try {
    ends.get(to)!.apply(bytes, from);
  } catch (error) {
    assert.equal((error as { code: string }).code, "duplicate_message");
    refused++;
  }
}
console.log(
  `${sent.length} messages, ${wire.length} deliveries in disorder, ${refused} refused as duplicates`,
);
for (const [name, end] of ends) console.log(`${name}: ${hex(end.read(0))}`);
assert.equal(new Set([...ends.values()].map((end) => end.read(0))).size, 1);

const plain = new Map(names.map((name) => [name, new AtomikContext()]));
for (const [i, name] of names.entries()) {
  plain.get(name)!.load(0xaaaan);
  for (let n = 0; n < 20; n++) plain.get(name)!.accum(BigInt((i * 20 + n) ** 3));
}
for (const { to, bytes } of wire) plain.get(to)!.accum(new DataView(bytes.buffer).getBigUint64(4));
console.log("the same deliveries, applied as often as they come:");
for (const [name, context] of plain) console.log(`${name}: ${hex(context.read())}`);
assert.notEqual(new Set([...plain.values()].map((context) => context.read())).size, 1);

const [sender, receiver] = [new DeltaStream(1), new DeltaStream(1)];
sender.accum(0, 1n);
receiver.apply(sender.accum(0, 2n), "sender");
console.log(`a lost message is noticed by the next one: ${receiver.missing("sender")} missing`);
for (const message of sender.pending.slice(0, 1)) receiver.apply(message, "sender");
console.log(
  `sent again from what waits: ${receiver.missing("sender")} missing, both at ${hex(receiver.read(0))}`,
);
assert.equal(receiver.read(0), sender.read(0));
