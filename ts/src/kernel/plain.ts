/** XOR over arrays in plain JavaScript: for short arrays, and for all where the host has no kernel. */

/**
 * The XOR of all words. It is gathered in a typed array: a bigint in a local variable would be made anew for each word,
 * which was measured to be 28 times slower.
 */
export function foldPlain(words: BigUint64Array): bigint {
  const fold = new BigUint64Array(1);
  for (let i = 0; i < words.length; i++) fold[0]! ^= words[i]!;
  return fold[0]!;
}

/**
 * Every word of `target` becomes its XOR with the word of `source` at the same index. The arrays are of one length, and
 * are the same or have no byte in common.
 */
export function xorPlain(target: BigUint64Array, source: BigUint64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! ^= source[i]!;
}

/** For each index i, XORs `deltas[i]` into the word of `target` at `addresses[i]`. The arrays have no byte in common. */
export function scatterPlain(target: BigUint64Array, addresses: Uint32Array, deltas: BigUint64Array): void {
  for (let i = 0; i < addresses.length; i++) target[addresses[i]!]! ^= deltas[i]!;
}
