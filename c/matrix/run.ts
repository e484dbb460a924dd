/** Builds and runs one row. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT, WARNINGS } from "../test/compile.ts";
import { type Outcome, PROGRAMS, type Program, type Row, type RunRow, type SizeRow } from "./row.ts";

const start = promisify(execFile);
const MOST_MS = 600_000;
/** Where the allocator of a sanitizer is asked for more than there is, it refuses, as another one would. */
const ALLOCATOR = "allocator_may_return_null=1";

/** Standard output of a command. @throws Error with its own words when it fails or writes to standard error */
async function output(command: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, ASAN_OPTIONS: ALLOCATOR, MSAN_OPTIONS: ALLOCATOR };
  try {
    const { stdout } = await start(command, args, { cwd: ROOT, env, timeout: MOST_MS, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${command}: ${(stderr.trim() || stdout.trim() || message).slice(0, 2000)}`);
  }
}

/** Builds and runs a row; never throws. */
export async function runRow(row: Row): Promise<Outcome> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "atomik-matrix-"));
  const about = { id: row.id, command: [row.compiler, ...row.flags].join(" ") };
  const seconds = (): number => Math.round((performance.now() - started) / 100) / 10;
  let tool = "";
  try {
    tool = (await output(row.compiler, ["--version"])).split("\n")[0]!;
    const found = row.kind === "run" ? await programs(row, folder) : await lookedAt(row, folder);
    return { ...about, tool, ok: true, seconds: seconds(), ...found };
  } catch (error) {
    return { ...about, tool, ok: false, seconds: seconds(), why: (error as Error).message };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An outcome, red when its digest is another than that of the first row. */
export function compared(outcome: Outcome, first: Outcome): Outcome {
  if (outcome.digest === undefined || outcome.digest === first.digest) return outcome;
  return { ...outcome, ok: false, why: `expected the digest ${first.digest}, got ${outcome.digest}` };
}

/** What each program prints when nothing is wrong. */
const PRINTS: Readonly<Record<Exclude<Program, "digest">, RegExp>> = {
  golden: /^\d+ ops compared\n$/,
  table: /^\d+ comparisons\n$/,
  many: /^\d+ vector bits\n$/,
  threads: /^(every delta counted once\n){3}$/,
};

async function programs(row: RunRow, folder: string): Promise<{ digest?: string }> {
  let digest: string | undefined;
  for (const name of row.programs) {
    const printed = await built(row, name, join(folder, name));
    if (name === "digest") digest = checked(printed, /^([0-9a-f]{16} \d+ values)\n$/);
    else checked(printed, PRINTS[name]);
  }
  return digest === undefined ? {} : { digest };
}

async function built(row: RunRow, name: Program, program: string): Promise<string> {
  const { compiler, flags, beside = [], emulator } = row;
  await output(compiler, [...flags, ...WARNINGS, ...PROGRAMS[name], ...beside, "-o", program]);
  const [command, ...args] = [...emulator, program];
  if (name !== "threads") return output(command!, args);
  const printed: string[] = [];
  for (const way of ["shared", "banks", "locked"]) printed.push(await output(command!, [...args, way]));
  return printed.join("");
}

/** The part of an output that is looked for. @throws Error when the output is another one */
function checked(printed: string, wanted: RegExp): string {
  const found = wanted.exec(printed);
  if (!found)
    throw new Error(`expected an output like ${wanted}, got ${JSON.stringify(printed.slice(0, 500))}`);
  return found[1] ?? found[0];
}

const HEADER = "c/atomik_core.h";

async function lookedAt(
  row: Exclude<Row, RunRow>,
  folder: string,
): Promise<{ bytes?: Record<string, number> }> {
  if (row.kind === "size") return { bytes: await sizes(row, folder) };
  if (row.compiler === "cppcheck") {
    const unit = join(folder, "unit.c"); // looked at as what a program includes, not as a program that uses nothing
    writeFileSync(unit, `#include "${join(ROOT, HEADER)}"\n`);
    await output(row.compiler, [...row.flags, unit]);
  } else await output(row.compiler, [...row.flags, ...WARNINGS, "-x", "c", "-include", HEADER, "/dev/null"]);
  return {};
}

/** Bytes of each function of the API, and of all functions together as `(all)`. */
async function sizes({ compiler, flags }: SizeRow, folder: string): Promise<Record<string, number>> {
  const object = join(folder, "header.o");
  const keep = [
    "-fkeep-static-functions",
    "-fkeep-inline-functions",
    "-ffunction-sections",
    "-DATOMIK_NO_MALLOC",
  ];
  await output(compiler, [...flags, ...keep, "-x", "c", "-include", HEADER, "-c", "/dev/null", "-o", object]);
  const nm = compiler.replace(/gcc$/, "nm");
  const lines = (await output(nm, ["-S", "--size-sort", "-t", "d", object])).trim().split("\n");
  const bytes: Record<string, number> = {};
  let all = 0;
  for (const line of lines) {
    const [, size, , name] = line.split(" ");
    all += Number(size);
    if (!name!.endsWith("_")) bytes[name!] = Number(size);
  }
  if (all === 0) throw new Error("expected functions in the object file, got none");
  return { ...bytes, "(all)": all };
}
