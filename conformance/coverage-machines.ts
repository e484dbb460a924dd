/**
 * What vectors of the machines beside the first must meet: every reject code of every machine, and of a machine with
 * the ops of the first, all that those must meet.
 */
import { coverage, type Grid } from "./coverage.ts";
import type { MachineCase } from "./runner/machines.ts";
import type { Case } from "./runner/vectors.ts";
import type { Spec } from "./spec.ts";

/** The machine that has the same ops as the first one. */
const SAME_OPS = "counter";

/** The cells of all machines but the first, with how many cases or steps fill each. */
export function coverageOfMachines(spec: Spec, cases: readonly MachineCase[]): Grid {
  const grid = new Map<string, number>();
  for (const { name, rejects } of spec.machines.slice(1))
    for (const code of rejects)
      grid.set(
        `${name}/reject/${code}`,
        cases.filter(({ machine, json }) => machine === name && json.result === `reject:${code}`).length,
      );
  const programs = cases.filter(({ machine }) => machine === SAME_OPS);
  const same = programs.map(({ json, width }) => ({ ...json, width }) as unknown as Case);
  for (const [cell, count] of coverage(spec, same)) grid.set(`${SAME_OPS}/${cell}`, count);
  return grid;
}
