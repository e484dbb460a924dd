/**
 * The command line of the runner.
 *
 *     node main.ts build [--root DIR] [--out DIR] [--keep-going] [Module…]     bring modules up to date (all by default)
 *     node main.ts run [--root DIR] [--out DIR] Module [args…] [++ Module args…]     run the `main` of modules
 *     node main.ts prepare                                      fill the cache
 */
import path from "node:path";
import { buildWithRunner } from "./build.ts";
import { moduleNames } from "./modules.ts";
import { optionsArgument } from "./options.ts";
import { defaultOutput, leanRoot, runnerDirectory } from "./paths.ts";
import { messageText } from "./report.ts";

const usage =
  "usage: main.ts build [--root DIR] [--out DIR] [--keep-going] [Module…] | run [--root DIR] [--out DIR] Module [args…] | prepare";

/** `--root DIR` and `--out DIR` before everything else, with their defaults. */
function folders(args: string[]): { root: string; out: string; rest: string[] } {
  let [root, out] = [leanRoot, defaultOutput()];
  while (args[0] === "--root" || args[0] === "--out") {
    const [option, folder, ...rest] = args;
    if (folder === undefined) throw new RangeError(`${option}: expected a folder, got nothing`);
    if (option === "--root") root = path.resolve(folder);
    else out = path.resolve(folder);
    args = rest;
  }
  if (root !== leanRoot && out === defaultOutput()) {
    throw new RangeError("--out: expected a folder of its own for another --root, got none");
  }
  return { root, out, rest: args };
}

/** Build, and say on standard error what Lean said. Returns whether all is well. */
async function build(
  root: string,
  out: string,
  modules: readonly string[],
  keepGoing = false,
): Promise<boolean> {
  const { modules: all, rebuilt, failed, messages } = await buildWithRunner(root, out, modules, keepGoing);
  for (const message of messages) console.error(messageText(message));
  if (rebuilt.length || failed.length) {
    console.error(`lean: ${all.length} modules, ${rebuilt.length} rebuilt, ${failed.length} failed`);
  }
  return !failed.length;
}

/** The modules named in `A args ++ B args`. */
function programs(args: readonly string[]): string[] {
  return args.filter((arg, i) => arg !== "++" && (i === 0 || args[i - 1] === "++"));
}

async function main([command, ...args]: string[]): Promise<number> {
  if (command === "prepare" && !args.length) {
    await (await import("./toolchain.ts")).prepareToolchain();
    return 0;
  }
  if (command !== "build" && command !== "run") throw new RangeError(usage);
  const { root, out, rest } = folders(args);
  if (command === "build") {
    const keepGoing = rest[0] === "--keep-going";
    const modules = keepGoing ? rest.slice(1) : rest;
    return (await build(root, out, modules.length ? modules : moduleNames(root), keepGoing)) ? 0 : 1;
  }
  if (!rest.length) throw new RangeError(usage);
  if (!(await build(root, out, programs(rest)))) return 1;
  const { runLean } = await import("./process.ts");
  return runLean(["--run", path.join(runnerDirectory, "Boot.lean"), "run", out, optionsArgument(), ...rest]);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(`lean: ${error.message}`);
  process.exitCode = 2;
}
