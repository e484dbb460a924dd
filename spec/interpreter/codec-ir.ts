/** Loads the emitted IR of codecs and digests. Offsets, limits and polynomials come from there and from nowhere else. */
import { IrError } from "./expression.ts";
import { readObject } from "./json.ts";

/** One number of fixed length. */
export interface FixedField {
  readonly name: string;
  /** First byte, zero-based. */
  readonly offset: number;
  readonly bytes: number;
}

/** One reason to refuse bytes. */
export interface Reason {
  readonly status: number;
  readonly name: string;
}

/** `message.json`. */
export interface MessageIr {
  readonly byteOrder: "big" | "little";
  readonly bytes: number;
  readonly fields: readonly FixedField[];
  /** First priority first. */
  readonly rejects: readonly Reason[];
}

/** One number of variable length inside an entry. */
export interface VariableField {
  readonly name: string;
  /** The number is below 2^bits; `width` is the width of the frame. */
  readonly bits: number | "width";
  /** The longest form in bytes; by width if `bits` is. */
  readonly maxBytes: number | Readonly<Record<string, number>>;
  /** Name of the reason to refuse a larger number. */
  readonly reject: string;
}

/** A checksum of 32 bits, least significant bit first; words are hex of 8 digits. */
export interface ChecksumIr {
  readonly bytes: number;
  readonly polynomial: string;
  readonly init: string;
  readonly xorOut: string;
  readonly check: { readonly bytes: string; readonly checksum: string };
}

/** `frame.json`. */
export interface FrameIr {
  readonly byteOrder: "big" | "little";
  /** Hex, first byte first. */
  readonly magic: string;
  readonly version: number;
  readonly widths: readonly number[];
  /** Inclusive. */
  readonly minBytes: number;
  /** Inclusive. */
  readonly maxBytes: number;
  /** Inclusive. */
  readonly minEntries: number;
  /** Inclusive. */
  readonly maxEntries: number;
  readonly headerBytes: number;
  readonly header: readonly FixedField[];
  readonly entry: readonly VariableField[];
  readonly checksum: ChecksumIr;
  /** First priority first. */
  readonly rejects: readonly Reason[];
}

/**
 * Reads one file of the IR below `directory`, the folder `spec/ir`. Its shape is checked by the JSON Schema of its kind.
 *
 * @throws IrError for a file that cannot be read, or whose schema has another name
 */
export function loadCodecIr<T>(directory: string, file: string, schema: string): T {
  const json = readObject(directory, file);
  if (json.schema !== schema) throw new IrError(`${file} schema`, schema, json.schema);
  return json as T;
}
