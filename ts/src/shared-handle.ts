/** Handles: what a thread needs to attach to a shared table. */

import { checkContexts } from "./address.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { type SharedHandle, sharedBytes } from "./shared-memory.ts";

/**
 * A copy of a handle whose numbers fit its buffer; the width is not looked at.
 *
 * @throws WrongTypeError when it is no handle
 * @throws RejectError `bad_length` when they do not fit
 * @example
 * ```ts
 * const { handle } = SharedTable.create(4, { banks: 1 });
 * checkedHandle(structuredClone(handle)).banks; // => 1
 * ```
 */
export function checkedHandle(handle: SharedHandle): SharedHandle {
  if (typeof handle !== "object" || handle === null || !(handle.buffer instanceof SharedArrayBuffer)) {
    throw new WrongTypeError("attach(handle)", "the handle of a SharedTable", handle);
  }
  const { buffer, contexts, banks, width } = handle;
  checkContexts(contexts);
  const bytes = sharedBytes(contexts, banks);
  if (buffer.byteLength !== bytes) {
    throw new RejectError("bad_length", "attach(handle)", `a buffer of ${bytes} bytes`, buffer.byteLength);
  }
  return Object.freeze({ buffer, contexts, banks, width });
}
