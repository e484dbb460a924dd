/** Entry point of every thread: Lean's main thread, and those that `lean.js` starts itself ("em-pthread"). */
import { createRequire } from "node:module";
import path from "node:path";
import { getEnvironmentData, workerData } from "node:worker_threads";
import { loadScript } from "./code-cache.ts";
import { type Run, threadHost } from "./thread.ts";

/** What `process.ts` gives to Lean's main thread. */
export interface MainThread {
  module: WebAssembly.Module;
  args: string[];
}

const initialMemory = 1024 * 1024 * 1024; // bytes: growing later costs more than reserving
const waitingThreads = 2;

const run = getEnvironmentData("lean-run") as Run;
const isMain = workerData !== "em-pthread";
const host = threadHost(run);
const program = path.join(run.toolchain.prefix, "bin", "lean");

const settings: Record<string, unknown> = {};
if (isMain) {
  const { module, args } = workerData as MainThread;
  process.argv.splice(1, process.argv.length - 1, program, ...args);
  Object.assign(settings, {
    INITIAL_MEMORY: initialMemory,
    poolSize: waitingThreads,
    mainScriptUrlOrBlob: import.meta.filename,
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) {
      done(new WebAssembly.Instance(module, imports), module);
      return {};
    },
  });
}
const parameters = ["exports", "require", "module", "__filename", "__dirname", "Module", "__host"];
const start = loadScript(run.toolchain.directory, parameters, isMain);
start({}, createRequire(import.meta.url), { exports: {} }, program, path.dirname(program), settings, host);
