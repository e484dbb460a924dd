/** Every claim against what this run found: `build/claims.json`. */
import type { Evidence } from "./evidence.ts";
import { resolve } from "./evidence.ts";
import { type Claim, type Source, VERDICTS } from "./ledger.ts";
import type { ProgramOutcome } from "./programs.ts";
import { RESOLVERS } from "./resolve/resolvers.ts";
import { missingLinks, unusedEvidence } from "./usage.ts";
import { faultsOf } from "./verdict.ts";
import type { World } from "./world.ts";

/** A claim, its evidence looked up, and whether the verdict stands. */
export interface JudgedClaim extends Omit<Claim, "evidence" | "smallest"> {
  readonly source: string;
  readonly smallest?: Evidence;
  readonly evidence: readonly Evidence[];
  readonly ok: boolean;
  /** Why it does not stand. */
  readonly faults: readonly string[];
  readonly command: string;
}

/** `build/claims.json`. */
export interface ClaimsFile {
  readonly rootHash: string;
  readonly summary: {
    readonly total: number;
    readonly ok: number;
    readonly byVerdict: Readonly<Record<string, number>>;
    readonly bySource: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly sources: readonly { readonly id: string; readonly title: string }[];
  readonly claims: readonly JudgedClaim[];
  readonly programs: readonly ProgramOutcome[];
  /** Evidence that no claim uses. */
  readonly unused: readonly string[];
  /** What is wrong beside single claims. */
  readonly faults: readonly string[];
}

/** One claim. */
export function judgeClaim(source: string, claim: Claim, world: World): JudgedClaim {
  const look = (text: string): Evidence => resolve(text, RESOLVERS, world);
  const { smallest: smallestRef, evidence: refs, ...rest } = claim;
  const smallest = smallestRef === undefined ? undefined : look(smallestRef);
  const evidence = refs.map(look);
  const faults = faultsOf(claim, evidence, smallest);
  return {
    ...rest,
    source,
    ...(smallest && { smallest }),
    evidence,
    ok: faults.length === 0,
    faults,
    command: `just claim ${claim.id}`,
  };
}

/** All claims; every count is computed from them. */
export function judgeClaims(rootHash: string, sources: readonly Source[], world: World): ClaimsFile {
  const all = sources.flatMap(({ claims }) => claims);
  const claims = sources.flatMap(({ source, claims }) => claims.map((one) => judgeClaim(source, one, world)));
  const count = (of: readonly JudgedClaim[]): Record<string, number> =>
    Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, of.filter((one) => one.verdict === verdict).length]),
    );
  return {
    rootHash,
    summary: {
      total: claims.length,
      ok: claims.filter(({ ok }) => ok).length,
      byVerdict: count(claims),
      bySource: Object.fromEntries(
        sources.map(({ source }) => [source, count(claims.filter((one) => one.source === source))]),
      ),
    },
    sources: sources.map(({ source, title }) => ({ id: source, title })),
    claims,
    programs: world.programs,
    unused: unusedEvidence(all, world),
    faults: [...world.faults, ...missingLinks(all, world)],
  };
}

/** Why the claims are red, one line each. */
export function redLines({ claims, unused, faults, programs }: ClaimsFile): string[] {
  return [
    ...claims.flatMap(({ id, verdict, faults: own }) => own.map((fault) => `${id} (${verdict}): ${fault}`)),
    ...programs.flatMap(({ id, faults: own }) => own.map((fault) => `${id}: ${fault}`)),
    ...unused.map((ref) => `no claim uses ${ref}`),
    ...faults,
  ];
}
