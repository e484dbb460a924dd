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

/** Returns if every word fits into the width. @throws RejectError `word_out_of_range` for the first that does not */
export function checkFit(label: string, words: BigUint64Array, width: Width): void {
  const { outsideLo, outsideHi } = width;
  if (outsideHi === 0) return;
  const halves = new Int32Array(words.buffer, words.byteOffset, 2 * words.length);
  for (let i = 0; i < words.length; i++) {
    if (((halves[2 * i]! & outsideLo) | (halves[2 * i + 1]! & outsideHi)) !== 0) {
      checkWord(`${label}[${i}]`, words[i]!, width);
    }
  }
}

/**
 * Returns if `addresses` and `deltas` are as many, every address is below `contexts` and every delta fits the width.
 *
 * @throws WrongTypeError when one is no such array
 * @throws RejectError `bad_length`; else, for the first pair refused, `address_out_of_range`, else `word_out_of_range`
 */
export function checkPairs(
  label: string,
  contexts: number,
  addresses: Uint32Array,
  deltas: BigUint64Array,
  width: Width,
): void {
  if (!(addresses instanceof Uint32Array)) {
    throw new WrongTypeError(`${label}(addresses)`, "a Uint32Array", addresses);
  }
  checkWords(`${label}(deltas)`, deltas);
  checkLength(`${label}(deltas)`, deltas.length, addresses.length);
  let bad = 0;
  while (bad < addresses.length && addresses[bad]! < contexts) bad++;
  checkFit(`${label}(deltas)`, deltas.subarray(0, bad), width);
  if (bad < addresses.length) checkAddress(`${label}(addresses)[${bad}]`, addresses[bad]!, contexts);
}
