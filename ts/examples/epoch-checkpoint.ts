/**
 * Epoch checkpoint: `swap` makes the state the new reference, so that a saved checkpoint and the deltas since then are all
 * that a restart needs. Deltas of an earlier epoch cannot be undone any more: they are part of the reference.
 */
import assert from "node:assert/strict";
import { AtomikContext } from "atomik/context";
import { History } from "atomik/history";

const hex = (word: bigint): string => `0x${word.toString(16).padStart(4, "0")}`;

const context = new AtomikContext({ width: 16 });
const history = new History(context);
context.load(0x1000n);
history.clear();

let saved = context.read();
let log: bigint[] = [];
const earlier = history.accum(0x0001n);
for (const [epoch, deltas] of [[0x0010n, 0x0100n], [0x0002n], [0x0020n, 0x0200n, 0x0002n]].entries()) {
  for (const delta of deltas) context.accum(delta);
  saved = context.swap();
  log = [];
  console.log(`epoch ${epoch} ends at ${hex(saved)}; the accumulator is ${hex(context.accumulator)} again`);
}
for (const delta of [0x4000n, 0x0004n]) {
  log.push(delta);
  context.accum(delta);
}
console.log(`now ${hex(context.read())}: checkpoint ${hex(saved)} and ${log.length} deltas since`);

const restarted = new AtomikContext({ width: 16 });
restarted.load(saved);
for (const delta of log) restarted.accum(delta);
console.log(`restarted from these: ${hex(restarted.read())}`);
assert.equal(restarted.read(), context.read());

try {
  history.undo(earlier);
  assert.fail("expected a refusal");
} catch (error) {
  const { code } = error as { code: string };
  assert.equal(code, "reference_mismatch");
  console.log(`undoing a delta of epoch 0: refused, ${code}`);
}
