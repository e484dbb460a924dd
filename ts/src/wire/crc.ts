/** CRC-32C of bytes, eight at a time. */

import { CHECKSUM } from "./layout.ts";

/** Bytes that one step takes, each with a table of its own. */
const SLICES = 8;

/** For slice s: what a byte with s bytes behind it adds to the checksum. */
const tables: readonly Int32Array[] = (() => {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let register = byte;
    for (let bit = 0; bit < 8; bit++) {
      register = register & 1 ? (register >>> 1) ^ CHECKSUM.polynomial : register >>> 1;
    }
    return register;
  });
  const all = [first];
  while (all.length < SLICES) {
    all.push(all.at(-1)!.map((register) => (register >>> 8) ^ first[register & 255]!));
  }
  return all;
})();

/** The checksum of the first `length` bytes, 0 ≤ checksum < 2^32. */
export function crc32c(bytes: Uint8Array, length: number): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as unknown as readonly [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  let crc: number = CHECKSUM.init;
  let at = 0;
  for (; at + SLICES <= length; at += SLICES) {
    const low = crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    crc =
      t7[low & 255]! ^
      t6[(low >>> 8) & 255]! ^
      t5[(low >>> 16) & 255]! ^
      t4[low >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!;
  }
  for (; at < length; at++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]!) & 255]!;
  return (crc ^ CHECKSUM.xorOut) >>> 0;
}
