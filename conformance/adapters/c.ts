/** The C header, behind `c/program.c`. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { openProcess } from "../protocol/process.ts";
import { ROOT } from "../spec.ts";
import type { Implementation } from "./adapter.ts";

const run = promisify(execFile);

/** Flags of every build: optimised as a user would, and no warning tolerated. */
export const FLAGS: readonly string[] = [
  "-std=c99",
  "-O2",
  "-Wall",
  "-Wextra",
  "-Wconversion",
  "-Wshadow",
  "-pedantic",
  "-Werror",
];

/** The header as an implementation. Compiled by `$CC`, or `cc`. */
export const implementation: Implementation = {
  name: "c",
  pace: "fast",
  async open(root) {
    const command = await buildProgram(root);
    return openProcess({ name: "c", observes: "context", command, args: [] });
  },
};

/**
 * Compiles the header below `root` into a program that answers request frames, unless the same sources were compiled
 * with the same compiler and flags before.
 *
 * @param flags replaces {@link FLAGS}
 * @returns path of the program
 * @throws Error with the compiler's own words when it refuses
 */
export async function buildProgram(root: string, flags: readonly string[] = FLAGS): Promise<string> {
  const compiler = process.env.CC ?? "cc";
  const header = join(root, "c");
  const program = join(root, "conformance/adapters/c/program.c");
  const server = join(ROOT, "conformance/protocol"); // the judge's own: no mutant is planted in it
  const key = createHash("sha256").update(JSON.stringify([await version(compiler), flags]));
  for (const path of [join(header, "atomik_core.h"), program, join(server, "frame_server.h")])
    key.update(readFileSync(path)).update("\0");
  const folder = join(ROOT, ".cache/c", key.digest("hex").slice(0, 32));
  const built = join(folder, "program");
  if (existsSync(built)) return built;

  mkdirSync(folder, { recursive: true });
  const unfinished = `${built}.${process.pid}`; // two builds at once both end with a whole file
  await compile(compiler, [...flags, "-I", header, "-I", server, program, "-o", unfinished]);
  renameSync(unfinished, built);
  return built;
}

async function version(compiler: string): Promise<string> {
  return (await compile(compiler, ["--version"])).trim();
}

async function compile(compiler: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(compiler, args)).stdout;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`c: ${compiler} failed: ${stderr?.trim() || message}`);
  }
}
