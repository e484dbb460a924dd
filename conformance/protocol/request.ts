import { type Layout, NO_OP } from "./layout.ts";
import {
  HEADER_BYTES,
  isWidth,
  MAX_OPS,
  MAX_PAYLOAD_BYTES,
  MAX_PROGRAMS,
  OPERAND_BYTES,
  REQUEST_MAGIC,
  Status,
  TRAILER,
  TRAILER_BYTES,
  VERSION,
} from "./protocol.ts";

/**
 * Packs programs into a request frame, in a buffer that is used again for the next one. A producer may write ops
 * at `bytes[at]` itself, between {@link beginProgram} and {@link endProgram}, as long as it keeps `at` current.
 */
export class RequestWriter {
  /** The frame so far. */
  readonly bytes: Uint8Array = new Uint8Array(HEADER_BYTES + MAX_PAYLOAD_BYTES + TRAILER_BYTES);
  /** Where the next byte goes. */
  at: number = HEADER_BYTES;
  /** Programs written so far. */
  programs = 0;
  readonly #view: DataView = new DataView(this.bytes.buffer);
  #programStart = 0;

  /**
   * Starts a frame.
   *
   * @param width width in bits; not checked, so that tests can send what a reader must refuse
   * @param rootId first 8 bytes of the root hash
   */
  begin(width: number, rootId: Uint8Array): void {
    this.#view.setUint32(0, REQUEST_MAGIC, true);
    this.#view.setUint8(4, VERSION);
    this.#view.setUint8(5, width);
    this.bytes.set(rootId.subarray(0, 8), 12);
    this.at = HEADER_BYTES;
    this.programs = 0;
  }

  /** Starts a program; its ops follow. */
  beginProgram(): void {
    this.#programStart = this.at;
    this.at += 2;
  }

  /** Appends one op. Operands are taken modulo 2^64. */
  op(opcode: number, operands: readonly bigint[]): void {
    this.bytes[this.at++] = opcode;
    for (const operand of operands) {
      this.#view.setBigUint64(this.at, BigInt.asUintN(64, operand), true);
      this.at += OPERAND_BYTES;
    }
  }

  /** Ends a program of `ops` ops. */
  endProgram(ops: number): void {
    this.#view.setUint16(this.#programStart, ops, true);
    this.programs++;
  }

  /** Appends a whole program, its op count first, from bytes `start` (inclusive) to `end` (exclusive) of `source`. */
  copyProgram(source: Uint8Array, start: number, end: number): void {
    this.bytes.set(source.subarray(start, end), this.at);
    this.at += end - start;
    this.programs++;
  }

  /** Ends the frame. The view returned is valid until the next {@link begin}. */
  finish(): Uint8Array {
    this.#view.setUint16(6, this.programs, true);
    this.#view.setUint32(8, this.at - HEADER_BYTES, true);
    this.#view.setUint32(this.at, TRAILER, true);
    return this.bytes.subarray(0, this.at + TRAILER_BYTES);
  }
}

/** A decoded request: where each program lies in the frame. The same object serves every frame of an implementation. */
export class Request {
  /** Width in bits. */
  width = 0;
  /** Number of programs. */
  programs = 0;
  /** For each program, the offset in the frame of its first op's opcode. */
  readonly offsets: Int32Array = new Int32Array(MAX_PROGRAMS);
  /** For each program, its number of ops. */
  readonly ops: Int32Array = new Int32Array(MAX_PROGRAMS);
}

const paddedHeader = new Uint8Array(HEADER_BYTES);

/**
 * Checks a frame in the order of the protocol and notes where its programs are. What follows the bytes given counts
 * as zeros, as it does for a stream that {@link openProcess} feeds. Bytes behind the trailer are not looked at.
 *
 * @param rootId first 8 bytes of the root hash that the implementation was built with
 * @param into receives the result; meaningful only when the status is 0
 * @returns 0, or the status to answer
 */
export function decodeRequest(frame: Uint8Array, rootId: Uint8Array, layout: Layout, into: Request): number {
  let header = frame;
  if (frame.length < HEADER_BYTES) {
    header = paddedHeader.fill(0);
    header.set(frame);
  }
  if (u32(header, 0) !== REQUEST_MAGIC) return Status.bad_magic;
  if (header[4] !== VERSION) return Status.bad_version;
  into.width = header[5]!;
  if (!isWidth(into.width)) return Status.bad_width;
  into.programs = u16(header, 6);
  if (into.programs < 1 || into.programs > MAX_PROGRAMS) return Status.bad_count;
  const payload = u32(header, 8);
  if (payload > MAX_PAYLOAD_BYTES) return Status.oversized;
  for (let i = 0; i < 8; i++) if (header[12 + i] !== rootId[i]) return Status.wrong_hash;
  const end = HEADER_BYTES + payload;
  if (frame.length < end + TRAILER_BYTES || u32(frame, end) !== TRAILER) return Status.truncated;
  return decodePrograms(frame, end, layout, into);
}

function decodePrograms(frame: Uint8Array, end: number, layout: Layout, into: Request): number {
  let at = HEADER_BYTES;
  let tooManyOps = false; // reported last: a program that is cut short or holds an unknown op hides it
  for (let program = 0; program < into.programs; program++) {
    if (at + 2 > end) return Status.truncated;
    const ops = u16(frame, at);
    at += 2;
    tooManyOps ||= ops > MAX_OPS;
    into.offsets[program] = at;
    into.ops[program] = ops;
    for (let op = 0; op < ops; op++) {
      if (at >= end) return Status.truncated;
      const operands = layout[frame[at]!]!;
      if (operands === NO_OP) return Status.unknown_op;
      at += 1 + operands * OPERAND_BYTES;
      if (at > end) return Status.truncated;
    }
  }
  return at === end && !tooManyOps ? Status.ok : Status.bad_length;
}

function u16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}
