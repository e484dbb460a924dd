import { fails, holds, type Resolver } from "../evidence.ts";

/** Programs that ran on every implementation as recorded, and show what they are there to show. */
const program =
  (kind: string): Resolver =>
  (ref, { programs }) => {
    const found = programs.find((one) => one.id === ref && one.kind === kind);
    if (found === undefined) return fails(`no ${kind} ${ref}`);
    if (!found.ok) return fails(found.faults.join("; "));
    return holds(`${found.shows.join(", ")} on ${found.implementations.join(", ")}`);
  };

export const counterexample: Resolver = program("counterexample");
export const example: Resolver = program("example");
