/** The other direction: nothing that is there as evidence may lie unused, and what theorems say of claims must be in the ledger. */
import { isHeadline } from "../report/artefacts.ts";
import type { Claim } from "./ledger.ts";
import type { ProgramOutcome } from "./programs.ts";
import { fullName } from "./resolve/theorem.ts";
import type { World } from "./world.ts";

/** All references of a claim, `kind:reference`. */
export function references({ smallest, evidence }: Claim): readonly string[] {
  return smallest === undefined ? evidence : [smallest, ...evidence];
}

/** Evidence that no claim uses, one line each. */
export function unusedEvidence(
  claims: readonly Claim[],
  { theorems, programs, statements }: World,
): string[] {
  const used = new Set(claims.flatMap(references).map(normal));
  const unused = (kind: string, ids: readonly string[]): string[] =>
    ids.map((id) => `${kind}:${id}`).filter((ref) => !used.has(ref));
  return [
    ...unused(
      "theorem",
      answering(theorems).map(({ name }) => name),
    ),
    ...programs.flatMap(({ kind, id }: ProgramOutcome) => unused(kind, [id])),
    ...unused("theorem", Object.keys(statements)).map((ref) => `${ref} in statements.json`),
  ].filter((ref, index, all) => all.indexOf(ref) === index);
}

/** Headline theorems but for those whose docstring says `Claims: none.`; the audit refuses one that says nothing. */
function answering(theorems: World["theorems"]): readonly { readonly name: string }[] {
  return theorems?.theorems.filter((one) => isHeadline(one) && one.claimIds.length > 0) ?? [];
}

/** Claims that a theorem's docstring names and that do not rest on it, one line each. */
export function missingLinks(claims: readonly Claim[], { theorems }: World): string[] {
  const byId = new Map(claims.map((claim) => [claim.id, new Set(references(claim).map(normal))]));
  return (theorems?.theorems ?? []).filter(isHeadline).flatMap(({ name, claimIds }) =>
    claimIds.flatMap((id) => {
      const own = byId.get(id);
      if (own === undefined) return [`${name} names ${id}, which the ledger does not have`];
      return own.has(`theorem:${name}`) ? [] : [`${name} names ${id}, which does not rest on it`];
    }),
  );
}

function normal(text: string): string {
  return text.startsWith("theorem:") ? `theorem:${fullName(text.slice("theorem:".length))}` : text;
}
