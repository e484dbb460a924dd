/**
 * Constants of the binary protocol that every implementation answers (`spec/README.md`, "Bytes").
 * All numbers on the wire are little-endian.
 */

/** `ATMq`, read as a little-endian 32-bit number. */
export const REQUEST_MAGIC = 0x714d5441;
/** `ATMr`. */
export const REPLY_MAGIC = 0x724d5441;
/** `qMTA`, behind the payload of a request. */
export const TRAILER = 0x41544d71;
/** Protocol version. */
export const VERSION = 1;

/** Bytes of a request's or a reply's header. */
export const HEADER_BYTES = 20;
/** Bytes of a request's trailer. */
export const TRAILER_BYTES = 4;
/** Most bytes a request's payload may have, inclusive. */
export const MAX_PAYLOAD_BYTES = 4_194_304;
/** Most programs in a frame, inclusive. */
export const MAX_PROGRAMS = 4096;
/** Most ops in a program, inclusive. */
export const MAX_OPS = 1024;
/** Bytes of one operand. */
export const OPERAND_BYTES = 8;

/** Bytes before the steps of one program in a reply: `u16` steps, `u8` reject code, `u8` 0. */
export const PROGRAM_HEADER_BYTES = 4;
/** Bytes of one step in a reply: reference, accumulator, result. */
export const STEP_BYTES = 24;

/** Widths in bits that a frame may name. */
export type Width = 8 | 16 | 32 | 64;

/** Why a frame is refused; the value is the reply's status. Listed in the order of the checks. */
export const Status = {
  ok: 0,
  bad_magic: 1,
  bad_version: 2,
  bad_width: 3,
  bad_count: 4,
  oversized: 5,
  wrong_hash: 6,
  truncated: 7,
  unknown_op: 8,
  bad_length: 9,
} as const;

/** Name of a status. */
export type StatusName = keyof typeof Status;

const names = Object.keys(Status) as StatusName[];

/** The name of a status number, or `status <n>` for a number that the protocol does not know. */
export function statusName(status: number): string {
  return names[status] ?? `status ${status}`;
}

/** Whether `width` is one that a frame may name. */
export function isWidth(width: number): width is Width {
  return width === 8 || width === 16 || width === 32 || width === 64;
}
