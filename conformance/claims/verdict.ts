/** Whether what was found of the evidence still supports the verdict. */
import type { Evidence } from "./evidence.ts";
import type { Claim, Verdict } from "./ledger.ts";

/** Kinds of evidence of which a verdict needs at least one. */
const NEEDS: Readonly<Record<Verdict, ReadonlySet<string>>> = {
  proved: new Set(["theorem", "formal"]),
  tested: new Set([
    "vectors",
    "example",
    "counterexample",
    "fuzz",
    "mutants",
    "formal",
    "test",
    "audit",
    "provenance",
  ]),
  measured: new Set(["bench", "area"]),
  conditional: new Set([
    ...["theorem", "vectors", "example", "counterexample", "formal", "bench", "area", "arithmetic"],
    ...["fuzz", "mutants", "matrix", "test"],
  ]),
  false: new Set(["theorem", "counterexample", "formal", "bench", "area", "arithmetic", "vectors"]),
  "not checkable here": new Set(["document"]),
};

/** Why the verdict does not stand, one line each; none when it does. */
export function faultsOf(
  claim: Claim,
  evidence: readonly Evidence[],
  smallest: Evidence | undefined,
): string[] {
  const all = [...(smallest === undefined ? [] : [smallest]), ...evidence];
  const faults = all.filter(({ ok }) => !ok).map(({ kind, ref, detail }) => `${kind}:${ref}: ${detail}`);
  if (all.length === 0) return ["no evidence"];
  const needs = NEEDS[claim.verdict];
  if (claim.verdict === "false" && smallest !== undefined && !needs.has(smallest.kind))
    faults.push(`a ${smallest.kind} refutes nothing`);
  const supports = ({ kind, ok, bounded }: Evidence): boolean =>
    ok && needs.has(kind) && !(claim.verdict === "proved" && bounded);
  if (!all.some(supports)) faults.push(`"${claim.verdict}" needs one of ${[...needs].join(", ")} that holds`);
  return faults;
}
