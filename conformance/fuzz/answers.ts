/** Compares replies to the same frame. */

import type { Adapter } from "../adapters/adapter.ts";
import { HEADER_BYTES, PROGRAM_HEADER_BYTES, STEP_BYTES } from "../protocol/protocol.ts";
import { type ProgramReply, readReply } from "../protocol/reply.ts";
import { type Divergence, diverge } from "../runner/divergence.ts";

/** A reply and who gave it. */
export interface Answer {
  readonly name: string;
  readonly observes: Adapter["observes"];
  readonly reply: Uint8Array;
}

/** The first program on which two answers differ. */
export interface Mismatch {
  /** Index of the program in the frame. */
  readonly program: number;
  readonly divergence: Divergence;
}

/** Whether two replies are equal, as far as both show the same. */
export function agree(a: Answer, b: Answer): boolean {
  if (a.observes === b.observes) return Buffer.compare(a.reply, b.reply) === 0;
  const [full, state] = a.observes === "context" ? [a, b] : [b, a];
  return Buffer.compare(toState(full.reply), state.reply) === 0;
}

/** Where two replies that do not agree first differ. `undefined` when they do agree. */
export function mismatch(a: Answer, b: Answer): Mismatch | undefined {
  const same = a.observes === b.observes;
  const read = ({ observes, reply }: Answer): ProgramReply[] =>
    readReply(same || observes === "state" ? reply : toState(reply));
  const [first, second] = [read(a), read(b)];
  for (let program = 0; program < Math.max(first.length, second.length); program++) {
    const divergence = diverge(first[program] ?? NOTHING, second[program] ?? NOTHING);
    if (divergence) return { program, divergence };
  }
  return undefined;
}

const NOTHING: ProgramReply = { steps: [], reject: 0 };

/** The same reply as an implementation would give that shows its state only. */
export function toState(reply: Uint8Array): Uint8Array {
  const bytes = reply.slice();
  const view = new DataView(bytes.buffer);
  let at = HEADER_BYTES;
  while (at < bytes.length) {
    const steps = view.getUint16(at, true);
    at += PROGRAM_HEADER_BYTES;
    for (let step = 0; step < steps; step++, at += STEP_BYTES) {
      view.setBigUint64(at, view.getBigUint64(at, true) ^ view.getBigUint64(at + 8, true), true);
      view.setBigUint64(at + 8, 0n, true);
    }
  }
  return bytes;
}

/** The part of a reply that answers programs `from` (inclusive) to `to` (exclusive), as a reply of its own. */
export function replySlice(reply: Uint8Array, from: number, to: number): Uint8Array {
  const view = new DataView(reply.buffer, reply.byteOffset, reply.byteLength);
  let at = HEADER_BYTES;
  let start = at;
  for (let program = 0; program < to; program++) {
    if (program === from) start = at;
    at += PROGRAM_HEADER_BYTES + view.getUint16(at, true) * STEP_BYTES;
  }
  const slice = new Uint8Array(HEADER_BYTES + at - start);
  slice.set(reply.subarray(0, HEADER_BYTES));
  slice.set(reply.subarray(start, at), HEADER_BYTES);
  const header = new DataView(slice.buffer);
  header.setUint16(6, to - from, true);
  header.setUint32(8, at - start, true);
  return slice;
}
