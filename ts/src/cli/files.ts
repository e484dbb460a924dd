/** Files: read with a progress bar, written all or not at all. */
import {
  chmodSync,
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { CommandError } from "./command.ts";
import { progressBar } from "./progress.ts";

const CHUNK = 1 << 22;
const MIB = 1 << 20;

/** Why the system refused, without its own mention of the path. */
function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const texts: Readonly<Record<string, string>> = {
    ENOENT: "no such file",
    EACCES: "no permission",
    EISDIR: "a folder",
    ENOTDIR: "no such folder",
    ENOSPC: "no space left",
  };
  return texts[code ?? ""] ?? message;
}

/** A file as text, `-` for stdin. @throws CommandError `unreadable` */
export function readText(path: string): string {
  return new TextDecoder().decode(readBytes(path));
}

/** All bytes of a file, `-` for stdin. @throws CommandError `unreadable` */
export function readBytes(path: string): Uint8Array<ArrayBuffer> {
  try {
    if (path === "-") return Uint8Array.from(readFileSync(0));
    return readWhole(path);
  } catch (error) {
    throw new CommandError("unreadable", `${path}: expected a readable file, got: ${reason(error)}`);
  }
}

function readWhole(path: string): Uint8Array<ArrayBuffer> {
  const file = openSync(path, "r");
  try {
    const status = fstatSync(file);
    if (!status.isFile()) {
      if (status.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
      return Uint8Array.from(readFileSync(file));
    }
    const bytes = new Uint8Array(status.size);
    const progress = progressBar(`read ${basename(path)}`, status.size / MIB, "MiB");
    let at = 0;
    while (at < bytes.length) {
      const count = readSync(file, bytes, at, Math.min(CHUNK, bytes.length - at), null);
      if (count === 0) throw new Error(`its end ${bytes.length - at} bytes too early`);
      at += count;
      progress.update(at / MIB);
    }
    progress.end();
    return bytes;
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a file by way of a new one beside it, which then takes its name: a reader sees the old file or the whole new
 * one. Permissions of a file that was there stay.
 *
 * @throws CommandError `unwritable`; the old file is as it was then
 */
export function writeBytes(path: string, bytes: Uint8Array): void {
  const aside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const old = statSync(path, { throwIfNoEntry: false });
    if (old !== undefined && !old.isFile()) throw new Error("something that is no plain file");
    const file = openSync(aside, "wx");
    try {
      const progress = progressBar(`write ${basename(path)}`, bytes.length / MIB, "MiB");
      for (let at = 0; at < bytes.length; ) {
        at += writeSync(file, bytes, at, Math.min(CHUNK, bytes.length - at));
        progress.update(at / MIB);
      }
      progress.end();
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (old !== undefined) chmodSync(aside, old.mode);
    renameSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(aside, { force: true });
    throw new CommandError("unwritable", `${path}: expected to write a file here, got: ${reason(error)}`);
  }
}
