/** Random numbers that one 32-bit seed determines on every machine. */

/** Marsaglia's 32-bit xorshift; every value but 0 occurs once in 2^32 - 1 steps. */
export class Xorshift {
  #state: number;

  /** @param seed any 32-bit number; 0 is replaced, as it would stay 0 */
  constructor(seed: number) {
    this.#state = seed | 0 || 0x9e3779b9;
  }

  /** The next number, `-2^31 ≤ n < 2^31`, never 0. */
  next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state;
  }
}

/** The seed of program `index` of a run: murmur3's finaliser, so that neighbours have nothing in common. */
export function programSeed(seed: number, index: number): number {
  let h = (seed ^ Math.imul(index + 1, 0x9e3779b9)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
