/** Runs Lean once, inside this process: `node process.ts <lean arguments>`, or `runLean` from another module. */
import path from "node:path";
import { setEnvironmentData, Worker } from "node:worker_threads";
import { loadModule } from "./code-cache.ts";
import { sharedFiles } from "./host.ts";
import { runnerDirectory } from "./paths.ts";
import { type Run, stackMb } from "./thread.ts";
import { prepareToolchain } from "./toolchain.ts";
import type { MainThread } from "./worker.ts";

/** Exit code when Lean itself crashed (an exhausted stack, for example). */
export const crashed = 70;

/**
 * Run `lean <args>` with this process's streams, environment and working folder.
 * @returns the exit code.
 */
export async function runLean(args: string[]): Promise<number> {
  const run: Run = { toolchain: await prepareToolchain(), files: sharedFiles() };
  setEnvironmentData("lean-run", run as unknown as Parameters<typeof setEnvironmentData>[1]);
  const { module, save } = loadModule(run.toolchain.directory);
  const workerData: MainThread = { module, args };
  // a worker, because only workers can have a large stack
  const thread = new Worker(path.join(runnerDirectory, "worker.ts"), {
    workerData,
    name: "lean-main",
    resourceLimits: { stackSizeMb: stackMb.main },
  });
  return new Promise((resolve) => {
    let failed = false;
    thread.on("error", (error) => {
      failed = true;
      const lines = String(error instanceof Error ? (error.stack ?? error) : error).split("\n");
      console.error(`lean: ${lines.filter((line) => line.length < 400).join("\n")}`);
    });
    thread.on("exit", (code) => {
      save();
      resolve(failed ? crashed : code);
    });
  });
}

if (import.meta.main) process.exitCode = await runLean(process.argv.slice(2));
