/** The stored programs: cases with the observations that Lean expects after every step. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OpJson } from "../program.ts";
import type { Width } from "../protocol/protocol.ts";

/** What is seen after one step; words are hex of w/4 digits. */
export interface Observation {
  readonly reference: string;
  readonly accumulator: string;
  readonly result: string | null;
}

/** One step of a case. */
export interface VectorStep extends OpJson {
  readonly observe: Observation;
}

/** One case; it starts from a fresh context. */
export interface Case {
  readonly id: string;
  readonly flags: readonly string[];
  readonly steps: readonly VectorStep[];
  /** `ok` or `reject:<code>`. */
  readonly result: string;
  /** Index of the rejected step, the last one. */
  readonly rejectedAt?: number;
  readonly width: Width;
}

interface VectorFile {
  readonly widthBits: Width;
  readonly count: number;
  readonly cases: readonly Omit<Case, "width">[];
}

/**
 * All programs of the byte protocol below `root`, in the order of their files' names.
 *
 * @throws Error when a file's count is wrong, an id occurs twice, or there are no cases
 */
export function loadVectors(root: string): Case[] {
  const folder = join(root, "conformance/vectors");
  const cases: Case[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((f) => f.replaceAll("\\", "/"))
    .filter((f) => /^w\d+\/.*\.json$/.test(f));
  for (const name of files.sort()) {
    const file = JSON.parse(readFileSync(join(folder, name), "utf8")) as VectorFile;
    if (file.cases.length !== file.count)
      throw new Error(`${name}: expected ${file.count} cases, got ${file.cases.length}`);
    for (const one of file.cases) cases.push({ ...one, width: file.widthBits });
  }
  const seen = new Set<string>();
  for (const { id } of cases) {
    if (seen.has(id)) throw new Error(`${id}: the id occurs twice`);
    seen.add(id);
  }
  if (cases.length === 0) throw new Error(`${folder}: expected vectors, got none`);
  return cases;
}
