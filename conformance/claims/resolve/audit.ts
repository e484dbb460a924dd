import { fails, holds, type Resolver } from "../evidence.ts";

/** `clean`: the sweep looked at modules and found no violation; `replay`: the kernel accepted every declaration once more. */
export const audit: Resolver = (ref, { theorems }) => {
  if (theorems === undefined) return fails("build/theorems.json is not there; run: just audit");
  const { modules, violations, replay } = theorems;
  if (violations.length > 0) return fails(`${violations.length} violations`);
  if (ref === "clean")
    return modules.length > 0 ? holds(`${modules.length} modules`) : fails("no module was swept");
  if (ref !== "replay") return fails(`expected clean or replay, got ${ref}`);
  if (replay.refused !== null || replay.replayed === 0)
    return fails("the kernel refused a declaration, or saw none");
  return holds(`${replay.replayed} declarations`);
};
