import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ClaimsFile } from "../claims/judge.ts";

/** One proved theorem, as the audit found it (`build/theorems.json`). */
export interface Theorem {
  readonly name: string;
  readonly module: string;
  readonly statement: string;
  /** SHA-256 of the statement as Lean prints it. */
  readonly statementHash: string;
  readonly doc: string | null;
  readonly axioms: readonly string[];
  readonly claimIds: readonly string[];
}

export interface Theorems {
  readonly toolchain: string;
  readonly mode: string;
  readonly allowed: readonly { readonly name: string; readonly reason: string }[];
  readonly theorems: readonly Theorem[];
  readonly violations: readonly unknown[];
  readonly modules: readonly { readonly name: string }[];
  readonly replay: { readonly replayed: number; readonly refused: object | null };
}

/** Whether a theorem is one of the headline statements that CLAIMS.md lists. */
export function isHeadline({ module }: Theorem): boolean {
  return module === "Atomik.Claims" || module.startsWith("Atomik.Claims.");
}

/** What the judge found of one implementation (`build/results.json`). */
export interface ImplementationResult {
  readonly name: string;
  readonly vectors: { readonly passed: number; readonly failed: number };
  readonly fuzz: { readonly programs: number; readonly mismatches: number };
  readonly mutants: { readonly killed: number; readonly survived: readonly string[] };
  readonly skips: readonly { readonly id: string; readonly reason: string }[];
}

export interface Results {
  readonly rootHash: string;
  readonly implementations: readonly ImplementationResult[];
  readonly coverage: { readonly cells: number; readonly empty: readonly string[] };
}

/** One proof of the RTL (`build/formal.json`). */
export interface Proof {
  readonly id: string;
  readonly module: string;
  readonly tool: string;
  readonly method: string;
  readonly depth: number;
  readonly bounded: boolean;
  readonly result: string;
  readonly coverReached: boolean;
  readonly plantedBugs: { readonly caught: number; readonly missed: readonly string[] };
}

/** What the report is made of. */
export interface Artefacts {
  readonly theorems: Theorems;
  readonly results: Results;
  readonly formal: { readonly proofs: readonly Proof[] };
  readonly claims: ClaimsFile;
}

/** The repository's root folder. */
export const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Reads one artefact of the last check.
 *
 * @throws Error naming the recipe that makes it when it is not there or is not JSON.
 */
function read<T>(file: string, recipe: string): T {
  try {
    return JSON.parse(readFileSync(`${ROOT}build/${file}`, "utf8")) as T;
  } catch (error) {
    throw new Error(
      `build/${file}: expected JSON made by \`just ${recipe}\`, got: ${(error as Error).message}`,
    );
  }
}

/** All artefacts of the last check. */
export function readArtefacts(): Artefacts {
  return {
    theorems: read("theorems.json", "audit"),
    results: read("results.json", "check"),
    formal: read("formal.json", "formal"),
    claims: read("claims.json", "claims"),
  };
}
