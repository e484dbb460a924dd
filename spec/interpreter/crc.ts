/** A checksum, bit by bit, by its parameters in the IR. */
import type { ChecksumIr } from "./codec-ir.ts";

const word = (hex: string): bigint => BigInt(`0x${hex}`);

/** The checksum of bytes. */
export function checksumOf(ir: ChecksumIr, bytes: readonly number[]): bigint {
  let register = word(ir.init);
  for (const byte of bytes) {
    register ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      register = register & 1n ? (register >> 1n) ^ word(ir.polynomial) : register >> 1n;
    }
  }
  return register ^ word(ir.xorOut);
}
