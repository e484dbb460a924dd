/** The frame by its layout, limits and checksum in the IR. */
import { fixed, fixedValue, Refused, readFields, readVarint, varint, writeFields } from "./bytes.ts";
import type { FrameIr, VariableField } from "./codec-ir.ts";
import { checksumOf } from "./crc.ts";

/** A frame: the fields of the header that a sender chooses, and the entries by field. */
export interface FrameFields {
  /** In bits, one of the IR's. */
  readonly width: number;
  /** Header fields by name. */
  readonly header: Readonly<Record<string, bigint>>;
  /** Values in the order of the IR's entry fields. */
  readonly entries: readonly (readonly bigint[])[];
}

/** The bytes of a frame that can be sent. @throws RangeError for a field of the header without value */
export function encodeFrame(ir: FrameIr, frame: FrameFields): number[] {
  const header = {
    ...frame.header,
    magic: magicOf(ir),
    version: BigInt(ir.version),
    width: BigInt(frame.width),
    count: BigInt(frame.entries.length),
  };
  const body = writeFields(ir.byteOrder, ir.header, header);
  for (const entry of frame.entries) for (const value of entry) body.push(...varint(value));
  return [...body, ...fixed(ir.byteOrder, ir.checksum.bytes, checksumOf(ir.checksum, body))];
}

/**
 * The frame that bytes are.
 *
 * @throws Refused with the first reason, in the order of the IR
 */
export function decodeFrame(ir: FrameIr, bytes: readonly number[]): FrameFields {
  if (bytes.length < ir.minBytes || bytes.length > ir.maxBytes) throw new Refused("bad_length");
  const { magic, version, width, count, ...header } = readFields(ir.byteOrder, ir.header, bytes);
  const body = bytes.slice(0, -ir.checksum.bytes);
  const checksum = fixedValue(ir.byteOrder, bytes.slice(body.length));
  if (magic !== magicOf(ir)) throw new Refused("bad_magic");
  if (version !== BigInt(ir.version)) throw new Refused("bad_version");
  if (checksum !== checksumOf(ir.checksum, body)) throw new Refused("bad_checksum");
  if (!ir.widths.includes(Number(width))) throw new Refused("bad_width");
  if (count! < ir.minEntries || count! > ir.maxEntries) throw new Refused("bad_count");
  if (header.first! + count! > 1n << BigInt(8 * sizeOf(ir, "first")))
    throw new Refused("sequence_out_of_range");

  let rest: readonly number[] = body.slice(ir.headerBytes);
  const entries: bigint[][] = [];
  for (let i = 0n; i < count!; i++) {
    const entry: bigint[] = [];
    for (const field of ir.entry) {
      const [value, behind] = readVarint(limitOf(field, Number(width)), rest);
      const bits = field.bits === "width" ? width! : BigInt(field.bits);
      if (value >= 1n << bits) throw new Refused(field.reject);
      entry.push(value);
      rest = behind;
    }
    entries.push(entry);
  }
  if (rest.length > 0) throw new Refused("trailing_bytes");
  return { width: Number(width), header: header as Record<string, bigint>, entries };
}

function magicOf(ir: FrameIr): bigint {
  return fixedValue(ir.byteOrder, [...Buffer.from(ir.magic, "hex")]);
}

function sizeOf(ir: FrameIr, field: string): number {
  return ir.header.find(({ name }) => name === field)!.bytes;
}

function limitOf({ maxBytes }: VariableField, width: number): number {
  return typeof maxBytes === "number" ? maxBytes : maxBytes[width]!;
}
