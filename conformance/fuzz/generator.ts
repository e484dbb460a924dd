import type { Width } from "../protocol/protocol.ts";
import type { RequestWriter } from "../protocol/request.ts";
import type { Spec } from "../spec.ts";
import { programSeed, Xorshift } from "./random.ts";

/** Programs in a frame; all have one width, and the width changes from frame to frame. */
export const PROGRAMS_PER_FRAME = 256;

const FEWEST_OPS = 12;
const MOST_OPS = 28;

/**
 * Writes random programs of 12 to 28 ops as bytes. It follows the context roughly, not to know what is right but to meet
 * what random words never do: a merge with an equal reference, a delta that undoes the last one, an accumulator equal to
 * the reference. A refusal ends a program, so refusals are rare before its last op and even odds there.
 */
export class Generator {
  /** How often op b came right after op a, at index `a * 8 + b`, by opcode; a = 0 is the start of a program. */
  readonly pairs: Float64Array = new Float64Array(64);
  readonly #widths: readonly Width[];
  /** Boundary words by width: low and high halves in turn. */
  readonly #boundaries = new Map<number, Int32Array>();
  readonly #opcodes: Record<string, number>;
  readonly #ops: number;
  #random: Xorshift = new Xorshift(1);
  #width: Width = 64;
  #words: Int32Array = new Int32Array(2);
  #lo = 0;
  #hi = 0;
  #referenceLo = 0;
  #referenceHi = 0;
  #accumulatorLo = 0;
  #accumulatorHi = 0;

  constructor(spec: Spec) {
    this.#widths = spec.widths;
    this.#ops = spec.ops.length;
    this.#opcodes = Object.fromEntries(spec.ops.map(({ name, opcode }) => [name, opcode]));
    for (const width of spec.widths) {
      const words = spec.boundaries
        .flatMap(({ words }) => words?.[width] ?? [])
        .map((hex) => BigInt(`0x${hex}`));
      this.#boundaries.set(width, new Int32Array(new BigUint64Array(words).buffer));
    }
  }

  /** The width of a frame, counted from 0. */
  widthOf(frame: number): Width {
    return this.#widths[frame % this.#widths.length]!;
  }

  /** Writes frame number `frame` of the run with this seed. */
  frame(request: RequestWriter, rootId: Uint8Array, seed: number, frame: number): Uint8Array {
    const width = this.widthOf(frame);
    request.begin(width, rootId);
    for (let i = 0; i < PROGRAMS_PER_FRAME; i++)
      this.program(request, width, programSeed(seed, frame * PROGRAMS_PER_FRAME + i));
    return request.finish();
  }

  /** Appends the program that `seed` determines at this width. */
  program(request: RequestWriter, width: Width, seed: number): void {
    this.#random = new Xorshift(seed);
    this.#width = width;
    this.#words = this.#boundaries.get(width)!;
    this.#referenceLo = this.#referenceHi = this.#accumulatorLo = this.#accumulatorHi = 0;
    this.#lo = this.#hi = 0;
    const start = this.#random.next();
    const ops = start >>> 24 === 0 ? 0 : FEWEST_OPS + ((start >>> 1) % (MOST_OPS - FEWEST_OPS + 1));
    request.beginProgram();
    let previous = 0;
    for (let op = 0; op < ops; op++) {
      const code = 1 + ((this.#random.next() >>> 4) % this.#ops);
      this.pairs[previous * 8 + code]!++;
      previous = code;
      this.#op(request, code, op === ops - 1);
    }
    request.endProgram(ops);
  }

  #op(request: RequestWriter, code: number, last: boolean): void {
    const codes = this.#opcodes;
    request.bytes[request.at++] = code;
    switch (code) {
      case codes.load:
      case codes.exchange:
        this.#operand(request, last);
        this.#referenceLo = this.#lo;
        this.#referenceHi = this.#hi;
        this.#accumulatorLo = this.#accumulatorHi = 0;
        break;
      case codes.accum:
      case codes.rollback:
        this.#operand(request, last);
        this.#accumulatorLo ^= this.#lo;
        this.#accumulatorHi ^= this.#hi;
        break;
      case codes.swap:
        this.#referenceLo ^= this.#accumulatorLo;
        this.#referenceHi ^= this.#accumulatorHi;
        this.#accumulatorLo = this.#accumulatorHi = 0;
        break;
      case codes.merge:
        if ((this.#random.next() >>> 4) % (last ? 2 : 24) === 0) this.#operand(request, false);
        else this.#put(request, this.#referenceLo, this.#referenceHi);
        this.#operand(request, last);
        this.#accumulatorLo ^= this.#lo;
        this.#accumulatorHi ^= this.#hi;
        break;
    }
  }

  /** Draws a word, now and then out of range, and writes it. */
  #operand(request: RequestWriter, last: boolean): void {
    this.#draw();
    if (this.#width < 64) {
      const chance = this.#random.next();
      if ((chance >>> 4) % (last ? 4 : 192) === 0) {
        const bit = this.#width + ((chance >>> 20) % (64 - this.#width));
        if (bit < 32) this.#lo |= 1 << bit;
        else this.#hi |= 1 << (bit - 32);
      }
    }
    this.#put(request, this.#lo, this.#hi);
  }

  /** Draws a word in range: often a boundary word, or one that the program has met; the last word drawn for an undo. */
  #draw(): void {
    const kind = this.#random.next() >>> 4;
    switch (kind & 15) {
      case 0:
      case 1:
      case 2: {
        const at = ((kind >>> 4) % (this.#words.length >> 1)) * 2;
        this.#set(this.#words[at]!, this.#words[at + 1]!);
        break;
      }
      case 3:
        this.#set(this.#referenceLo, this.#referenceHi);
        break;
      case 4:
        this.#set(this.#accumulatorLo, this.#accumulatorHi);
        break;
      case 5:
        this.#set(this.#lo, this.#hi);
        break;
      case 6: {
        const bit = (kind >>> 4) % this.#width;
        this.#set(bit < 32 ? 1 << bit : 0, bit < 32 ? 0 : 1 << (bit - 32));
        break;
      }
      default:
        this.#set(this.#random.next(), this.#random.next());
    }
  }

  #set(lo: number, hi: number): void {
    const width = this.#width;
    this.#lo = width < 32 ? lo & ((1 << width) - 1) : lo;
    this.#hi = width < 64 ? 0 : hi;
  }

  #put(request: RequestWriter, lo: number, hi: number): void {
    const { bytes } = request;
    let at = request.at;
    bytes[at++] = lo;
    bytes[at++] = lo >>> 8;
    bytes[at++] = lo >>> 16;
    bytes[at++] = lo >>> 24;
    bytes[at++] = hi;
    bytes[at++] = hi >>> 8;
    bytes[at++] = hi >>> 16;
    bytes[at++] = hi >>> 24;
    request.at = at;
  }
}
