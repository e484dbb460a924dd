/** Values in the texts of errors. */

const shownDigits = 40;

/** What an error text shows as it is, without quotes or its type; for the binding's own words. */
export const asText = (text: string): object => ({ [TEXT]: text });
const TEXT: unique symbol = Symbol("text");

/**
 * A value as an error text shows it: bigints in hex, long ones cut, objects by their type alone.
 *
 * @example
 * ```ts
 * [describe(-255n), describe(5), describe("text")]; // => ["-0xff", "the number 5", "a string"]
 * ```
 */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "object" && TEXT in value) return String(value[TEXT]);
  if (typeof value === "bigint") {
    const digits = (value < 0n ? -value : value).toString(16);
    const shown = digits.length > shownDigits ? `${digits.slice(0, shownDigits)}…` : digits;
    return `${value < 0n ? "-" : ""}0x${shown}`;
  }
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  return /^[aeiou]/.test(typeof value) ? `an ${typeof value}` : `a ${typeof value}`;
}
