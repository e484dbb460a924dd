/** What `lean.js` sees of the host, as `__host`, in each of its threads. */
import fs from "node:fs";
import path from "node:path";
import type { Call, Machine, SharedFiles } from "./host.ts";
import { connectFiles } from "./host-files.ts";
import { lookUp, tableFacts } from "./symbol-table.ts";
import type { Toolchain } from "./toolchain.ts";

/** What every thread of one run is told. */
export interface Run {
  toolchain: Toolchain;
  files: SharedFiles;
}

/** Exit code for a program that did not end with `IO.Process.exit`: the package returns an address instead. */
export const noExitCode = 98;

/** Stack of JavaScript and WebAssembly frames, in MB: of Lean's main thread, and of its other threads. */
export const stackMb = { main: 256, other: 64 };

/** The emscripten file system, as far as it is used. */
export interface GuestFiles {
  mkdir(folder: string): void;
  mount(type: unknown, options: { root: string }, folder: string): void;
  chdir(folder: string): void;
}

/** See the patches of `slim-js.ts` for who calls what. */
export interface ThreadHost {
  symbol(name: string): number;
  keptIndex: Record<string, number>;
  connect(
    imports: Record<string, unknown>,
    machine: Machine & { environment: Record<string, string>; setThrew(): void },
  ): void;
  mount(files: GuestFiles, nodeFiles: unknown): void;
  /** 1 from a C++ throw until it is caught. */
  thrown: number;
  /** Linear stack of Lean's main thread, in bytes. */
  mainStack: number;
  noExitCode: number;
  workerOptions: object;
}

/** The host's folders appear in the guest under their own names. */
function mountAll(files: GuestFiles, nodeFiles: unknown): void {
  for (const entry of fs.readdirSync("/")) {
    const folder = `/${entry}`;
    if (
      ["proc", "dev", "sys"].includes(entry) ||
      !fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    )
      continue;
    try {
      files.mkdir(folder);
    } catch {
      // the guest has it already (/tmp, /home)
    }
    files.mount(nodeFiles, { root: folder }, folder);
  }
  files.chdir(process.cwd());
}

/** The host of one thread. */
export function threadHost(run: Run): ThreadHost {
  const file = (name: string): Buffer<ArrayBuffer> =>
    fs.readFileSync(path.join(run.toolchain.directory, name));
  const bytes = file("symbols.bin");
  const symbols = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const facts = tableFacts(symbols);
  const host: ThreadHost = {
    symbol: (name) => lookUp(symbols, name),
    keptIndex: JSON.parse(file("kept.json").toString("utf8")),
    thrown: 0,
    mainStack: 32 << 20,
    noExitCode,
    workerOptions: {
      workerData: "em-pthread",
      name: "em-pthread",
      resourceLimits: { stackSizeMb: stackMb.other },
    },
    mount: mountAll,
    connect(imports, machine) {
      connectFiles(imports as Record<string, Call>, machine, run.files);
      const table = new WebAssembly.Table({ initial: facts.tableSize, element: "anyfunc" });
      const stackPointer = new WebAssembly.Global({ value: "i32", mutable: true }, facts.stackPointer);
      const caught = (): number => {
        if (!host.thrown) return 0;
        host.thrown = 0;
        machine.setThrew();
        return 1;
      };
      Object.assign(imports, { __indirect_function_table: table, __stack_pointer: stackPointer });
      const trampolines = new WebAssembly.Module(file("trampolines.wasm"));
      const links = { e: { caught, t: table, sp: stackPointer }, j: imports } as WebAssembly.Imports;
      Object.assign(imports, new WebAssembly.Instance(trampolines, links).exports);
      // the profiling runtime in this build would write default.profraw to the working folder
      Object.assign(machine.environment, process.env, { LLVM_PROFILE_FILE: "/dev/null" });
    },
  };
  return host;
}
