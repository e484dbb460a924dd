/**
 * V8's compiled code, kept between runs: of `lean.js` through `vm.Script`, of `lean.wasm` through V8's own
 * `%SerializeWasmModule` (what a browser does with wasm code; V8 checks version and flags itself and refuses what does not fit).
 * `ATOMIK_LEAN_CODE_CACHE=0` turns the second one off. Nothing depends on a cache being there.
 */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import v8 from "node:v8";
import vm from "node:vm";

/** Write a file that other processes see complete or not at all. */
function replaceFile(file: string, data: Uint8Array): void {
  const temporary = `${file}.${randomUUID()}`;
  fs.writeFileSync(temporary, data);
  fs.renameSync(temporary, file);
}

/** A function of V8 that JavaScript reaches only while natives syntax is on. */
function native<T>(name: string, ...args: unknown[]): T | undefined {
  const parameters = args.map((_, i) => `a${i}`).join(",");
  v8.setFlagsFromString("--allow-natives-syntax");
  try {
    return new vm.Script(`(${parameters})=>%${name}(${parameters})`).runInThisContext()(...args) as T;
  } catch {
    return undefined;
  } finally {
    v8.setFlagsFromString("--no-allow-natives-syntax");
  }
}

function readIfThere(file: string): Buffer<ArrayBuffer> | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file) : undefined;
}

/** The compiled module, and how to keep its optimised code when the run is over. */
export interface LoadedModule {
  module: WebAssembly.Module;
  save(): void;
}

/** Load `lean.wasm`, with its compiled code if that was kept. */
export function loadModule(directory: string): LoadedModule {
  const bytes = fs.readFileSync(path.join(directory, "lean.wasm"));
  if (process.env.ATOMIK_LEAN_CODE_CACHE === "0")
    return { module: new WebAssembly.Module(bytes), save: () => {} };
  const file = path.join(directory, `lean.wasm.${process.versions.v8}.${process.arch}.cache`);
  const cached = readIfThere(file);
  const exact = cached?.buffer.slice(cached.byteOffset, cached.byteOffset + cached.byteLength);
  const kept = exact && native<WebAssembly.Module>("DeserializeWasmModule", exact, new Uint8Array(bytes));
  const usable = kept instanceof WebAssembly.Module;
  const module = usable ? kept : new WebAssembly.Module(bytes);
  // V8 serialises optimised functions only, so a cache is worth replacing when a run has clearly added to it
  const worthwhile = usable ? cached!.length * 1.25 : 0;
  const save = (): void => {
    const code = native<ArrayBuffer>("SerializeWasmModule", module);
    if (code && code.byteLength > worthwhile) replaceFile(file, new Uint8Array(code));
  };
  return { module, save };
}

/** `lean.js` as a function of `parameters`; its code is kept when `keep` is set and none was. */
export function loadScript(
  directory: string,
  parameters: readonly string[],
  keep: boolean,
): (...args: unknown[]) => unknown {
  const file = path.join(directory, "lean.js");
  const cache = path.join(directory, `lean.js.${process.versions.v8}.cache`);
  const cachedData = readIfThere(cache);
  const source = `(function(${parameters.join(",")}){${fs.readFileSync(file, "latin1")}\n})`;
  const script = new vm.Script(source, cachedData ? { filename: file, cachedData } : { filename: file });
  if (keep && (!cachedData || script.cachedDataRejected)) {
    process.once("exit", () => replaceFile(cache, script.createCachedData()));
  }
  return script.runInThisContext() as (...args: unknown[]) => unknown;
}
