/** Checks of arguments that many calls have in common. */

import { type RejectCode, RejectError, WrongTypeError } from "./reject.ts";

/**
 * Returns if it is an integer with least ≤ value ≤ most.
 *
 * @param name - what the number is, for the text of the error
 * @param code - of the refusal, `bad_length` unless given
 * @throws WrongTypeError when it is no number
 * @throws RejectError with the code when it is another number
 * @example
 * ```ts
 * checkInteger("limit", "limit", 5, 1, 10); // => undefined
 * ```
 */
export function checkInteger(
  label: string,
  name: string,
  value: number,
  least: number,
  most: number,
  code: RejectCode = "bad_length",
): void {
  const expected = `an integer, ${least} <= ${name} <= ${most}`;
  if (typeof value !== "number") throw new WrongTypeError(label, expected, value);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RejectError(code, label, expected, value);
  }
}

/**
 * Returns if options are an object.
 *
 * @param such - an example of them, for the text of the error
 * @throws WrongTypeError
 * @example
 * ```ts
 * checkOptions({}, "{ limit: 100 }"); // => undefined
 * ```
 */
export function checkOptions(options: object, such: string): void {
  if (typeof options !== "object" || options === null) {
    throw new WrongTypeError("options", `an object such as ${such}`, options);
  }
}
