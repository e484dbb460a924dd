/** System calls on open files: standard streams, and the host's files by descriptor. */
import fs from "node:fs";
import { base, type Call, type Connection, done } from "./host.ts";
import { blocking, isDebug, writeAll } from "./host-streams.ts";

const badSeek = 28;
const notATerminal = -59;

/** Replace the calls on descriptors. */
export function connectDescriptors({ imports, original, machine, position, errno }: Connection): void {
  const buffers = (address: number, count: number): Uint8Array[] => {
    const [words, bytes] = [machine.u32(), machine.u8()];
    return Array.from({ length: count }, (_, i) => {
      const start = words[(address >>> 2) + 2 * i]!;
      return bytes.subarray(start, start + words[(address >>> 2) + 2 * i + 1]!);
    });
  };
  const readInto = (fd: number, bytes: Uint8Array): number => {
    if (fd === 0) return blocking(() => fs.readSync(0, bytes, 0, bytes.length, null));
    const count = fs.readSync(fd - base, bytes, 0, bytes.length, position[fd - base]!);
    position[fd - base]! += count;
    return count;
  };

  imports.fd_read = (fd, address, count, result) => {
    if (fd !== 0 && fd < base) return original.fd_read!(fd, address, count, result);
    let total = 0;
    try {
      for (const bytes of buffers(address, count)) {
        if (!bytes.length) continue;
        const got = readInto(fd, bytes);
        total += got;
        if (got < bytes.length) break;
      }
    } catch (error) {
      return errno(error);
    }
    machine.u32()[result >>> 2] = total;
    return 0;
  };
  imports.fd_write = (fd, address, count, result) => {
    if (fd !== 1 && fd !== 2 && fd < base) return original.fd_write!(fd, address, count, result);
    const bytes = Buffer.concat(buffers(address, count));
    try {
      if (fd === 2 && bytes.length < 8192 && isDebug(bytes.toString("utf8"))) {
        // dropped
      } else if (fd < base) writeAll(fd, bytes, null);
      else if (position[fd - base]! < 0) writeAll(fd - base, bytes, null);
      else {
        writeAll(fd - base, bytes, position[fd - base]!);
        position[fd - base]! += bytes.length;
      }
    } catch (error) {
      return errno(error);
    }
    machine.u32()[result >>> 2] = bytes.length;
    return 0;
  };
  imports.fd_seek = (fd, offset, whence, result) => {
    if (fd < base) return original.fd_seek!(fd, offset, whence, result);
    const host = fd - base;
    try {
      const from = whence === 0 ? 0 : whence === 1 ? Math.max(position[host]!, 0) : fs.fstatSync(host).size;
      const to = from + Number(offset);
      if (to < 0) return badSeek;
      if (position[host]! >= 0) position[host] = to;
      machine.i64()[result >>> 3] = BigInt(to);
      return 0;
    } catch (error) {
      return errno(error);
    }
  };

  /** Calls whose first argument is a descriptor; WASI ones report errors as positive numbers. */
  const onDescriptor = (name: string, call: Call): void => {
    imports[name] = (fd, ...rest) => {
      if (fd < base) return original[name]!(fd, ...rest);
      try {
        return call(fd - base, ...rest);
      } catch (error) {
        return name.startsWith("fd_") ? errno(error) : -errno(error);
      }
    };
  };
  onDescriptor("fd_close", (fd) => done(fs.closeSync(fd)));
  onDescriptor("fd_sync", () => 0);
  onDescriptor("__syscall_fstat64", (fd, out) => machine.calls.writeStat(out, fs.fstatSync(fd)));
  onDescriptor("__syscall_ftruncate64", (fd, length) => done(fs.ftruncateSync(fd, Number(length))));
  onDescriptor("__syscall_fcntl64", () => 0);
  imports.__syscall_ioctl = (fd, ...rest) =>
    fd < base && fd > 2 ? original.__syscall_ioctl!(fd, ...rest) : notATerminal;
}
