/** Bugs to plant in the header, each of which the proof of its group must refuse. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Build, compileHeader } from "./compile.ts";
import { functionsOf, type Group } from "./groups.ts";
import { proveGroup } from "./row.ts";
import type { Solver } from "./solver.ts";

/** A bug: a text of the header that stands there once, and what takes its place. */
export interface PlantedBug {
  readonly id: string;
  readonly group: string;
  readonly find: string;
  readonly replace: string;
  readonly why: string;
}

/** How a bug fared. */
export interface BugResult {
  readonly id: string;
  readonly caught: boolean;
  /** The goal that was not proved and why, or why nothing was. */
  readonly reason: string;
}

/** All bugs. */
export function plantedBugs(): readonly PlantedBug[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, "planted.json"), "utf8")) as PlantedBug[];
}

/** The header with a bug in it. @throws RangeError when its text does not stand there exactly once */
export function plant(header: string, bug: PlantedBug): string {
  const parts = header.split(bug.find);
  if (parts.length !== 2)
    throw new RangeError(
      `planted bug ${bug.id}: expected its text once in the header, got ${parts.length - 1}`,
    );
  return parts.join(bug.replace);
}

/**
 * Compiles the header with a bug in it and tries to prove the bug's group.
 *
 * @throws Error when the compiler refuses the header with the bug, as that says nothing about the proof
 */
export function tryBug(
  bug: PlantedBug,
  header: string,
  group: Group,
  build: Build,
  solver: Solver,
): BugResult {
  const code = compileHeader(build, plant(header, bug), functionsOf(group), group.defines);
  const { verdicts } = proveGroup(group, code, solver, true);
  const failed = verdicts.find(({ proved }) => !proved);
  if (failed === undefined) return { id: bug.id, caught: false, reason: "everything is proved" };
  // an instruction that is not known refuses the code without having looked at it
  if (/not known/.test(failed.reason!))
    return { id: bug.id, caught: false, reason: `${failed.id}: ${failed.reason}` };
  return { id: bug.id, caught: true, reason: `${failed.id}: ${failed.reason}` };
}
