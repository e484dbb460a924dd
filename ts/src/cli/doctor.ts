/** `atomik doctor`: what this machine offers, and what can be checked here with it. */
import { spawnSync } from "node:child_process";
import process from "node:process";
import { hasKernel } from "../kernel/words.ts";
import { ROOT_HASH } from "../root-hash.ts";
import { bundledVectors } from "./bundle.ts";
import { type Command, CommandError, EXIT } from "./command.ts";

const HELP = `usage: atomik doctor [--json]

Lists what the package uses of this machine, and which tools are on the PATH for
checking the C header and the Verilog modules that come with it. Exit code 1
when something is missing without which no part of the package works; all the
rest is optional.
`;

/** Something that is here or not. */
interface Row {
  readonly name: string;
  /** A version or another short text; null when it is not here. */
  readonly found: string | null;
  /** What it is good for. */
  readonly enables: string;
  readonly required: boolean;
}

interface Program {
  readonly command: string;
  readonly version: readonly string[];
  readonly enables: string;
}

const PROGRAMS: readonly Program[] = [
  { command: "cc", version: ["--version"], enables: "compiling c/atomik_core.h" },
  { command: "iverilog", version: ["-V"], enables: "simulating verilog/rtl" },
  { command: "verilator", version: ["--version"], enables: "linting verilog/rtl, or simulating it" },
  { command: "yosys", version: ["-V"], enables: "synthesising verilog/rtl, or proving properties of it" },
  { command: "lake", version: ["--version"], enables: "checking the proofs, in the repository" },
];

/** The first line of a program's version text; null when it is not on the PATH or does not run. */
function probe({ command, version }: Program): string | null {
  const run = spawnSync(command, version, { encoding: "utf8", timeout: 20_000 });
  if (run.error !== undefined || run.status !== 0) return null;
  return `${run.stdout}${run.stderr}`.trim().split("\n")[0] ?? "";
}

/** Whether the bundled files are those of the specification. */
function intact(): string | null {
  try {
    return `${bundledVectors("").length} files, as the manifest says`;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return null;
  }
}

function rows(): readonly Row[] {
  const major = Number(process.versions.node.split(".")[0]);
  return [
    {
      name: "node",
      found: major >= 20 ? `${process.version} ${process.platform}-${process.arch}` : null,
      enables: "everything; 20 or newer",
      required: true,
    },
    {
      name: "vectors",
      found: intact(),
      enables: "atomik vectors: this package's own code against the specification",
      required: true,
    },
    {
      name: "wasm simd",
      found: hasKernel() ? "yes" : null,
      enables: "the fast kernel of bulk calls; without it they run in JavaScript",
      required: false,
    },
    {
      name: "shared memory",
      found: typeof SharedArrayBuffer === "function" ? "yes" : null,
      enables: "atomik/shared-table, atomik/shared-bank",
      required: false,
    },
    ...PROGRAMS.map((program) => {
      return { name: program.command, found: probe(program), enables: program.enables, required: false };
    }),
  ];
}

/** Says what is here. */
export const doctor: Command = {
  name: "doctor",
  summary: "which tools are here, and which checks they enable",
  help: HELP,
  options: {},
  arguments: [0, 0],
  run(_args, _options, terminal) {
    const found = rows();
    for (const row of found) {
      const mark = row.found !== null ? "yes" : row.required ? "MISSING" : "no";
      const style = row.found !== null ? "good" : row.required ? "bad" : "faint";
      const text = row.found === null || row.found === "yes" ? "" : ` (${row.found})`;
      terminal.line(`${row.name.padEnd(14)} ${terminal.mark(mark.padEnd(8), style)} ${row.enables}${text}`);
    }
    terminal.line(`root hash      ${ROOT_HASH}`);
    terminal.answer({ command: "doctor", rootHash: ROOT_HASH, rows: found });
    return found.some((row) => row.required && row.found === null) ? EXIT.no : EXIT.ok;
  },
};
