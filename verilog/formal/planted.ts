import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration, Sources } from "./harness.ts";

/** A bug to plant in a module, which a proof must find. */
export interface PlantedBug {
  readonly id: string;
  /** Name of the file that it is planted in. */
  readonly file: string;
  /** Text that occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly why: string;
  /** Ids of the configurations in which it shows; all of them when absent. */
  readonly configurations?: readonly string[];
}

/** The bugs that must show in a configuration. */
export function plantedBugs({ module, id }: Pick<Configuration, "module" | "id">): PlantedBug[] {
  const text = readFileSync(join(import.meta.dirname, "planted", `${module}.json`), "utf8");
  const all = (JSON.parse(text) as Partial<PlantedBug>[]).map((bug) => ({ file: `${module}.v`, ...bug }));
  return (all as PlantedBug[]).filter(({ configurations }) => configurations?.includes(id) ?? true);
}

/**
 * The sources with a bug in them.
 *
 * @throws RangeError when its text does not occur exactly once
 */
export function plant(sources: Sources, { id, file, find, replace }: PlantedBug): Sources {
  const parts = sources[file]!.split(find);
  if (parts.length !== 2)
    throw new RangeError(`planted bug ${id}: expected its text once in ${file}, got ${parts.length - 1}`);
  return { ...sources, [file]: parts.join(replace) };
}
