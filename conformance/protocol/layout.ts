/**
 * How many operands each opcode has, as a table for decoders. It is read from the emitted IR
 * (`conformance/spec.ts`), never typed in again.
 */

/** Marks an opcode that no op has. */
export const NO_OP = 255;

/** For each opcode 0 to 255, the number of its 8-byte operands, or {@link NO_OP}. */
export type Layout = Uint8Array;

/** The layout of a list of ops. */
export function layoutOf(ops: readonly { opcode: number; operands: readonly string[] }[]): Layout {
  const layout = new Uint8Array(256).fill(NO_OP);
  for (const op of ops) layout[op.opcode] = op.operands.length;
  return layout;
}
