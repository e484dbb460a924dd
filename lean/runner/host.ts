/** What the host's system calls are given: the imports they replace, the memory of Lean, and what threads share. */
import type fs from "node:fs";
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

/** Descriptors of the host's files begin here; smaller ones belong to the package. */
export const base = 8192;

/** Descriptors of the host are below this. */
export const maxFiles = 65536;

/** The "folder" of a path that is relative to the working folder. */
export const atCwd = -100;

const ioError = 29;

/** The state for one run. */
export function sharedFiles(): SharedFiles {
  return { memory: new SharedArrayBuffer(maxFiles * 8 + 64), cwd: process.cwd() };
}

/** What each group of calls is connected with. */
export interface Connection {
  /** The imports, to be replaced. */
  imports: Record<string, Call>;
  /** The package's own functions. */
  original: Readonly<Record<string, Call>>;
  machine: Machine;
  /** Position of each of the host's files, in bytes; −1: append. */
  position: Float64Array;
  /** The number of an error of the host. */
  errno(error: unknown): number;
  /** The host's path, or undefined if the package must handle it. */
  hostPath(folder: number, address: number): string | undefined;
  /** From now on the package resolves relative paths. */
  leaveCwd(): void;
}

/** Everything that the calls of one thread have in common. */
export function connection(imports: Record<string, Call>, machine: Machine, shared: SharedFiles): Connection {
  const cwdLeft = new Int32Array(shared.memory, maxFiles * 8, 1);
  return {
    imports,
    original: { ...imports },
    machine,
    position: new Float64Array(shared.memory, 0, maxFiles),
    errno(error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === undefined) throw error;
      return machine.errno[code] ?? ioError;
    },
    hostPath(folder, address) {
      const given = machine.calls.getStr(address);
      const absolute = given.startsWith("/");
      if (!given || (!absolute && (folder !== atCwd || Atomics.load(cwdLeft, 0)))) return undefined;
      const file = absolute ? given : path.join(shared.cwd, given);
      return /^\/(dev|proc|sys)(\/|$)/.test(file) ? undefined : file;
    },
    leaveCwd: () => Atomics.store(cwdLeft, 0, 1),
  };
}

/** System calls answer 0 when all went well. */
export function done(_: unknown): number {
  return 0;
}
