/** The C benchmarks as programs: compiled as a user would, run, and what they print. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMPILER = process.env.CC ?? "cc";

/** A library that a program is compared with, where it is installed. */
interface Library {
  /** A header of it. */
  readonly header: string;
  /** Tells the program that it is there. */
  readonly define: string;
  readonly link: string;
}

const ISAL: Library = { header: "isa-l/raid.h", define: "WITH_ISAL", link: "-lisal" };
const XXHASH: Library = { header: "xxhash.h", define: "WITH_XXHASH", link: "-lxxhash" };
const OPENSSL: Library = { header: "openssl/sha.h", define: "WITH_OPENSSL", link: "-lcrypto" };

const PROGRAMS: readonly { readonly file: string; readonly libraries: readonly Library[] }[] = [
  { file: "bench.c", libraries: [] },
  { file: "merge.c", libraries: [ISAL] },
  { file: "detect.c", libraries: [XXHASH, OPENSSL] },
];

/** Whether the compiler finds a library's header. */
function installed({ header }: Library): boolean {
  const args = ["-E", "-x", "c", "-include", header, "/dev/null", "-o", "/dev/null"];
  return spawnSync(COMPILER, args, { stdio: "ignore" }).status === 0;
}

/** Compiles and runs the programs: -O2, no tuning for the processor. Their figures by name, in times a second. */
export function measure(): ReadonlyMap<string, number> {
  const folder = mkdtempSync(join(tmpdir(), "atomik-bench-"));
  try {
    return new Map(
      PROGRAMS.flatMap(({ file, libraries }) => {
        const program = join(folder, file.replace(".c", ""));
        const here = libraries.filter(installed);
        const flags = ["-std=c11", "-O2", "-pthread", ...here.map(({ define }) => `-D${define}`)];
        const links = here.map(({ link }) => link);
        execFileSync(COMPILER, [...flags, join(ROOT, "c/bench", file), "-o", program, ...links]);
        const lines = execFileSync(program, { encoding: "utf8" }).trim().split("\n");
        return lines.map((line): [string, number] => [line.split(" ")[0]!, Number(line.split(" ")[1])]);
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
