/**
 * Transposes a 32 × 32 bit matrix in place: afterwards bit c of row r is what was bit r of row c. It turns 32 words,
 * one a lane, into 32 bit positions of all lanes, and back. (Hacker's Delight, 2nd ed., section 7-3, with bits
 * numbered from the least significant.)
 *
 * @param rows holds the rows from index `start` (inclusive) to `start + 32` (exclusive)
 */
export function transpose32(rows: Int32Array, start: number): void {
  for (let half = 16, mask = 0x0000ffff; half !== 0; half >>>= 1, mask ^= mask << half) {
    for (let k = 0; k < 32; k = (k + half + 1) & ~half) {
      const upper = rows[start + k]!;
      const lower = rows[start + k + half]!;
      const swapped = ((upper >>> half) ^ lower) & mask;
      rows[start + k] = upper ^ (swapped << half);
      rows[start + k + half] = lower ^ swapped;
    }
  }
}
