/** How cases of codecs and digests are asked and answered: texts in, texts out. */

/** One case of any suite. */
export interface CodecCase {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What a case says beside the question. */
export interface Answered {
  readonly expect: Readonly<Record<string, unknown>>;
  /** `ok` or `reject:<code>`. */
  readonly result: string;
}

/** Answers a case; what it expects is not looked at. */
export type Answer = (one: CodecCase) => Answered;

/** The number that hex digits say. */
export const word = (hex: string): bigint => BigInt(`0x${hex}`);

/** A number as hex of two digits a byte. */
export const hex = (value: bigint, bytes: number): string => value.toString(16).padStart(2 * bytes, "0");

/** An answer that refuses nothing. */
export const ok = (expect: Answered["expect"]): Answered => ({ expect, result: "ok" });
