/** Checks of a change that a digest is told. */

import { RejectError, WrongTypeError } from "../reject.ts";
import { checkBytes } from "../wire/bytes.ts";

/**
 * Returns if `newBytes` can have come in the place of `oldBytes`, in a buffer of `length` bytes.
 *
 * @throws WrongTypeError, RejectError `bad_length`
 */
export function checkChange(
  label: string,
  length: number,
  offset: number,
  oldBytes: Uint8Array,
  newBytes: Uint8Array,
): void {
  checkBytes(`${label}(oldBytes)`, oldBytes);
  checkBytes(`${label}(newBytes)`, newBytes);
  if (oldBytes.length !== newBytes.length) {
    throw new RejectError("bad_length", `${label}(newBytes)`, `${oldBytes.length} bytes`, newBytes.length);
  }
  const last = length - newBytes.length;
  const expected = `an integer, 0 <= offset <= ${last}, as the buffer has ${length} bytes`;
  if (typeof offset !== "number") throw new WrongTypeError(`${label}(offset)`, expected, offset);
  if (!Number.isInteger(offset) || offset < 0 || offset > last) {
    throw new RejectError("bad_length", `${label}(offset)`, expected, offset);
  }
}
