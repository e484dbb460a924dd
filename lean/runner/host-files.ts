/**
 * System calls on files, made directly by the thread that wants them.
 *
 * The package sends each one to its main thread, which looks once a millisecond. Here paths and descriptors of the host
 * are used as they are: descriptor = the host's + 8192, and read positions live in memory shared by all threads.
 * `/dev`, `/proc`, `/sys` and folder handles stay with the package.
 */
import fs from "node:fs";
import path from "node:path";

/** A function imported by the WebAssembly module. Arguments are numbers, or bigints for 64 bits. */
// biome-ignore lint/suspicious/noExplicitAny: system calls differ in number and width of their arguments
export type Call = (...args: any[]) => number;

/** What `lean.js` lends to the host. The views are taken anew for each use, because memory may have grown. */
export interface Machine {
  errno: Record<string, number>;
  calls: { getStr(address: number): string; writeStat(address: number, stat: fs.Stats): number };
  u8(): Uint8Array;
  i32(): Int32Array;
  u32(): Uint32Array;
  i64(): BigInt64Array;
}

/** State that all threads of one run share. */
export interface SharedFiles {
  memory: SharedArrayBuffer;
  /** The working folder at the start. */
  cwd: string;
}

const base = 8192;
const maxFiles = 65536;
const guest = {
  append: 1024,
  truncate: 512,
  exclusive: 128,
  create: 64,
  readWrite: 2,
  writeOnly: 1,
  folderOrPath: 0x210000,
};
const badSeek = 28;
const notATerminal = -59;
const ioError = 29;
const atCwd = -100;

/** The state for one run. */
export function sharedFiles(): SharedFiles {
  return { memory: new SharedArrayBuffer(maxFiles * 8 + 64), cwd: process.cwd() };
}

/** Lines that this build of Lean prints for its makers. */
function isDebug(text: string): boolean {
  return (
    /^\[DEBUG[^\n]*\n?$/.test(text) ||
    /^ {2}- \/[^\n]*\.olean[.\w]*\n?$/.test(text) ||
    /^ {2}mainModule\? = (true|false)\n?$/.test(text)
  );
}

function hostFlags(flags: number): number {
  const c = fs.constants;
  let host = 0;
  if (flags & guest.writeOnly) host |= c.O_WRONLY;
  if (flags & guest.readWrite) host |= c.O_RDWR;
  if (flags & guest.create) host |= c.O_CREAT;
  if (flags & guest.exclusive) host |= c.O_EXCL;
  if (flags & guest.truncate) host |= c.O_TRUNC;
  if (flags & guest.append) host |= c.O_APPEND;
  return host;
}

/** Replace the file system calls in `imports`. */
export function connectFiles(imports: Record<string, Call>, machine: Machine, shared: SharedFiles): void {
  const original = { ...imports };
  const position = new Float64Array(shared.memory, 0, maxFiles); // −1: append
  const cwdChanged = new Int32Array(shared.memory, maxFiles * 8, 1);
  const nap = new Int32Array(new SharedArrayBuffer(4));

  const errno = (error: unknown): number => {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return machine.errno[code] ?? ioError;
  };
  /** The host's path, or undefined if the package must handle it. */
  const hostPath = (folder: number, address: number): string | undefined => {
    const given = machine.calls.getStr(address);
    const absolute = given.startsWith("/");
    if (!given || (!absolute && (folder !== atCwd || Atomics.load(cwdChanged, 0)))) return undefined;
    const file = absolute ? given : path.join(shared.cwd, given);
    return /^\/(dev|proc|sys)(\/|$)/.test(file) ? undefined : file;
  };
  /** Standard streams may be in non-blocking mode. */
  const blocking = (transfer: () => number): number => {
    for (;;) {
      try {
        return transfer();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
        Atomics.wait(nap, 0, 0, 1);
      }
    }
  };
  const writeAll = (fd: number, bytes: Uint8Array, at: number | null): void => {
    for (let done = 0; done < bytes.length; ) {
      done += blocking(() =>
        fs.writeSync(fd, bytes, done, bytes.length - done, at === null ? null : at + done),
      );
    }
  };
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

  imports.__syscall_openat = (folder, address, flags, varargs) => {
    const file = hostPath(folder, address);
    const pass = (): number => original.__syscall_openat!(folder, address, flags, varargs);
    if (file === undefined || flags & guest.folderOrPath) return pass();
    try {
      const mode = varargs ? machine.i32()[varargs >> 2]! || 0o666 : 0o666;
      const fd = fs.openSync(file, hostFlags(flags), mode);
      const writes = flags & (guest.writeOnly | guest.readWrite);
      if (fd >= maxFiles || (!writes && !fs.fstatSync(fd).isFile())) {
        fs.closeSync(fd);
        return pass();
      }
      position[fd] = flags & guest.append ? -1 : 0;
      return fd + base;
    } catch (error) {
      return -errno(error);
    }
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
  /** System calls answer 0 when all went well. */
  const done = (_: unknown): number => 0;
  onDescriptor("fd_close", (fd) => done(fs.closeSync(fd)));
  onDescriptor("fd_sync", () => 0);
  onDescriptor("__syscall_fstat64", (fd, out) => machine.calls.writeStat(out, fs.fstatSync(fd)));
  onDescriptor("__syscall_ftruncate64", (fd, length) => done(fs.ftruncateSync(fd, Number(length))));
  onDescriptor("__syscall_fcntl64", () => 0);
  imports.__syscall_ioctl = (fd, ...rest) =>
    fd < base && fd > 2 ? original.__syscall_ioctl!(fd, ...rest) : notATerminal;

  /** Calls on a path, which is the first argument, or the second one after a folder. */
  const onPath = (name: string, afterFolder: boolean, call: Call): void => {
    imports[name] = (...args) => {
      const file = afterFolder ? hostPath(args[0], args[1]) : hostPath(atCwd, args[0]);
      if (file === undefined) return original[name]!(...args);
      try {
        return call(file, ...args.slice(afterFolder ? 2 : 1));
      } catch (error) {
        return -errno(error);
      }
    };
  };
  onPath("__syscall_stat64", false, (file, out) => machine.calls.writeStat(out, fs.statSync(file)));
  onPath("__syscall_lstat64", false, (file, out) => machine.calls.writeStat(out, fs.lstatSync(file)));
  onPath("__syscall_rmdir", false, (file) => done(fs.rmdirSync(file)));
  onPath("__syscall_newfstatat", true, (file, out, flags) =>
    machine.calls.writeStat(out, flags & 256 ? fs.lstatSync(file) : fs.statSync(file)),
  );
  onPath("__syscall_faccessat", true, (file, mode) => done(fs.accessSync(file, mode & 7)));
  onPath("__syscall_mkdirat", true, (file, mode) => done(fs.mkdirSync(file, mode & 0o777)));
  onPath("__syscall_unlinkat", true, (file, flags) =>
    done(flags & 512 ? fs.rmdirSync(file) : fs.unlinkSync(file)),
  );
  imports.__syscall_renameat = (fromFolder, from, toFolder, to) => {
    const [source, target] = [hostPath(fromFolder, from), hostPath(toFolder, to)];
    if (source === undefined || target === undefined) {
      return original.__syscall_renameat!(fromFolder, from, toFolder, to);
    }
    try {
      return done(fs.renameSync(source, target));
    } catch (error) {
      return -errno(error);
    }
  };
  imports.__syscall_chdir = (address) => {
    Atomics.store(cwdChanged, 0, 1);
    return original.__syscall_chdir!(address);
  };
}
