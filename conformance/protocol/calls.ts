/**
 * Calls to a program that answers them one by one: a request and a reply are each 4 bytes length, little-endian, then
 * that many bytes.
 */
import { closeSync, readSync, writeSync } from "node:fs";
import { type ProcessOptions, start, tail } from "./process.ts";

/** A program that is called. */
export interface Calls {
  /**
   * Sends a request and waits for its reply.
   *
   * @throws Error when the program ends instead, with the end of what it wrote to standard error
   */
  call(request: Uint8Array): Uint8Array;
  /** Ends the program. */
  close(): void;
}

const LENGTH_BYTES = 4;

/** Starts a program that answers calls. */
export function openCalls(options: Omit<ProcessOptions, "observes">): Calls {
  const { child, input, output, errors } = start(options);
  let closed = false;

  const died = (): Error =>
    new Error(`${options.name}: ${options.command} ended: ${tail(errors) || "(nothing on standard error)"}`);

  const receive = (length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const got = readSync(output, bytes, at, length - at, null);
      if (got === 0) throw died();
      at += got;
    }
    return bytes;
  };

  return {
    call(request) {
      if (closed) throw new Error(`${options.name}: closed`);
      const whole = new Uint8Array(LENGTH_BYTES + request.length);
      new DataView(whole.buffer).setUint32(0, request.length, true);
      whole.set(request, LENGTH_BYTES);
      try {
        for (let at = 0; at < whole.length; ) at += writeSync(input, whole, at, whole.length - at);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EPIPE") throw died();
        throw error;
      }
      return receive(new DataView(receive(LENGTH_BYTES).buffer).getUint32(0, true));
    },
    close() {
      if (closed) return;
      closed = true;
      child.kill("SIGKILL");
      for (const fd of [input, output, errors]) closeSync(fd);
    },
  };
}
