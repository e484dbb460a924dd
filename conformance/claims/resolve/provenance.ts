import { fails, holds, type Resolver } from "../evidence.ts";

/** `all`, or the id of one link. The report is made after the claims, so its link is not among all. */
export const provenance: Resolver = (ref, { provenance: found }) => {
  if (found === undefined) return fails("the chain was not looked at; run: just provenance");
  const links = found.links.filter(({ id }) => (ref === "all" ? id !== "report" : id === ref));
  if (links.length === 0) return fails(`no link ${ref}`);
  const faults = links.flatMap(({ id, faults: own }) => own.map((fault) => `${id}: ${fault}`));
  if (faults.length > 0) return fails(faults.join("; "));
  return holds(links.map(({ id, sha256 }) => `${id} ${sha256.slice(0, 16)}`).join(", "));
};
