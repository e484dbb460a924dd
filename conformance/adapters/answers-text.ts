/** Texts of the vectors as numbers and bytes, and refusals as results. */
import type { Operands } from "./offers.ts";

/** Texts by name. */
export type Texts = Readonly<Record<string, string>>;

/** A number of any size. */
export const number = (text: string): bigint => BigInt(`0x${text}`);
/** A number in as many digits. */
export const digits = (value: bigint, count: number): string => value.toString(16).padStart(count, "0");
/** A word of this width. */
export const word = (value: bigint, widthBits: number): string => digits(value, widthBits / 4);
/** Bytes, the first one first. */
export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
/** Numbers by name. */
export const numbers = (texts: Texts): Operands =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, number(text)]));

/** What a call gives, and `ok`; or what it gives instead when it is refused, and the reject code. */
export function tried<T>(call: () => T, refused: T): { value: T; code: string } {
  try {
    return { value: call(), code: "ok" };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!/^[a-z]+(_[a-z]+)*$/.test(code) || code === "wrong_type") throw error;
    return { value: refused, code: `reject:${code}` };
  }
}
