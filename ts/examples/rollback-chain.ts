/**
 * Rollback chain: undo and redo of one's own edits while others edit the same word. A delta is its own inverse, so that any
 * edit can be taken back, not only the last one. What was computed from an edit is not taken back with it.
 */
import assert from "node:assert/strict";
import { AtomikContext } from "atomik/context";
import { History } from "atomik/history";

const hex = (word: bigint): string => `0x${word.toString(16).padStart(4, "0")}`;
const settings = new AtomikContext({ width: 16 });
const [mine, theirs] = [new History(settings), new History(settings)];
const show = (what: string): void => console.log(`${what.padEnd(40)} ${hex(settings.read())}`);

show("at first");
const first = mine.accum(0x0001n);
mine.accum(0x0010n);
mine.accum(0x0100n);
show("I flip three flags");
const foreign = theirs.accum(0x4000n);
show("somebody else flips one");
mine.undo();
mine.undo();
show("I undo my last two; theirs stays");
assert.equal(settings.read(), 0x4001n);
mine.redo();
show("I redo one");
mine.undo(first);
show("I undo my first one, out of order");
assert.equal(settings.read(), 0x4010n);
try {
  mine.undo(foreign);
  assert.fail("expected a refusal");
} catch (error) {
  const { code } = error as { code: string };
  assert.equal(code, "foreign_delta");
  show(`I undo theirs: refused, ${code}`);
}

console.log("\nnumbers that depend on each other are no flags:");
const number = new AtomikContext();
const history = new History(number);
const toFive = history.accum(0n ^ 5n);
history.accum(5n ^ 6n);
console.log(`0 becomes 5, and 5 becomes ${number.read()}`);
history.undo(toFive);
console.log(`without the first step: ${number.read()}, which nobody wrote; undo in reverse order instead`);
assert.equal(number.read(), 3n);
