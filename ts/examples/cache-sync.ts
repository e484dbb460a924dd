/**
 * Cache sync: three nodes keep the same cache of flags. Each entry has one node that writes it; a write is sent as the XOR
 * of old and new. Two nodes that write one entry at once leave a value that neither wrote, as the end shows.
 */
import assert from "node:assert/strict";
import { DeltaStream } from "atomik/stream";

const ENTRIES = 6;
const names = ["paris", "oslo", "rome"];
const nodes = names.map(() => new DeltaStream(ENTRIES, { width: 8 }));

/** Writes an entry at a node and sends the delta to all others. */
function write(node: number, entry: number, value: bigint): void {
  const message = nodes[node]!.accum(entry, nodes[node]!.read(entry) ^ value);
  for (const [other, stream] of nodes.entries()) {
    if (other !== node) stream.apply(message.encode(), names[node]!);
  }
}
const states = (node: DeltaStream): string =>
  Array.from(node.entries(), ([, state]) => state.toString(16).padStart(2, "0")).join(" ");

console.log("entries 0 and 1 belong to paris, 2 and 3 to oslo, 4 and 5 to rome");
for (const [node, entry, value] of [
  [0, 0, 0x11n],
  [1, 2, 0x22n],
  [2, 4, 0x33n],
  [0, 1, 0x44n],
  [1, 2, 0x55n],
  [2, 5, 0x66n],
] as const) {
  assert.equal(Math.floor(entry / 2), node, "a node writes its own entries");
  write(node, entry, value);
}
for (const [i, node] of nodes.entries()) console.log(`${names[i]!.padEnd(5)} ${states(node)}`);
assert.equal(new Set(nodes.map(states)).size, 1);

const [one, two] = [new DeltaStream(1), new DeltaStream(1)];
const [five, three] = [one.accum(0, 0n ^ 5n), two.accum(0, 0n ^ 3n)];
two.apply(five, "one");
one.apply(three, "two");
console.log(`without an owner: one writes 5, two writes 3, both read ${one.read(0)} and ${two.read(0)}`);
assert.deepEqual([one.read(0), two.read(0)], [6n, 6n]);
