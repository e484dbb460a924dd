/** Many deltas, each at an address of its own: all of them, or none. */

import type { Width } from "../word.ts";
import { checkPairing, checkPairs, fitting } from "./check.ts";
import { scatterPlain } from "./plain.ts";

/**
 * For each index i, XORs `deltas[i]` into the word of `target` at `addresses[i]`. Where the arrays share memory, what they
 * held before the call counts.
 *
 * The addresses are checked on the way, and what was done is undone by doing it again if one is refused: a check of all
 * beforehand was measured to take as long as the work. This is plain JavaScript always: the kernel takes half the time, but
 * copying the arrays to where it sees them takes more than that.
 *
 * @throws WrongTypeError when one is no such array
 * @throws RejectError `bad_length` when there are not as many deltas as addresses; else, for the first pair refused,
 * `address_out_of_range`, else `word_out_of_range`; nothing has changed then
 */
export function scatter(
  label: string,
  target: BigUint64Array,
  addresses: Uint32Array,
  deltas: BigUint64Array,
  width: Width,
): void {
  checkPairing(label, addresses, deltas);
  const at = addresses.buffer === target.buffer ? addresses.slice() : addresses;
  const words = deltas.buffer === target.buffer ? deltas.slice() : deltas;
  const done = scatterPlain(target, at, words);
  if (done === at.length && fitting(words, width) === at.length) return;
  scatterPlain(target, at.subarray(0, done), words);
  checkPairs(label, target.length, at, words, width);
}
