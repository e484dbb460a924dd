/** From a frame to bytes. */

import type { FrameFields } from "../frame-fields.ts";
import { viewOf } from "./bytes.ts";
import { crc32c } from "./crc.ts";
import { ADDRESS_BYTES, DELTA_BYTES, FRAME } from "./layout.ts";
import { writeVarint } from "./varint.ts";

/** The bytes of a frame whose fields are known to be right. */
export function encodeFrame(frame: Required<FrameFields>): Uint8Array<ArrayBuffer> {
  const { width, addresses, deltas } = frame;
  const count = addresses.length;
  const most = FRAME.headerBytes + count * (ADDRESS_BYTES + DELTA_BYTES[width]) + FRAME.checksumBytes;
  const bytes = new Uint8Array(most);
  const view = viewOf(bytes);
  view.setUint32(FRAME.magic, FRAME.magicWord, true);
  view.setUint8(FRAME.version, FRAME.versionNumber);
  view.setUint8(FRAME.width, width);
  view.setUint16(FRAME.count, count, true);
  view.setBigUint64(FRAME.origin, frame.origin, true);
  view.setBigUint64(FRAME.first, frame.first, true);
  view.setUint32(FRAME.epoch, frame.epoch, true);
  const halves = new Int32Array(deltas.buffer, deltas.byteOffset, 2 * count);
  let at: number = FRAME.headerBytes;
  for (let i = 0; i < count; i++) {
    at = writeVarint(bytes, at, addresses[i]!, 0);
    at = writeVarint(bytes, at, halves[2 * i]!, halves[2 * i + 1]!);
  }
  view.setUint32(at, crc32c(bytes, at), true);
  return bytes.slice(0, at + FRAME.checksumBytes);
}
