/** Compiling and running C in tests. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

/** The text of the header. */
export const HEADER_TEXT: string = readFileSync(join(ROOT, "c/atomik_core.h"), "utf8");

/** The root hash in the header, 64 hex digits. That it is the specification's is one test; others take it as it is. */
export const ROOT_HASH: string = /ATOMIK_ROOT_HASH "([0-9a-f]{64})"/.exec(HEADER_TEXT)?.[1] ?? "";

/** Every warning that the header promises to be free of, as an error. */
export const WARNINGS: readonly string[] =
  "-Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -pedantic -Werror".split(" ");

const ALLOCATOR = "allocator_may_return_null=1";

/** What a command did. */
export interface Ran {
  /** Exit status, or null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs a command in the repository's root folder to its end, or ends it after `mostMs` milliseconds.
 *
 * @throws Error when it cannot be started
 */
export function run(command: string, args: readonly string[], input?: Uint8Array, mostMs = 300_000): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: ROOT,
    maxBuffer: 1 << 28,
    timeout: mostMs,
    // Memory that cannot be had is refused as it is without a sanitizer.
    env: { ...process.env, ASAN_OPTIONS: ALLOCATOR, MSAN_OPTIONS: ALLOCATOR },
    ...(input === undefined ? {} : { input }),
  });
  if (error) throw new Error(`${command}: ${error.message}`);
  return { status, stdout, stderr: stderr.toString() };
}

/** Calls `use` with a new folder, which is deleted afterwards. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "atomik-c-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compiles to a program in a folder of its own, runs it without input and returns what it did, or the compiler's refusal. */
export function compileAndRun(compiler: string, args: readonly string[]): Ran {
  return withFolder((folder) => {
    const program = join(folder, "program");
    const compiled = run(compiler, [...args, "-o", program]);
    return compiled.status === 0 ? run(program, []) : compiled;
  });
}

/** The widest vectors that the bulk functions have for this processor. */
export function widestVector(): 0 | 128 | 256 | 512 {
  if (process.arch !== "x64") return process.arch === "arm64" ? 128 : 0;
  const flags = readFileSync("/proc/cpuinfo", "utf8");
  return / avx512f /.test(flags) ? 512 : / avx2 /.test(flags) ? 256 : 128;
}
