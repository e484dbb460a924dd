/** Addresses: which context of a table, counted from 0. */

import { checkInteger } from "./arguments.ts";
import { RejectError, WrongTypeError } from "./reject.ts";

/** The most contexts of one table, 2^27; that many take 2 GiB. */
export const MAX_CONTEXTS: number = 2 ** 27;

/**
 * Whether it is an integer with 0 ≤ address < contexts.
 *
 * @example
 * ```ts
 * [isAddress(255, 256), isAddress(256, 256), isAddress(0.5, 256)]; // => [true, false, false]
 * ```
 */
export function isAddress(address: unknown, contexts: number): boolean {
  return typeof address === "number" && address >>> 0 === address && address < contexts;
}

/**
 * Returns if `address` is an integer with 0 ≤ address < contexts.
 *
 * @throws WrongTypeError when it is no number
 * @throws RejectError `address_out_of_range` when it is another number, a fraction and NaN among them
 * @example
 * ```ts
 * checkAddress("seat", 255, 256); // => undefined
 * ```
 */
export function checkAddress(label: string, address: number, contexts: number): void {
  if (!isAddress(address, contexts)) refuseAddress(label, address, contexts);
}

// Apart from the check, so that the check stays small enough to be inlined.
function refuseAddress(label: string, address: unknown, contexts: number): never {
  const expected = `an integer, 0 <= address < ${contexts}`;
  if (typeof address !== "number") throw new WrongTypeError(label, expected, address);
  throw new RejectError("address_out_of_range", label, expected, address);
}

/**
 * Returns if `contexts` is an integer with 0 ≤ contexts ≤ `MAX_CONTEXTS`.
 *
 * @throws WrongTypeError when it is no number
 * @throws RejectError `bad_length` when it is another number
 * @example
 * ```ts
 * checkContexts(MAX_CONTEXTS); // => undefined
 * ```
 */
export function checkContexts(contexts: number): void {
  checkInteger("contexts", "contexts", contexts, 0, MAX_CONTEXTS);
}
