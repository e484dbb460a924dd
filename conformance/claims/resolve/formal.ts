import type { ProofRow } from "../../report/artefacts.ts";
import { matches } from "../../runner/select.ts";
import { type Found, fails, holds, type Resolver } from "../evidence.ts";
import type { Placed } from "../world.ts";

/** Every proof that the reference selects holds, is not vacuous, and missed no planted bug. */
export const formal: Resolver = (ref, { proofs }) => {
  const selected = proofs.filter(({ item }) => matches(ref, item.id));
  if (selected.length === 0) return fails("no such proof; run: just formal");
  const faults = selected.flatMap((one) => faultOf(one) ?? []);
  const from: Found["from"] = selected.every(({ artefact }) => artefact.from === "record") ? "record" : "run";
  if (faults.length > 0) return fails(faults.join("; "), from);
  const found = holds(selected.map(({ item }) => describe(item)).join("; "), from);
  return selected.some(({ item }) => item.bounded) ? { ...found, bounded: true } : found;
};

function faultOf({ item, artefact }: Placed<ProofRow>): string | undefined {
  const { id, result, coverReached, plantedBugs } = item;
  if (artefact.faults.length > 0) return `${artefact.name}: ${artefact.faults.join("; ")}`;
  if (result !== "proved") return `${id}: ${result}`;
  if (coverReached === false) return `${id}: the proof may be vacuous, a cover was not reached`;
  if (plantedBugs === undefined || plantedBugs.missed.length === 0) return undefined;
  return `${id}: planted bugs not caught: ${plantedBugs.missed.join(", ")}`;
}

/** Proofs of object code name their compiler, and bound lengths instead of steps. */
function describe({ id, tool, method, depth, bounded, compiler, lengths }: ProofRow): string {
  const bound = lengths ? `lengths ${lengths}` : `to depth ${depth} only`;
  return `${id}: ${tool ?? compiler}, ${method}, ${bounded ? bound : "not bounded"}`;
}
