/** Numbers as bytes, fixed and variable, and the reasons to refuse bytes. Bytes are arrays of numbers from 0 to 255. */
import type { FixedField } from "./codec-ir.ts";

/** Bytes that were refused, by the name of the reason. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** Name of the reject code. */
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The number of `count` bytes, cut to them. */
export function fixed(order: "big" | "little", count: number, value: bigint): number[] {
  const bytes = Array.from({ length: count }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
  return order === "little" ? bytes : bytes.reverse();
}

/** The number that bytes are; 0 for none. */
export function fixedValue(order: "big" | "little", bytes: readonly number[]): bigint {
  const high = order === "little" ? [...bytes].reverse() : bytes;
  return high.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** The bytes of a layout whose fields stand one behind the other. @throws RangeError for a field without value */
export function writeFields(
  order: "big" | "little",
  fields: readonly FixedField[],
  values: Readonly<Record<string, bigint>>,
): number[] {
  const bytes: number[] = [];
  for (const { name, offset, bytes: count } of fields) {
    const value = values[name];
    if (value === undefined) throw new RangeError(`${name}: expected a value, got none`);
    if (offset !== bytes.length)
      throw new RangeError(`${name}: expected offset ${bytes.length}, got ${offset}`);
    bytes.push(...fixed(order, count, value));
  }
  return bytes;
}

/** The values of a layout's fields in bytes that are long enough. */
export function readFields(
  order: "big" | "little",
  fields: readonly FixedField[],
  bytes: readonly number[],
): Record<string, bigint> {
  return Object.fromEntries(
    fields.map(({ name, offset, bytes: count }) => [
      name,
      fixedValue(order, bytes.slice(offset, offset + count)),
    ]),
  );
}

/** Unsigned LEB128: the one form of a number. */
export function varint(value: bigint): number[] {
  return value < 128n ? [Number(value)] : [Number(128n + (value % 128n)), ...varint(value / 128n)];
}

/**
 * The number at the front of bytes, and the bytes behind it.
 *
 * @param limit - the longest form in bytes
 * @throws Refused `truncated` or `bad_varint`, whichever place comes first
 */
export function readVarint(limit: number, bytes: readonly number[]): [bigint, readonly number[]] {
  let value = 0n;
  for (let i = 0; i < limit; i++) {
    const byte = bytes[i];
    if (byte === undefined) throw new Refused("truncated");
    value += BigInt(byte % 128) << BigInt(7 * i);
    if (byte < 128) {
      if (byte === 0 && i > 0) throw new Refused("bad_varint");
      return [value, bytes.slice(i + 1)];
    }
  }
  throw new Refused("bad_varint");
}
