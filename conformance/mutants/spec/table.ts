/** The table of planted faults in definitions of the theory: `table.json`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One planted fault: a text that occurs once in a file is replaced. */
export interface SpecMutant {
  /** Unique. */
  readonly id: string;
  /** Path from the folder of the Lean modules. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** What is wrong then. */
  readonly why: string;
}

const KEYS = ["id", "file", "find", "replace", "why"] as const satisfies readonly (keyof SpecMutant)[];

/**
 * All mutants.
 *
 * @throws TypeError when a field of a row is missing
 * @throws RangeError when an id occurs twice
 */
export function loadTable(file: string = join(import.meta.dirname, "table.json")): SpecMutant[] {
  const mutants = JSON.parse(readFileSync(file, "utf8")) as SpecMutant[];
  const ids = new Set<string>();
  for (const mutant of mutants) {
    for (const key of KEYS)
      if (typeof mutant[key] !== "string")
        throw new TypeError(`${mutant.id} ${key}: expected a text, got ${typeof mutant[key]}`);
    if (ids.has(mutant.id)) throw new RangeError(`id: expected each once, got ${mutant.id} twice`);
    ids.add(mutant.id);
  }
  return mutants;
}

/** The text of a file with the fault in it. @throws RangeError unless the text to be replaced occurs exactly once */
export function mutated(text: string, { id, file, find, replace }: SpecMutant): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new RangeError(`${id}: expected the text once in ${file}, got it ${parts.length - 1} times`);
  return parts.join(replace);
}
