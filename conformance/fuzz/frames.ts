/** The frames of one fuzz run, and their programs one by one. */
import type { Adapter } from "../adapters/adapter.ts";
import { type Op, readOps } from "../program.ts";
import { TRAILER_BYTES, type Width } from "../protocol/protocol.ts";
import { decodeRequest, Request, RequestWriter } from "../protocol/request.ts";
import { checkReply } from "../runner/compare.ts";
import type { Spec } from "../spec.ts";
import { Generator, PROGRAMS_PER_FRAME } from "./generator.ts";

/** One generated frame. */
export interface Frame {
  /** Counted from 0. */
  readonly number: number;
  readonly width: Width;
  /** Valid until the frame after the next is generated. */
  readonly bytes: Uint8Array;
}

/** Generates frames in two buffers that take turns, and takes them apart. */
export class FrameSource {
  readonly #spec: Spec;
  readonly #seed: number;
  readonly #generator: Generator;
  readonly #writers = [new RequestWriter(), new RequestWriter()] as const;
  readonly #sampleWriter = new RequestWriter();
  readonly #request = new Request();
  #frames = 0;

  /** @param seed 32-bit seed of the run */
  constructor(spec: Spec, seed: number) {
    this.#spec = spec;
    this.#seed = seed;
    this.#generator = new Generator(spec);
  }

  /** Pairs of ops generated so far, as {@link Generator.pairs}. */
  get pairs(): readonly number[] {
    return [...this.#generator.pairs];
  }

  /** Generates the next frame. */
  next(): Frame {
    const number = this.#frames++;
    const width = this.#generator.widthOf(number);
    const bytes = this.#generator.frame(this.#writers[number % 2]!, this.#spec.rootId, this.#seed, number);
    return { number, width, bytes };
  }

  /** The reply of an implementation to `size` programs of a frame, from program `from` on. */
  ask(adapter: Adapter, { bytes, width }: Frame, from: number, size: number): Uint8Array {
    const { offsets } = this.#decode(bytes);
    const writer = this.#sampleWriter;
    writer.begin(width, this.#spec.rootId);
    for (let program = from; program < from + size; program++) {
      const end = program + 1 < PROGRAMS_PER_FRAME ? offsets[program + 1]! - 2 : bytes.length - TRAILER_BYTES;
      writer.copyProgram(bytes, offsets[program]! - 2, end);
    }
    adapter.submit(writer.finish());
    const reply = adapter.collect();
    checkReply(this.#spec, adapter, reply);
    return reply;
  }

  /** The ops of one program of a frame. */
  ops({ bytes }: Frame, program: number): Op[] {
    const { offsets, ops } = this.#decode(bytes);
    return readOps(this.#spec, bytes, offsets[program]!, ops[program]!);
  }

  /** How `just replay` names a program: `seed:index:width`. */
  nameOf({ number, width }: Frame, program: number): string {
    return `${this.#seed}:${number * PROGRAMS_PER_FRAME + program}:${width}`;
  }

  #decode(bytes: Uint8Array): Request {
    const status = decodeRequest(bytes, this.#spec.rootId, this.#spec.layout, this.#request);
    if (status !== 0) throw new Error(`fuzz: a generated frame is refused with status ${status}`);
    return this.#request;
  }
}
