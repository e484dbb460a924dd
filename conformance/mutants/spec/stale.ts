/** Whether the committed record is about the Lean sources that are here. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { modulesHash } from "../../../lean/runner/sources.ts";
import { judges } from "./modules.ts";
import type { SpecRecord } from "./record.ts";
import { mutated, type SpecMutant } from "./table.ts";

/** One line that tells how the sources below `root` differ from those of the record; nothing if they do not. */
export function staleness(
  root: string,
  mutants: readonly SpecMutant[],
  { sources }: SpecRecord,
): string | undefined {
  const now = modulesHash(judges(root));
  if (now === sources) return undefined;
  const lost = mutants.filter((mutant) => !fits(root, mutant)).map(({ id }) => id);
  const names = lost.length ? ` (${lost.join(", ")})` : "";
  return `mutants-spec: the record is older than the Lean sources; ${lost.length} mutants no longer fit${names}; run it anew`;
}

function fits(root: string, mutant: SpecMutant): boolean {
  const file = join(root, mutant.file);
  try {
    if (existsSync(file)) mutated(readFileSync(file, "utf8"), mutant);
    return existsSync(file);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
