/** Reading and writing without giving up: standard streams may be in non-blocking mode. */
import fs from "node:fs";

const nap = new Int32Array(new SharedArrayBuffer(4));

/** Try a transfer again, every millisecond, while the other side is not ready. */
export function blocking(transfer: () => number): number {
  for (;;) {
    try {
      return transfer();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(nap, 0, 0, 1);
    }
  }
}

/** Write all bytes at position `at`, or where the stream is (`null`). */
export function writeAll(fd: number, bytes: Uint8Array, at: number | null): void {
  for (let written = 0; written < bytes.length; ) {
    written += blocking(() =>
      fs.writeSync(fd, bytes, written, bytes.length - written, at === null ? null : at + written),
    );
  }
}

/** Lines that this build of Lean prints for its makers. */
export function isDebug(text: string): boolean {
  return (
    /^\[DEBUG[^\n]*\n?$/.test(text) ||
    /^ {2}- \/[^\n]*\.olean[.\w]*\n?$/.test(text) ||
    /^ {2}mainModule\? = (true|false)\n?$/.test(text)
  );
}
