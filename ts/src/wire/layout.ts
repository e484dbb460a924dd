/**
 * Where the numbers of messages and frames stand, and their limits. A test compares every value with what Lean emitted
 * (`spec/ir/wire`). Offsets and lengths are in bytes.
 */

/** A message; all numbers are big-endian. */
export const MESSAGE = {
  bytes: 16,
  address: 0,
  delta: 4,
  sequence: 12,
} as const;

/** A frame; all numbers of fixed length are little-endian. Limits are inclusive. */
export const FRAME = {
  /** `ATMd`, read as a number. */
  magicWord: 0x644d5441,
  versionNumber: 1,
  minBytes: 34,
  maxBytes: 61_472,
  minEntries: 1,
  maxEntries: 4096,
  headerBytes: 28,
  magic: 0,
  version: 4,
  width: 5,
  count: 6,
  origin: 8,
  first: 16,
  epoch: 24,
  checksumBytes: 4,
} as const;

/** The longest form of an address in an entry. */
export const ADDRESS_BYTES = 5;

/** The longest form of a delta in an entry, by width in bits. */
export const DELTA_BYTES = { 8: 2, 16: 3, 32: 5, 64: 10 } as const;

/** CRC-32C, least significant bit first. */
export const CHECKSUM = { polynomial: 0x82f63b78, init: 0xffffffff, xorOut: 0xffffffff } as const;
