/** The C header, behind `c/program.c`. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { openCalls } from "../protocol/calls.ts";
import { openProcess } from "../protocol/process.ts";
import { loadSpec, ROOT } from "../spec.ts";
import type { Implementation, Machines } from "./adapter.ts";
import { machinesOf } from "./answers.ts";
import { offersOf } from "./c/offers.ts";

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
  async openMachines(root) {
    return openProgramMachines(await buildProgram(root));
  },
};

/** The machines and codecs of a program that {@link buildProgram} compiled. */
export function openProgramMachines(command: string): Machines {
  const spec = loadSpec();
  const { rejects } = JSON.parse(readFileSync(join(ROOT, "spec/ir/wire/frame.json"), "utf8")) as {
    rejects: readonly { status: number; name: string }[];
  };
  const reasons = ["ok"];
  for (const { status, name } of rejects) reasons[status] = name;
  const calls = openCalls({ name: "c", command, args: ["calls"] });
  return { ...machinesOf(offersOf(spec, reasons, calls)), close: () => calls.close() };
}

/**
 * Compiles the header below `root` into a program that answers request frames, unless the same sources were compiled
 * with the same compiler and flags before.
 *
 * @param flags replaces {@link FLAGS}
 * @param cache folder of what was compiled before
 * @returns path of the program
 * @throws Error with the compiler's own words when it refuses
 */
export async function buildProgram(
  root: string,
  flags: readonly string[] = FLAGS,
  cache: string = join(ROOT, ".cache/c"),
): Promise<string> {
  const compiler = process.env.CC ?? "cc";
  const header = join(root, "c");
  const sources = join(root, "conformance/adapters/c");
  const program = join(sources, "program.c");
  const texts = readdirSync(sources).filter((name) => /\.[ch]$/.test(name));
  const server = join(ROOT, "conformance/protocol"); // the judge's own: no mutant is planted in it
  const key = createHash("sha256").update(JSON.stringify([await version(compiler), flags]));
  const included = texts.sort().map((name) => join(sources, name));
  for (const path of [join(header, "atomik_core.h"), ...included, join(server, "frame_server.h")])
    key.update(readFileSync(path)).update("\0");
  const folder = join(cache, key.digest("hex").slice(0, 32));
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
