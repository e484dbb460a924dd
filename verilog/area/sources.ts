import { createHash } from "node:crypto";
import { join } from "node:path";
import { readSources } from "../sim/synth.ts";

/** One source file that a row was made from. */
export interface SourceHash {
  /** Path below `verilog/`. */
  readonly path: string;
  /** SHA-256 of the file, as `sha256sum` prints it. */
  readonly sha256: string;
  /** SHA-256 of its text without comments and white space: what decides whether a record is out of date. */
  readonly code: string;
}

const VERILOG = join(import.meta.dirname, "..");
const FOLDERS = ["rtl", "baseline", "area/wrap"];

/** Its only content is a constant that reaches one output, and constant outputs are not measured. */
const ROOT_ID = "atomik_root.vh";

/** All files that a measured design can be made from, by name, with the folder that each is in. */
export function allSources(): Map<string, { folder: string; text: string }> {
  const found = new Map<string, { folder: string; text: string }>();
  for (const folder of FOLDERS)
    for (const [name, text] of Object.entries(readSources(join(VERILOG, folder))))
      found.set(name, { folder, text });
  return found;
}

/**
 * The files that a module needs: its own, named after it, those of the modules it names, and what they include.
 *
 * @throws RangeError when there is no such module
 */
export function sourcesOf(module: string, sources: ReturnType<typeof allSources>): Record<string, string> {
  const needed: Record<string, string> = {};
  const visit = (name: string): void => {
    const file = sources.get(name);
    if (!file || needed[name] !== undefined) return;
    needed[name] = file.text;
    for (const [word] of withoutComments(file.text).matchAll(/[A-Za-z_]\w*(\.vh)?/g))
      visit(word.endsWith(".vh") ? word : `${word}.v`);
  };
  visit(`${module}.v`);
  if (Object.keys(needed).length === 0) throw new RangeError(`module: no file ${module}.v`);
  return needed;
}

/** The hashes of these files, except the one with the root hash, ordered by name. */
export function hashesOf(names: readonly string[], sources: ReturnType<typeof allSources>): SourceHash[] {
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
  return names
    .filter((name) => name !== ROOT_ID)
    .sort()
    .map((name) => {
      const { folder, text } = sources.get(name)!;
      const code = withoutComments(text).replace(/\s+/g, " ").trim();
      return { path: `${folder}/${name}`, sha256: sha256(text), code: sha256(code) };
    });
}

function withoutComments(text: string): string {
  return text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
}
