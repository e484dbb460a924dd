import {
  HEADER_BYTES,
  PROGRAM_HEADER_BYTES,
  REPLY_MAGIC,
  STEP_BYTES,
  statusName,
  VERSION,
} from "./protocol.ts";

/** 32-bit words of one step. */
const STEP_WORDS = STEP_BYTES / 4;
const FIRST_BUFFER_BYTES = 1 << 20;

/**
 * Packs observations into a reply frame, in a buffer that is used again for the next one. Every field sits on a
 * 4-byte boundary, so steps are stored as pairs of 32-bit words, low half first (on little-endian hosts, which all
 * of Node's are but s390x).
 *
 * A fast producer may store steps itself: six words each at `words[at]`, keeping `at` current.
 */
export class ReplyWriter {
  /** The frame as 32-bit words. Replaced when it has to grow, which only {@link beginProgram} does. */
  words: Int32Array = new Int32Array(FIRST_BUFFER_BYTES / 4);
  /** Index of the next word. */
  at: number = HEADER_BYTES / 4;
  #bytes: Uint8Array = new Uint8Array(this.words.buffer);
  #wide: BigUint64Array = new BigUint64Array(3);
  #wideHalves: Int32Array = new Int32Array(this.#wide.buffer);
  #programStart = 0;
  #programs = 0;
  readonly #rootId: Uint8Array;

  /** @param rootId first 8 bytes of the root hash that the implementation was built with */
  constructor(rootId: Uint8Array) {
    this.#rootId = rootId.slice(0, 8);
  }

  /** Starts a frame. */
  begin(): void {
    this.at = HEADER_BYTES / 4;
    this.#programs = 0;
  }

  /** Starts a program that will have at most `maxSteps` steps. */
  beginProgram(maxSteps: number): void {
    const needed = this.at + 1 + maxSteps * STEP_WORDS;
    if (needed > this.words.length) this.#grow(needed);
    this.#programStart = this.at++;
    this.#programs++;
  }

  /** Appends one step, each word as its low and its high 32 bits. The result is 0 where the op has none. */
  step(
    referenceLo: number,
    referenceHi: number,
    accumulatorLo: number,
    accumulatorHi: number,
    resultLo: number,
    resultHi: number,
  ): void {
    const { words, at } = this;
    words[at] = referenceLo;
    words[at + 1] = referenceHi;
    words[at + 2] = accumulatorLo;
    words[at + 3] = accumulatorHi;
    words[at + 4] = resultLo;
    words[at + 5] = resultHi;
    this.at = at + STEP_WORDS;
  }

  /** Appends one step given as bigints (`0 ≤ v < 2^64`). Slower than {@link step}. */
  stepWords(reference: bigint, accumulator: bigint, result: bigint): void {
    this.#wide[0] = reference;
    this.#wide[1] = accumulator;
    this.#wide[2] = result;
    this.words.set(this.#wideHalves, this.at);
    this.at += STEP_WORDS;
  }

  /** Ends a program: `reject` is 0, or the code with which its last step was rejected. */
  endProgram(reject: number): void {
    const steps = (this.at - this.#programStart - 1) / STEP_WORDS;
    this.words[this.#programStart] = steps | (reject << 16);
  }

  /** Ends the frame. The view returned is valid until the next {@link begin}. */
  finish(): Uint8Array {
    return this.#header(0);
  }

  /** A reply that refuses the whole request. */
  refuse(status: number): Uint8Array {
    this.begin();
    return this.#header(status);
  }

  #header(status: number): Uint8Array {
    const bytes = this.at * 4;
    this.words[0] = REPLY_MAGIC;
    this.words[1] = VERSION | (status << 8) | (this.#programs << 16);
    this.words[2] = bytes - HEADER_BYTES;
    this.#bytes.set(this.#rootId, 12);
    return this.#bytes.subarray(0, bytes);
  }

  #grow(words: number): void {
    const grown = new Int32Array(Math.max(words, this.words.length * 2));
    grown.set(this.words.subarray(0, this.at));
    this.words = grown;
    this.#bytes = new Uint8Array(grown.buffer);
  }
}

/** The header of a reply. */
export interface ReplyHeader {
  /** 0, or why the request was refused. */
  readonly status: number;
  readonly programs: number;
  readonly payloadBytes: number;
  /** First 8 bytes of the root hash that the implementation was built with, as 16 hex digits. */
  readonly rootId: string;
}

/** One observation: all words as 64-bit values. */
export interface Step {
  readonly reference: bigint;
  readonly accumulator: bigint;
  readonly result: bigint;
}

/** What one program showed. */
export interface ProgramReply {
  readonly steps: readonly Step[];
  /** 0, or the code with which the last step was rejected. */
  readonly reject: number;
}

/**
 * Reads the header of a reply.
 *
 * @throws RangeError when the bytes do not start with one of this version
 */
export function readReplyHeader(reply: Uint8Array): ReplyHeader {
  if (reply.length < HEADER_BYTES)
    throw new RangeError(`reply: expected 20 bytes or more, got ${reply.length}`);
  const view = new DataView(reply.buffer, reply.byteOffset, reply.byteLength);
  const magic = view.getUint32(0, true);
  if (magic !== REPLY_MAGIC)
    throw new RangeError(`reply magic: expected 0x724d5441, got 0x${magic.toString(16)}`);
  if (view.getUint8(4) !== VERSION)
    throw new RangeError(`reply version: expected 1, got ${view.getUint8(4)}`);
  return {
    status: view.getUint8(5),
    programs: view.getUint16(6, true),
    payloadBytes: view.getUint32(8, true),
    rootId: Buffer.from(reply.subarray(12, 20)).toString("hex"),
  };
}

/**
 * Reads a whole reply.
 *
 * @throws RangeError when it is malformed or refuses the request
 */
export function readReply(reply: Uint8Array): ProgramReply[] {
  const header = readReplyHeader(reply);
  if (header.status !== 0) throw new RangeError(`reply: expected ok, got ${statusName(header.status)}`);
  const end = HEADER_BYTES + header.payloadBytes;
  if (reply.length !== end) throw new RangeError(`reply: expected ${end} bytes, got ${reply.length}`);
  const view = new DataView(reply.buffer, reply.byteOffset, reply.byteLength);
  const programs: ProgramReply[] = [];
  let at = HEADER_BYTES;
  for (let program = 0; program < header.programs; program++) {
    if (at + PROGRAM_HEADER_BYTES > end) throw new RangeError(`reply: ends before program ${program}`);
    const steps: Step[] = [];
    const count = view.getUint16(at, true);
    const reject = view.getUint8(at + 2);
    at += PROGRAM_HEADER_BYTES;
    if (at + count * STEP_BYTES > end) throw new RangeError(`reply: ends inside program ${program}`);
    for (let step = 0; step < count; step++, at += STEP_BYTES)
      steps.push({
        reference: view.getBigUint64(at, true),
        accumulator: view.getBigUint64(at + 8, true),
        result: view.getBigUint64(at + 16, true),
      });
    programs.push({ steps, reject });
  }
  if (at !== end) throw new RangeError(`reply: ${end - at} bytes left over`);
  return programs;
}
