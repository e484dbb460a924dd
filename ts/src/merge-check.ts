/** What may be merged into what. */

import { RejectError } from "./reject.ts";
import type { WidthBits } from "./word.ts";

/** What a merge asks of a context. */
export interface Mergeable {
  /** Bits of a word. */
  readonly width: WidthBits;
  /** The word that deltas are counted from. */
  readonly reference: bigint;
}

/**
 * Returns if `other` has the width and the reference of `mine`.
 *
 * @throws RejectError `bad_width`, else `reference_mismatch`
 * @example
 * ```ts
 * checkMerge("merge(other)", new AtomikContext(), new AtomikContext()); // => undefined
 * ```
 */
export function checkMerge(label: string, mine: Mergeable, other: Mergeable): void {
  if (other.width !== mine.width) {
    throw new RejectError("bad_width", label, `a width of ${mine.width} bits`, other.width);
  }
  if (other.reference !== mine.reference) {
    const expected = `reference 0x${mine.reference.toString(16)}`;
    throw new RejectError("reference_mismatch", label, expected, other.reference);
  }
}
