/** Throw-away trees of Lean modules for tests. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { nodeWithTypes } from "../node.ts";
import { runnerDirectory } from "../paths.ts";

/** A folder of modules and the folder of their outputs. */
export interface Tree {
  root: string;
  out: string;
  write(name: string, source: string): void;
  remove(name: string): void;
}

/** An empty folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lean-runner-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A tree with these modules, by name. */
export function tree(modules: Record<string, string>): Tree {
  const folder = temporaryFolder();
  const [root, out] = [path.join(folder, "lean"), path.join(folder, "out")];
  const file = (name: string): string => `${path.join(root, ...name.split("."))}.lean`;
  const write = (name: string, source: string): void => {
    fs.mkdirSync(path.dirname(file(name)), { recursive: true });
    fs.writeFileSync(file(name), source);
  };
  fs.mkdirSync(root);
  for (const [name, source] of Object.entries(modules)) write(name, source);
  return { root, out, write, remove: (name) => fs.rmSync(file(name)) };
}

/** The command line of the runner, to be spawned with `nodeWithTypes()`. */
export function commandLine(...args: string[]): string[] {
  return [path.join(runnerDirectory, "main.ts"), ...args];
}

/** Run the command line and wait for it. */
export function runner(
  args: string[],
  environment: NodeJS.ProcessEnv = {},
): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, ...environment };
  return spawnSync(nodeWithTypes(), commandLine(...args), { encoding: "utf8", env });
}
