/** Builds modules with the runner: what is stale, in one Lean process, in dependency order. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { locked } from "./lock.ts";
import { inOrder, type Module } from "./modules.ts";
import { nodeWithTypes } from "./node.ts";
import { optionsArgument } from "./options.ts";
import { isFresh, markBuilt, moduleKeys, removeOutputs, removeVanished } from "./outputs.ts";
import { defaultOutput, runnerDirectory } from "./paths.ts";
import type { BuildReport, Message } from "./report.ts";

/** Above this the 2 GiB that one process can address would run out (290 MB and about 20 MB a module). */
const modulesPerProcess = 60;

/** A line of the driver's output. */
type Line =
  | { module: string; built: [importMs: number, elaborateMs: number] }
  | { module: string; failed: true }
  | { module: string; skipped: string }
  | { module: string; broken: string }
  | { severity: string; fileName: string; pos: { line: number; column: number }; data: string };

type Result = Pick<BuildReport, "modules" | "rebuilt" | "failed" | "messages" | "times">;

/**
 * Bring the outputs of `wanted` and of all they import up to date.
 * @param root the folder of the modules.
 * @param out the folder of the outputs, for this root alone.
 * @param keepGoing build modules with errors, and what imports them, too; see `BuildOptions`.
 * @throws RangeError if `keepGoing` is asked for in the usual output folder.
 */
export async function buildWithRunner(
  root: string,
  out: string,
  wanted: readonly string[],
  keepGoing = false,
): Promise<Result> {
  if (keepGoing && out === defaultOutput())
    throw new RangeError(`keep-going: expected an output folder of its own, got the usual one, ${out}`);
  const now = plan(root, out, wanted);
  removeVanished(out, root);
  if (!now.stale.length) return now.result;
  return locked(out, async () => {
    const { result, keys, core, stale } = plan(root, out, wanted);
    for (const { name } of stale) removeOutputs(out, name);
    for (let i = 0; i < stale.length; i += modulesPerProcess) {
      const part = stale.slice(i, i + modulesPerProcess);
      const built = (module: Module): void => markBuilt(out, module, keys.get(module.name)!);
      await buildPart({ out, modules: part, core, result, built, keepGoing });
    }
    return result;
  });
}

interface Plan {
  result: Result;
  keys: Map<string, string>;
  /** The core modules that each module reaches. */
  core: Map<string, Set<string>>;
  stale: Module[];
}

function plan(root: string, out: string, wanted: readonly string[]): Plan {
  const modules = inOrder(root, wanted);
  const keys = moduleKeys(modules);
  const core = new Map<string, Set<string>>();
  for (const { name, imports } of modules) {
    core.set(
      name,
      new Set(imports.flatMap((needed) => (keys.has(needed) ? [...core.get(needed)!] : [needed]))),
    );
  }
  const names = modules.map((module) => module.name);
  const stale = modules.filter(({ name }) => !isFresh(out, name, keys.get(name)!));
  return { result: { modules: names, rebuilt: [], failed: [], messages: [], times: {} }, keys, core, stale };
}

interface Part {
  out: string;
  modules: readonly Module[];
  core: Plan["core"];
  result: Result;
  built: (module: Module) => void;
  keepGoing: boolean;
}

async function buildPart({ out, modules, core, result, built, keepGoing }: Part): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lean-plan-"));
  try {
    const file = path.join(folder, "plan");
    const byName = new Map(modules.map((module) => [module.name, module]));
    const lines = modules.map((module) => {
      const reached = [...core.get(module.name)!].sort().join(" ");
      return [module.name, module.file, module.imports.map((name) => `${name} `).join(""), reached].join(
        "\t",
      );
    });
    fs.writeFileSync(file, lines.join("\n"));
    const command = ["build", out, optionsArgument(keepGoing), file, ...(keepGoing ? ["keep-going"] : [])];
    await runDriver(command, (line) => {
      if ("severity" in line) {
        result.messages.push({
          severity: line.severity, file: line.fileName, line: line.pos.line, column: line.pos.column, text: line.data,
        }); // biome-ignore format: one row
      } else if ("built" in line) {
        const module = byName.get(line.module)!;
        result.times[line.module] = (line.built[0] + line.built[1]) / 1000;
        if (module.imports.some((name) => result.failed.includes(name))) {
          result.failed.push(line.module); // elaborated, but on what does not hold
        } else {
          result.rebuilt.push(line.module);
          built(module);
        }
      } else if ("broken" in line) {
        result.messages.push(whole(byName.get(line.module)!, line.broken));
      } else if ("skipped" in line) {
        result.messages.push(whole(byName.get(line.module)!, `not built: its import ${line.skipped} failed`));
        result.failed.push(line.module);
      } else result.failed.push(line.module);
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  const seen = new Set([...result.rebuilt, ...result.failed]);
  for (const module of modules) {
    if (seen.has(module.name)) continue;
    result.messages.push(whole(module, "not built: Lean ended before this module"));
    result.failed.push(module.name);
  }
}

/** An error about a module as a whole. */
function whole(module: Module, text: string): Message {
  return { severity: "error", file: module.file, line: 1, column: 0, text };
}

/** Run the driver in a process of its own and read its report line by line. */
async function runDriver(args: string[], read: (line: Line) => void): Promise<void> {
  const command = [
    path.join(runnerDirectory, "process.ts"),
    "--run",
    path.join(runnerDirectory, "Boot.lean"),
    ...args,
  ];
  const lean = spawn(nodeWithTypes(), command, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve, reject) => lean.on("error", reject).on("close", () => resolve()));
  for await (const line of createInterface({ input: lean.stdout })) {
    if (line.startsWith("{")) read(JSON.parse(line) as Line);
    else console.error(line);
  }
  await ended;
}
