/** Checks of the typed arrays that bulk calls take. */

import { checkAddress } from "../address.ts";
import { RejectError, WrongTypeError } from "../reject.ts";
import { checkWord, type Width } from "../word.ts";

/** Returns if it is a BigUint64Array. @throws WrongTypeError */
export function checkWords(label: string, words: BigUint64Array): void {
  if (!(words instanceof BigUint64Array)) throw new WrongTypeError(label, "a BigUint64Array", words);
}

/** Returns if a number of words is as expected. @throws RejectError `bad_length` */
export function checkLength(label: string, got: number, length: number): void {
  if (got !== length) throw new RejectError("bad_length", label, `${length} words`, got);
}

/** How many words there are before the first that does not fit into the width. */
export function fitting(words: BigUint64Array, width: Width): number {
  const { outsideLo, outsideHi } = width;
  if (outsideHi === 0) return words.length;
  const halves = new Int32Array(words.buffer, words.byteOffset, 2 * words.length);
  let at = 0;
  while (at < halves.length && ((halves[at]! & outsideLo) | (halves[at + 1]! & outsideHi)) === 0) at += 2;
  return at / 2;
}

/** Returns if every word fits into the width. @throws RejectError `word_out_of_range` for the first that does not */
export function checkFit(label: string, words: BigUint64Array, width: Width): void {
  const count = fitting(words, width);
  if (count < words.length) checkWord(`${label}[${count}]`, words[count]!, width);
}

/**
 * Returns if `addresses` and `deltas` are such arrays, of one length.
 *
 * @throws WrongTypeError, RejectError `bad_length`
 */
export function checkPairing(label: string, addresses: Uint32Array, deltas: BigUint64Array): void {
  if (!(addresses instanceof Uint32Array)) {
    throw new WrongTypeError(`${label}(addresses)`, "a Uint32Array", addresses);
  }
  checkWords(`${label}(deltas)`, deltas);
  checkLength(`${label}(deltas)`, deltas.length, addresses.length);
}

/**
 * Returns if every address is below `contexts` and every delta fits the width.
 *
 * @throws RejectError for the first pair refused: `address_out_of_range`, else `word_out_of_range`
 */
export function checkPairs(
  label: string,
  contexts: number,
  addresses: Uint32Array,
  deltas: BigUint64Array,
  width: Width,
): void {
  let bad = 0;
  while (bad < addresses.length && addresses[bad]! < contexts) bad++;
  checkFit(`${label}(deltas)`, deltas.subarray(0, bad), width);
  if (bad < addresses.length) checkAddress(`${label}(addresses)[${bad}]`, addresses[bad]!, contexts);
}
