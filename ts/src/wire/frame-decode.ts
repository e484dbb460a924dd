/** From bytes to a frame, or to the first reason to refuse them. */

import { asText } from "../describe.ts";
import type { FrameFields } from "../frame-fields.ts";
import { RejectError, type WireCode } from "../reject.ts";
import { type WidthBits, widthOf } from "../word.ts";
import { checkBytes, viewOf } from "./bytes.ts";
import { crc32c } from "./crc.ts";
import { ADDRESS_BYTES, DELTA_BYTES, FRAME } from "./layout.ts";
import { VarintReader } from "./varint.ts";

/** The fields of the frame that bytes are. @throws as `Frame.decode` */
export function decodeFrame(bytes: Uint8Array): Required<FrameFields> {
  checkBytes("decode(bytes)", bytes);
  const { length } = bytes;
  if (length < FRAME.minBytes || length > FRAME.maxBytes) {
    refuse("bad_length", "", `${FRAME.minBytes} to ${FRAME.maxBytes} bytes`, length);
  }
  const view = viewOf(bytes);
  const end = length - FRAME.checksumBytes;
  const magic = view.getUint32(FRAME.magic, true);
  if (magic !== FRAME.magicWord) refuse("bad_magic", " magic", "ATMd", asText(`0x${magic.toString(16)}`));
  const version = bytes[FRAME.version]!;
  if (version !== FRAME.versionNumber) refuse("bad_version", " version", `${FRAME.versionNumber}`, version);
  const checksum = view.getUint32(end, true);
  const computed = crc32c(bytes, end);
  if (checksum !== computed) refuse("bad_checksum", " checksum", `${computed}`, checksum);
  const width = bytes[FRAME.width]!;
  if (!isWidth(width)) refuse("bad_width", " width", "8, 16, 32 or 64 (bits)", width);
  const count = view.getUint16(FRAME.count, true);
  if (count < FRAME.minEntries || count > FRAME.maxEntries) {
    refuse("bad_count", " count", `${FRAME.minEntries} to ${FRAME.maxEntries} entries`, count);
  }
  const first = view.getBigUint64(FRAME.first, true);
  if (first + BigInt(count) > 2n ** 64n) {
    refuse("sequence_out_of_range", " first", `at most 2^64 - ${count}`, first);
  }
  const entries = readEntries(bytes, end, count, width as WidthBits);
  const origin = view.getBigUint64(FRAME.origin, true);
  return { width: width as WidthBits, origin, epoch: view.getUint32(FRAME.epoch, true), first, ...entries };
}

function readEntries(
  bytes: Uint8Array,
  end: number,
  count: number,
  width: WidthBits,
): Pick<FrameFields, "addresses" | "deltas"> {
  const { outsideLo, outsideHi } = widthOf(width);
  const addresses = new Uint32Array(count);
  const deltas = new BigUint64Array(count);
  const halves = new Int32Array(deltas.buffer);
  const reader = new VarintReader(bytes, FRAME.headerBytes, end);
  for (let i = 0; i < count; i++) {
    reader.read(ADDRESS_BYTES);
    if ((reader.hi | reader.over) !== 0) {
      refuse(
        "address_out_of_range",
        ` entry ${i} address`,
        "below 2^32",
        asText("a number of 33 bits or more"),
      );
    }
    addresses[i] = reader.lo;
    reader.read(DELTA_BYTES[width]);
    if (((reader.lo & outsideLo) | (reader.hi & outsideHi) | reader.over) !== 0) {
      refuse("word_out_of_range", ` entry ${i} delta`, `below 2^${width}`, asText("a number of more bits"));
    }
    halves[2 * i] = reader.lo;
    halves[2 * i + 1] = reader.hi;
  }
  if (reader.at < end)
    refuse("trailing_bytes", "", `${count} entries`, asText(`${end - reader.at} bytes more`));
  return { addresses, deltas };
}

function isWidth(bits: number): boolean {
  return bits in DELTA_BYTES;
}

function refuse(code: WireCode, place: string, expected: string, got: unknown): never {
  throw new RejectError(code, `decode(bytes)${place}`, expected, got);
}
