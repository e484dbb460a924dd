import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const MAIN: string = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));

/** What a run of the program left. */
export interface CliRun {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program `atomik` from its sources, not on a terminal. */
export function runCli(args: readonly string[], input = "", main: string = MAIN): CliRun {
  const run = spawnSync(process.execPath, [main, ...args], { encoding: "utf8", input, maxBuffer: 1 << 26 });
  if (run.error !== undefined) throw run.error;
  return { exit: run.status, out: run.stdout, err: run.stderr };
}

/** Runs it with `--json` and reads the one document that it prints. */
export function runCliJson(args: readonly string[], input = ""): CliRun & { readonly json: unknown } {
  const run = runCli([...args, "--json"], input);
  return { ...run, json: JSON.parse(run.out) };
}
