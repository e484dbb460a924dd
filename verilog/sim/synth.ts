import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findYosys } from "../tools/yosys.ts";
import { type Netlist, parseNetlist } from "./netlist.ts";

/** Parameter values of one build of a module. */
export type Parameters = Readonly<Record<string, number>>;

/** Netlists are kept here by the hash of all that they depend on. */
const CACHE = join(import.meta.dirname, "../../.cache/netlists");
/** Most files kept there; a core of four widths has four. */
const CACHED_FILES = 200;

/**
 * Reads the text of every Verilog file of a folder, name to text.
 *
 * @throws Error when the folder cannot be read
 */
export function readSources(dir: string): Record<string, string> {
  const names = readdirSync(dir).filter((name) => /\.vh?$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dir, name), "utf8")]));
}

/**
 * Turns a module into gates and flip-flops with Yosys, once for each set of parameters.
 *
 * @param sources Verilog files, name to text; those that end in `.v` are read, the others can be included
 * @throws Error with Yosys' own words when the sources do not synthesise
 */
export async function synthesise(
  sources: Record<string, string>,
  module: string,
  builds: readonly Parameters[],
): Promise<Netlist[]> {
  const script = synthesisScript(Object.keys(sources), module, builds);
  const yosys = await findYosys();
  const key = createHash("sha256")
    .update(JSON.stringify([yosys.version, script, sources]))
    .digest("hex")
    .slice(0, 32);
  const wanted = builds.map((_, index) => `${index}.json`);
  let files = readCached(key, wanted);
  if (!files) {
    const run = await yosys.run(script, sources, wanted);
    if (run.exitCode !== 0 || wanted.some((name) => run.files[name] === undefined))
      throw new Error(`yosys: ${module} does not synthesise:\n${lastLines(run.output)}`);
    files = run.files;
    writeCache(key, files);
  }
  return wanted.map((name) => parseNetlist(files[name]!, module));
}

// No `abc`: it gave 900 gates where plain optimisation leaves 650 (64-bit core), and took twice the time.
function synthesisScript(names: readonly string[], module: string, builds: readonly Parameters[]): string {
  const lines = [...names.filter((name) => name.endsWith(".v")).map((name) => `read_verilog ${name}`)];
  lines.push("design -save source");
  builds.forEach((parameters, index) => {
    const sets = Object.entries(parameters).map(([name, value]) => `-set ${name} ${value}`);
    lines.push(
      "design -load source",
      ...(sets.length > 0 ? [`chparam ${sets.join(" ")} ${module}`] : []),
      `hierarchy -check -top ${module}`,
      "setattr -mod -unset keep_hierarchy *",
      "proc",
      "flatten",
      "opt -full",
      "memory -nomap",
      "memory_map",
      "techmap",
      "simplemap",
      "dfflegalize -cell $_DFF_P_ x",
      "opt -full -nodffe -nosdff",
      "opt_clean -purge",
      "check -assert",
      `write_json ${index}.json`,
    );
  });
  return `${lines.join("\n")}\n`;
}

function readCached(key: string, wanted: readonly string[]): Record<string, string> | undefined {
  try {
    return Object.fromEntries(
      wanted.map((name) => [name, readFileSync(join(CACHE, `${key}-${name}`), "utf8")]),
    );
  } catch {
    return undefined;
  }
}

/** Each file appears whole or not at all, so that runs at the same time cannot see half of one. */
function writeCache(key: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(CACHE, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(CACHE, `${key}-${name}`);
    writeFileSync(`${path}.${process.pid}`, text);
    renameSync(`${path}.${process.pid}`, path);
  }
  forgetOldest();
}

/** Each change of a source leaves its netlists behind; the newest ones are enough. */
function forgetOldest(): void {
  const age = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const paths = readdirSync(CACHE).map((name) => join(CACHE, name));
  const newestFirst = paths.map((path) => ({ path, at: age(path) })).sort((a, b) => b.at - a.at);
  for (const { path } of newestFirst.slice(CACHED_FILES)) rmSync(path, { force: true });
}

function lastLines(output: string): string {
  return output.trim().split("\n").slice(-8).join("\n");
}
