/** The options of everything that has words of one width. */

import { checkOptions } from "./arguments.ts";
import { type Width, type WidthBits, widthOf } from "./word.ts";

/** Options of a new context. */
export interface ContextOptions {
  /** Bits of a word; 64 unless given. */
  readonly width?: WidthBits;
}

/**
 * The width that options ask for.
 *
 * @throws WrongTypeError when the width is no number, or `options` no object
 * @throws RejectError `bad_width` when the width is not 8, 16, 32 or 64
 * @example
 * ```ts
 * widthOption({}).bits; // => 64
 * ```
 */
export function widthOption(options: ContextOptions): Width {
  checkOptions(options, "{ width: 64 }");
  return widthOf(options.width === undefined ? 64 : options.width);
}
