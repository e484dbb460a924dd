/** Vectors of one claim, run now, in the form in which the judge leaves all of them. */
import type { Opened } from "../adapters/open.ts";
import { runVectors } from "../runner/compare.ts";
import { framesOf } from "../runner/frames.ts";
import { loadMachineVectors, runMachines, together } from "../runner/machines.ts";
import type { ImplementationResult } from "../runner/results.ts";
import { matches } from "../runner/select.ts";
import { loadSkips } from "../runner/skips.ts";
import { loadVectors } from "../runner/vectors.ts";
import { ROOT, type Spec } from "../spec.ts";

/** Whether an implementation runs any of the vectors that one of the filters selects. */
export function runsSome(name: string, filters: readonly string[]): boolean {
  const skips = loadSkips(ROOT).filter((skip) => skip.implementation === name);
  return [...loadVectors(ROOT), ...loadMachineVectors(ROOT)].some(
    ({ id }) => filters.some((filter) => matches(filter, id)) && !skips.some((skip) => matches(skip.id, id)),
  );
}

/** How each implementation does on the vectors that one of the filters selects; those it is excused from are left out. */
export function runSelected(
  spec: Spec,
  opened: readonly Opened[],
  filters: readonly string[],
): Map<string, ImplementationResult["vectors"]> {
  const wanted = (one: { readonly id: string }): boolean => filters.some((filter) => matches(filter, one.id));
  const programs = loadVectors(ROOT).filter(wanted);
  const cases = loadMachineVectors(ROOT).filter(wanted);
  const skips = loadSkips(ROOT);
  return new Map(
    opened.map(({ name, adapter, machines }) => {
      const own = (one: { readonly id: string }): boolean =>
        !skips.some((skip) => skip.implementation === name && matches(skip.id, one.id));
      const { passed, failures } = together(
        runVectors(spec, adapter, framesOf(spec, programs.filter(own))),
        runMachines(machines, cases.filter(own)),
      );
      for (const { id, difference } of failures.slice(0, 5)) console.log(`${name} ${id}: ${difference}`);
      return [name, { passed, failed: failures.length }];
    }),
  );
}
