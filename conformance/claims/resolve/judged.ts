/** Evidence that the judge gave: vectors, fuzzing and mutants (`build/results.json`). */
import type { ImplementationResult } from "../../runner/results.ts";
import { matches } from "../../runner/select.ts";
import { type Found, fails, holds, type Resolver } from "../evidence.ts";
import type { World } from "../world.ts";

const MISSING = "build/results.json is not there; run: just check";

/** The implementations that a reference names: all, or those listed. */
function named({ results }: World, ref: string): readonly ImplementationResult[] | string {
  if (results === undefined) return MISSING;
  if (ref === "all") return results.implementations;
  const names = ref.split(",");
  const found = results.implementations.filter(({ name }) => names.includes(name));
  return found.length === names.length ? found : `no implementation for some of ${ref}`;
}

/** The vectors that a filter selects: there are some, and every implementation passes all that it is not excused from. */
export const vectors: Resolver = (filter, world) => {
  if (world.results === undefined) return fails(MISSING);
  const selected = world.vectors.filter(({ id }) => matches(filter, id));
  if (selected.length === 0) return fails("the filter selects no vector");
  const excused = (name: string): boolean =>
    selected.every(({ id }) =>
      world.skips.some((skip) => skip.implementation === name && matches(skip.id, id)),
    );
  const asked = world.results.implementations.filter(({ name }) => !excused(name));
  if (asked.length === 0) return fails("no implementation runs them");
  const failed = asked.filter((one) => one.vectors.failed > 0 || one.vectors.passed === 0);
  if (failed.length > 0) return fails(`not all vectors pass on ${failed.map(({ name }) => name).join(", ")}`);
  return holds(`${selected.length} vectors on ${asked.map(({ name }) => name).join(", ")}`);
};

/** Programs drawn at random ran, and no two implementations differed on any. */
export const fuzz: Resolver = (ref, world) =>
  every(named(world, ref), ({ name, fuzz: { programs, mismatches } }) => {
    if (programs === 0) return `${name}: ran no program`;
    return mismatches > 0 ? `${name}: differs on a program` : undefined;
  });

/** Faults were planted, and each was caught. */
export const mutants: Resolver = (ref, world) =>
  every(named(world, ref), ({ name, mutants: { killed, survived } }) => {
    if (killed === 0) return `${name}: no planted fault was caught`;
    return survived.length > 0 ? `${name}: not caught: ${survived.join(", ")}` : undefined;
  });

function every(
  all: readonly ImplementationResult[] | string,
  faultOf: (one: ImplementationResult) => string | undefined,
): Found {
  if (typeof all === "string") return fails(all);
  if (all.length === 0) return fails("the results have no implementation");
  const faults = all.flatMap((one) => faultOf(one) ?? []);
  return faults.length > 0 ? fails(faults.join("; ")) : holds(all.map(({ name }) => name).join(", "));
}
