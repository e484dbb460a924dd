/**
 * XOR over arrays in plain JavaScript: for short arrays, and for all where the host has no kernel.
 *
 * The words are seen as signed numbers, and no word is kept in a local variable: so the engine compiles to 64-bit
 * arithmetic. Otherwise it makes a bigint for each word, which was measured to be 30 times slower. For the same reason
 * `foldPlain` says that its result has 64 bits, which it does not see by itself where a word is written and read again.
 */

/** The XOR of all words. */
export function foldPlain(words: BigUint64Array): bigint {
  const from = signed(words);
  const fold = new BigInt64Array(1);
  for (let i = 0; i < from.length; i++) fold[0] = BigInt.asIntN(64, fold[0]! ^ from[i]!);
  return BigInt.asUintN(64, fold[0]!);
}

/**
 * Every word of `target` becomes its XOR with the word of `source` at the same index. The arrays are of one length, and
 * are the same or have no byte in common.
 */
export function xorPlain(target: BigUint64Array, source: BigUint64Array): void {
  const [into, from] = [signed(target), signed(source)];
  for (let i = 0; i < into.length; i++) into[i]! ^= from[i]!;
}

/**
 * For each index i, XORs `deltas[i]` into the word of `target` at `addresses[i]`, up to the first address that is none of
 * `target`. The arrays have no byte in common.
 *
 * @returns how many deltas were XORed
 */
export function scatterPlain(target: BigUint64Array, addresses: Uint32Array, deltas: BigUint64Array): number {
  const [into, from] = [signed(target), signed(deltas)];
  // Lengths asked for once: in the loop, they were measured to take as long as the rest of it.
  const [count, words] = [addresses.length, into.length];
  for (let i = 0; i < count; i++) {
    const address = addresses[i]!;
    if (address >= words) return i;
    into[address]! ^= from[i]!;
  }
  return count;
}

function signed(words: BigUint64Array): BigInt64Array {
  return new BigInt64Array(words.buffer, words.byteOffset, words.length);
}
