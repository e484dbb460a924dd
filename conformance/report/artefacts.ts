import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ClaimsFile } from "../claims/judge.ts";
import type { Results } from "../runner/results.ts";

/** One proved theorem, as the audit found it (`build/theorems.json`). */
export interface Theorem {
  readonly name: string;
  readonly module: string;
  readonly statement: string;
  /** SHA-256 of the statement as Lean prints it. */
  readonly statementHash: string;
  readonly doc: string | null;
  /** First sentence of the docstring, and what it says the theorem does not say. */
  readonly english: string;
  readonly doesNotSay: string | null;
  readonly axioms: readonly string[];
  readonly claimIds: readonly string[];
  /** Whether unfolding definitions alone proves it. */
  readonly definitional: boolean;
  readonly private: boolean;
}

export interface Theorems {
  readonly toolchain: string;
  readonly mode: string;
  readonly allowed: readonly { readonly name: string; readonly reason: string }[];
  readonly theorems: readonly Theorem[];
  readonly violations: readonly unknown[];
  readonly modules: readonly { readonly name: string }[];
  readonly replay: {
    readonly replayed: number;
    readonly constants: number;
    readonly refused: object | null;
  };
}

/** Whether a theorem is one of the headline statements that CLAIMS.md lists. */
export function isHeadline({ module }: Theorem): boolean {
  return module === "Atomik.Claims" || module.startsWith("Atomik.Claims.");
}

/** A row of a file of proofs: of the RTL, of the C sources or of compiled code. */
export interface ProofRow {
  readonly id: string;
  readonly tool?: string;
  readonly compiler?: string;
  readonly method?: string;
  readonly depth?: number;
  readonly bounded?: boolean;
  /** Up to which lengths, where they are bounded. */
  readonly lengths?: string | null;
  readonly result: string;
  readonly seconds?: number;
  readonly coverReached?: boolean;
  readonly plantedBugs?: { readonly caught: number; readonly missed: readonly string[] };
}

/** One proof of the RTL (`build/formal.json`), which has all of these. */
export interface Proof extends ProofRow {
  readonly module: string;
  readonly tool: string;
  readonly method: string;
  readonly depth: number;
  readonly bounded: boolean;
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
