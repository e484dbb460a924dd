/** Checks of what messages and frames are made of and read from. */

import { type RejectCode, RejectError, WrongTypeError } from "../reject.ts";

/** Returns if it is a Uint8Array. @throws WrongTypeError */
export function checkBytes(label: string, bytes: Uint8Array): void {
  if (!(bytes instanceof Uint8Array)) throw new WrongTypeError(label, "a Uint8Array", bytes);
}

/** Returns if it is an integer with 0 ≤ value < 2^32. @throws WrongTypeError, RejectError with the code */
export function checkUint32(label: string, value: number, code: RejectCode): void {
  const expected = "an integer, 0 <= value < 2^32";
  if (typeof value !== "number") throw new WrongTypeError(label, expected, value);
  if (value >>> 0 !== value) throw new RejectError(code, label, expected, value);
}

/** Sees bytes as numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
