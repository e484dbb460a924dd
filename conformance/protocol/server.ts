import type { Adapter } from "../adapters/adapter.ts";
import type { Layout } from "./layout.ts";
import { ReplyWriter } from "./reply.ts";
import { decodeRequest, Request } from "./request.ts";

/**
 * Runs one program: `ops` ops that start at `bytes[offset]`, well-formed. It appends one step per op to `reply`, up to
 * and including the first rejected one.
 *
 * @returns the reject code of the last step, or 0
 */
export type RunProgram = (
  width: number,
  bytes: Uint8Array,
  offset: number,
  ops: number,
  reply: ReplyWriter,
) => number;

/**
 * Runs all programs of a decoded frame, for engines that work on several at once. For each program in order it calls
 * `reply.beginProgram`, appends steps and calls `reply.endProgram`.
 */
export type RunFrame = (request: Request, bytes: Uint8Array, reply: ReplyWriter) => void;

/** What an implementation in this process says of itself. */
export interface InProcessOptions {
  readonly name: string;
  readonly observes: Adapter["observes"];
  /** First 8 bytes of the root hash that the implementation was built with, not the one the judge expects. */
  readonly rootId: Uint8Array;
  /** Number of operands by opcode, from the IR. */
  readonly layout: Layout;
  /** Frees what the implementation holds. */
  readonly close?: () => void;
}

/** An adapter over a function that runs whole frames. Everything malformed is answered here. */
export function openFrameServer(options: InProcessOptions, runFrame: RunFrame): Adapter {
  const request = new Request();
  const reply = new ReplyWriter(options.rootId);
  let pending: Uint8Array | undefined;
  return {
    name: options.name,
    observes: options.observes,
    // The work is done in collect, so that a process given the same frame works meanwhile.
    submit(frame) {
      if (pending) throw new Error(`${options.name}: a request is outstanding`);
      pending = frame;
    },
    collect() {
      if (!pending) throw new Error(`${options.name}: no request is outstanding`);
      const frame = pending;
      pending = undefined;
      const status = decodeRequest(frame, options.rootId, options.layout, request);
      if (status !== 0) return reply.refuse(status);
      reply.begin();
      runFrame(request, frame, reply);
      return reply.finish();
    },
    close() {
      options.close?.();
    },
  };
}

/** An adapter over a function that runs one program. */
export function openProgramServer(options: InProcessOptions, runProgram: RunProgram): Adapter {
  return openFrameServer(options, (request, bytes, reply) => {
    const { width, programs, offsets, ops } = request;
    for (let program = 0; program < programs; program++) {
      const count = ops[program]!;
      reply.beginProgram(count);
      reply.endProgram(runProgram(width, bytes, offsets[program]!, count, reply));
    }
  });
}
