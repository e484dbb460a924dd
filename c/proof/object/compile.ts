/** Compiles a header into an object file and reads the code back. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConstants } from "./constants.ts";
import { type Listing, readListing } from "./listing.ts";
import type { ByteRegion } from "./region.ts";
import { PREFIX, unitText } from "./unit.ts";

/** A compiler and what it is told. */
export interface Build {
  readonly id: string;
  readonly compiler: string;
  /** Level of optimisation, such as `-O2`. */
  readonly level: string;
}

/** Flags beside the level: a switch is jumps, and vectors come from the header or from the level alone. */
export const FLAGS: readonly string[] = ["-std=c11", "-fno-jump-tables", "-fno-asynchronous-unwind-tables"];

/** Code of a header. */
export interface Code {
  readonly listing: Listing;
  /** Address of the code of a function of the header. @throws Error when there is none */
  readonly addressOf: (name: string) => number;
  /** Read-only objects that the compiler put beside the code. */
  readonly constants: readonly ByteRegion[];
}

/**
 * Compiles a header's text, the functions of it that are wanted.
 *
 * @throws Error when the compiler refuses it, or has read another header than this one
 */
export function compileHeader(
  build: Build,
  header: string,
  wanted: ReadonlySet<string>,
  defines: readonly string[] = [],
): Code {
  const folder = mkdtempSync(join(tmpdir(), "atomik-object-"));
  try {
    const headerPath = join(folder, "atomik_core.h");
    writeFileSync(headerPath, header);
    writeFileSync(join(folder, "unit.c"), unitText(wanted));
    const object = join(folder, "unit.o");
    const args = [
      build.level,
      ...FLAGS,
      ...defines.map((define) => `-D${define}`),
      "-MD",
      "-MF",
      join(folder, "unit.d"),
      "-c",
      join(folder, "unit.c"),
      "-o",
      object,
    ];
    run(build.compiler, args);
    requireHeader(readFileSync(join(folder, "unit.d"), "utf8"), headerPath);
    const listing = readListing(run("objdump", ["-dr", "-M", "intel", "-j", ".text", object]));
    return {
      listing,
      constants: readConstants(run("objdump", ["-h", "-s", "-t", "-r", object])),
      addressOf(name) {
        const address = listing.symbols.get(PREFIX + name);
        if (address === undefined) throw new Error(`no code of ${name} in the object file`);
        return address;
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first line of what a program says about its version; undefined when it is not here. */
export function versionOf(program: string): string | undefined {
  const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0]!.trim() : undefined;
}

/** A planted bug proves nothing if the compiler found the header elsewhere. */
function requireHeader(dependencies: string, headerPath: string): void {
  const headers = dependencies.split(/\s+/).filter((file) => /atomik\w*\.h$/.test(file));
  if (headers.length !== 1 || headers[0] !== headerPath)
    throw new Error(`expected the header ${headerPath} alone, the compiler read ${headers.join(", ")}`);
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error) throw new Error(`${program}: ${error.message}`);
  if (status !== 0)
    throw new Error(`${program} exited with ${status}: ${stderr.trim().split("\n").slice(0, 5).join("\n")}`);
  return stdout;
}
