/**
 * Errors of the checked entry points. Every one has a stable `code`, so that no caller ever matches a text; the text
 * reads `label: expected …, got …`.
 */

import { describe } from "./describe.ts";

/** Why bytes are no message or no frame, spelt as in the spec (`spec/ir/wire`). */
export type WireCode =
  | "bad_length"
  | "bad_magic"
  | "bad_version"
  | "bad_checksum"
  | "bad_width"
  | "bad_count"
  | "sequence_out_of_range"
  | "truncated"
  | "bad_varint"
  | "address_out_of_range"
  | "word_out_of_range"
  | "trailing_bytes";

/**
 * Names of refusals. Those of ops (the first one here and two of the codecs) and of codecs are the spec's and spelt as
 * there (`spec/README.md`); the others are the binding's own: the spec knows no banks, no histories and no streams.
 */
export type RejectCode =
  | "reference_mismatch"
  | WireCode
  | "no_free_bank"
  | "bank_released"
  | "unknown_delta"
  | "foreign_delta"
  | "key_mismatch"
  | "duplicate_message"
  | "sequence_too_far"
  | "already_started"
  | "pending_full"
  | "too_many_origins";

/**
 * A value of the right type that the spec refuses. Whatever was called has changed nothing.
 *
 * @example
 * ```ts
 * const context = new AtomikContext({ width: 8 });
 * try {
 *   context.accum(0x100n);
 * } catch (error) {
 *   if (!(error instanceof RejectError)) throw error;
 *   error.code; // => "word_out_of_range"
 *   error.message; // => "accum(delta): expected a bigint, 0 <= value < 2^8, got 0x100"
 * }
 * context.accumulator; // => 0n
 * ```
 */
export class RejectError extends RangeError {
  /** Always `RejectError`. */
  override readonly name = "RejectError";
  /** Why, as the spec names it. */
  readonly code: RejectCode;

  /** The text is `label: expected …, got …`. */
  constructor(code: RejectCode, label: string, expected: string, got: unknown) {
    super(`${label}: expected ${expected}, got ${describe(got)}`);
    this.code = code;
  }
}

/**
 * A value of another type than documented. The spec knows words only, so this code is the binding's own.
 * Whatever was called has changed nothing.
 *
 * @example
 * ```ts
 * try {
 *   // @ts-expect-error a number is no word
 *   new AtomikContext().load(5);
 * } catch (error) {
 *   if (!(error instanceof WrongTypeError)) throw error;
 *   error.code; // => "wrong_type"
 *   error.message; // => "load(word): expected a bigint, 0 <= value < 2^64, got the number 5"
 * }
 * ```
 */
export class WrongTypeError extends TypeError {
  /** Always `WrongTypeError`. */
  override readonly name = "WrongTypeError";
  /** Always `wrong_type`. */
  readonly code = "wrong_type" as const;

  /** The text is `label: expected …, got …`. */
  constructor(label: string, expected: string, got: unknown) {
    super(`${label}: expected ${expected}, got ${describe(got)}`);
  }
}
