import { fails, holds, type Resolver } from "../evidence.ts";

/** The full name of a theorem; headline ones are given without their folder. */
export function fullName(ref: string): string {
  return ref.startsWith("Atomik.") ? ref : `Atomik.Claims.${ref}`;
}

/** It exists, rests on allowed axioms alone, and says what it said when the claim was last read. */
export const theorem: Resolver = (ref, { theorems, statements }) => {
  if (theorems === undefined) return fails("build/theorems.json is not there; run: just audit");
  const name = fullName(ref);
  const found = theorems.theorems.find((one) => one.name === name);
  if (found === undefined) return fails(`no theorem ${name}`);
  if (theorems.violations.length > 0)
    return fails(`the audit found ${theorems.violations.length} violations`);
  const allowed = new Set(theorems.allowed.map((axiom) => axiom.name));
  const foreign = found.axioms.filter((axiom) => !allowed.has(axiom));
  if (foreign.length > 0) return fails(`rests on ${foreign.join(", ")}`);
  const accepted = statements[name];
  if (accepted === undefined)
    return fails("its statement was never accepted; read it, then: just accept-statements");
  if (accepted !== found.statementHash)
    return fails("its statement is not the one that was accepted; read it, then: just accept-statements");
  return holds(found.axioms.length === 0 ? "no axiom" : `axioms: ${found.axioms.join(", ")}`);
};
