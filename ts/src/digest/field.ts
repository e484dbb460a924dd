/**
 * The field of 2^64 elements: words as polynomials over GF(2), bit i the coefficient of x^i, modulo
 * x^64 + x^4 + x^3 + x + 1. A word is two 32-bit halves; a product is made four bits at a time.
 */

/** What x^64 is equal to. */
export const REDUCTION = 0x1b;

/** For four bits that were shifted out at the top: what they are equal to, a low half. */
const OVERFLOW: Int32Array = Int32Array.from({ length: 16 }, (_, bits) => {
  let sum = 0;
  for (let i = 0; i < 4; i++) if ((bits >> i) & 1) sum ^= REDUCTION << i;
  return sum;
});

/** Writes the products of a word and each polynomial of degree below 4, low and high halves in turn, 32 halves. */
export function multiples(into: Int32Array, lo: number, hi: number): void {
  into[0] = 0;
  into[1] = 0;
  into[2] = lo;
  into[3] = hi;
  for (let bit = 2; bit < 16; bit *= 2) {
    const low = into[bit]!;
    const high = into[bit + 1]!;
    into[2 * bit] = (low << 1) ^ (-(high >>> 31) & REDUCTION);
    into[2 * bit + 1] = (high << 1) | (low >>> 31);
    for (let rest = 1; rest < bit; rest++) {
      into[2 * (bit + rest)] = into[2 * bit]! ^ into[2 * rest]!;
      into[2 * (bit + rest) + 1] = into[2 * bit + 1]! ^ into[2 * rest + 1]!;
    }
  }
}

/** Products of words, and the sum of many of them. Keeps its room for work, so that no call makes anything. */
export class Products {
  readonly #multiples: Int32Array<ArrayBuffer> = new Int32Array(32);
  /** For each place of four bits in a word: the sum of the multiples that stood there. */
  readonly #sums: Int32Array<ArrayBuffer> = new Int32Array(32);
  /** The low half of the product or sum made last, as an Int32. */
  lo: number = 0;
  /** Its high half. */
  hi: number = 0;

  /** The product of two words. */
  multiply(aLo: number, aHi: number, bLo: number, bHi: number): void {
    const table = this.#multiples;
    multiples(table, bLo, bHi);
    let lo = 0;
    let hi = 0;
    for (let half = 0; half < 2; half++) {
      const word = half === 0 ? aHi : aLo;
      for (let shift = 28; shift >= 0; shift -= 4) {
        const over = OVERFLOW[hi >>> 28]!;
        const at = 2 * ((word >>> shift) & 15);
        hi = ((hi << 4) | (lo >>> 28)) ^ table[at + 1]!;
        lo = (lo << 4) ^ over ^ table[at]!;
      }
    }
    this.lo = lo;
    this.hi = hi;
  }

  /** The sum of the products of the first `count` words and the keys from place `key` on; arrays hold halves in turn. */
  sum(keys: Int32Array, key: number, words: Int32Array, count: number): void {
    const table = this.#multiples;
    const sums = this.#sums;
    sums.fill(0);
    for (let i = 0; i < count; i++) {
      const lo = words[2 * i]!;
      const hi = words[2 * i + 1]!;
      if ((lo | hi) === 0) continue;
      multiples(table, keys[2 * (key + i)]!, keys[2 * (key + i) + 1]!);
      for (let place = 0; place < 8; place++) {
        const low = 2 * ((lo >>> (4 * place)) & 15);
        const high = 2 * ((hi >>> (4 * place)) & 15);
        sums[2 * place]! ^= table[low]!;
        sums[2 * place + 1]! ^= table[low + 1]!;
        sums[2 * place + 16]! ^= table[high]!;
        sums[2 * place + 17]! ^= table[high + 1]!;
      }
    }
    let lo = 0;
    let hi = 0;
    for (let place = 30; place >= 0; place -= 2) {
      const over = OVERFLOW[hi >>> 28]!;
      hi = ((hi << 4) | (lo >>> 28)) ^ sums[place + 1]!;
      lo = (lo << 4) ^ over ^ sums[place]!;
    }
    this.lo = lo;
    this.hi = hi;
  }
}
