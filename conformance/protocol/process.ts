import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, constants, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Adapter } from "../adapters/adapter.ts";
import {
  HEADER_BYTES,
  isWidth,
  MAX_PAYLOAD_BYTES,
  MAX_PROGRAMS,
  REQUEST_MAGIC,
  TRAILER_BYTES,
  VERSION,
} from "./protocol.ts";
import { readReplyHeader } from "./reply.ts";

const STDERR_TAIL_BYTES = 2000;

/** A program that speaks the protocol on its standard input and output. */
export interface ProcessOptions {
  readonly name: string;
  readonly observes: Adapter["observes"];
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called once when the adapter is closed, e.g. to delete what was built for it. */
  readonly onClose?: () => void;
}

/**
 * Starts a program and exchanges frames with it by blocking reads and writes, which take a third of the time of Node's
 * asynchronous pipes. The program must read a whole frame before it answers; then neither side can wait for the other for ever.
 *
 * @throws Error when the program dies, with the end of what it wrote to standard error
 */
export function openProcess(options: ProcessOptions): Adapter {
  const { name } = options;
  const { child, input, output, errors } = start(options);
  let buffer = new Uint8Array(1 << 18);
  let outstanding = false;
  let closed = false;

  const died = (doing: string): Error =>
    new Error(
      `${name}: ${options.command} ended while ${doing}: ${tail(errors) || "(nothing on standard error)"}`,
    );

  const send = (bytes: Uint8Array): void => {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(input, bytes, at, bytes.length - at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EPIPE") throw died("it was sent a request");
      throw error;
    }
  };

  /** Reads until `wanted` bytes of the reply are there; `have` are already. */
  const receive = (have: number, wanted: number): number => {
    if (wanted > buffer.length) {
      const grown = new Uint8Array(wanted);
      grown.set(buffer.subarray(0, have));
      buffer = grown;
    }
    let at = have;
    while (at < wanted) {
      const got = readSync(output, buffer, at, buffer.length - at, null);
      if (got === 0) throw died("a reply was awaited");
      at += got;
    }
    return at;
  };

  return {
    name,
    observes: options.observes,
    submit(request) {
      if (closed) throw new Error(`${name}: closed`);
      if (outstanding) throw new Error(`${name}: a request is outstanding`);
      send(request);
      const missing = missingBytes(request);
      if (missing > 0) send(new Uint8Array(missing));
      outstanding = true;
    },
    collect() {
      if (!outstanding) throw new Error(`${name}: no request is outstanding`);
      outstanding = false;
      const have = receive(0, HEADER_BYTES);
      const total = HEADER_BYTES + readReplyHeader(buffer.subarray(0, have)).payloadBytes;
      const end = receive(have, total);
      if (end !== total) throw new Error(`${name}: ${end - total} bytes behind the reply`);
      return buffer.subarray(0, total);
    },
    close() {
      if (closed) return;
      closed = true;
      child.kill("SIGKILL");
      for (const fd of [input, output, errors]) closeSync(fd);
      options.onClose?.();
    },
  };
}

/**
 * How many zeros a reader would wait for behind a frame that is shorter than its own header says. They are sent, so
 * that it finds the trailer missing instead of waiting.
 */
function missingBytes(request: Uint8Array): number {
  if (request.length < HEADER_BYTES) {
    const padded = new Uint8Array(HEADER_BYTES);
    padded.set(request);
    return HEADER_BYTES - request.length + missingBytes(padded);
  }
  const view = new DataView(request.buffer, request.byteOffset, request.byteLength);
  const programs = view.getUint16(6, true);
  const payload = view.getUint32(8, true);
  const waits =
    view.getUint32(0, true) === REQUEST_MAGIC &&
    view.getUint8(4) === VERSION &&
    isWidth(view.getUint8(5)) &&
    programs >= 1 &&
    programs <= MAX_PROGRAMS &&
    payload <= MAX_PAYLOAD_BYTES;
  return waits ? Math.max(0, HEADER_BYTES + payload + TRAILER_BYTES - request.length) : 0;
}

/** A child and the pipes to it. */
export interface Started {
  readonly child: ChildProcess;
  /** Write end of the child's standard input. */
  readonly input: number;
  /** Read end of its standard output. */
  readonly output: number;
  /** Its standard error, a file without a name. */
  readonly errors: number;
}

/** Starts the child on two named pipes, whose names are gone before this returns. */
export function start(options: Omit<ProcessOptions, "observes">): Started {
  const dir = mkdtempSync(join(tmpdir(), "atomik-pipes-"));
  const open = (path: string, flags: number): number => openSync(path, flags, 0o600);
  try {
    const requests = join(dir, "requests");
    const replies = join(dir, "replies");
    execFileSync("mkfifo", [requests, replies]);
    // A pipe opened for both ends never blocks, and lets each single end be opened without a partner.
    const pins = [open(requests, constants.O_RDWR), open(replies, constants.O_RDWR)];
    const childInput = open(requests, constants.O_RDONLY);
    const childOutput = open(replies, constants.O_WRONLY);
    const input = open(requests, constants.O_WRONLY);
    const output = open(replies, constants.O_RDONLY);
    const errors = open(join(dir, "errors"), constants.O_RDWR | constants.O_CREAT | constants.O_APPEND);
    const child = spawn(options.command, options.args, {
      stdio: [childInput, childOutput, errors],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
    });
    child.on("error", () => {}); // Failure to start shows as the end of its output.
    child.unref();
    for (const fd of [...pins, childInput, childOutput]) closeSync(fd);
    if (child.pid === undefined) {
      for (const fd of [input, output, errors]) closeSync(fd);
      throw new Error(`${options.name}: cannot start ${options.command}`);
    }
    return { child, input, output, errors };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The end of what the child wrote to standard error. */
export function tail(fd: number): string {
  const { size } = fstatSync(fd);
  const bytes = Buffer.alloc(Math.min(size, STDERR_TAIL_BYTES));
  readSync(fd, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString("utf8").trim();
}
