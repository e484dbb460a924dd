import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sources } from "./harness.ts";

/** A bug to plant in the core, which a proof must find. */
export interface PlantedBug {
  readonly id: string;
  /** Text that occurs exactly once in `atomik_core.v`. */
  readonly find: string;
  readonly replace: string;
  readonly why: string;
  /** Ids of the configurations in which it shows; all of them when absent. */
  readonly configurations?: readonly string[];
}

const FILE = "atomik_core.v";

/** The bugs that must show in a configuration. */
export function plantedBugs(configurationId: string): PlantedBug[] {
  const all = JSON.parse(readFileSync(join(import.meta.dirname, "planted.json"), "utf8")) as PlantedBug[];
  return all.filter(({ configurations }) => configurations?.includes(configurationId) ?? true);
}

/**
 * The sources with a bug in them.
 *
 * @throws RangeError when its text does not occur exactly once
 */
export function plant(sources: Sources, bug: PlantedBug): Sources {
  const parts = sources[FILE]!.split(bug.find);
  if (parts.length !== 2)
    throw new RangeError(`planted bug ${bug.id}: expected its text once in ${FILE}, got ${parts.length - 1}`);
  return { ...sources, [FILE]: parts.join(bug.replace) };
}
