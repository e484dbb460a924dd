/** What the page shows: artefacts of this run, or committed records where a run has none. */

import type { Row } from "../../bench/harness.ts";
import type { ClaimsFile } from "../../claims/judge.ts";
import type { Provenance } from "../../provenance/provenance.ts";
import type { Artefact } from "../../records/artefact.ts";
import type { Results } from "../../runner/results.ts";

/** One theorem of `build/theorems.json`. */
export interface Theorem {
  readonly name: string;
  readonly module: string;
  readonly statement: string;
  readonly english: string;
  readonly doesNotSay: string | null;
  readonly axioms: readonly string[];
  readonly claimIds: readonly string[];
  readonly statementHash: string;
  readonly definitional: boolean;
  readonly private: boolean;
}

export interface Theorems {
  readonly toolchain: string;
  readonly mode: string;
  readonly allowed: readonly { readonly name: string; readonly reason: string }[];
  readonly replay: { readonly replayed: number; readonly constants: number };
  readonly theorems: readonly Theorem[];
  readonly violations: readonly unknown[];
}

/** A row of a file of proofs: of the RTL, of the C sources or of compiled code. */
export interface ProofRow {
  readonly id: string;
  readonly tool?: string;
  readonly compiler?: string;
  readonly method?: string;
  readonly depth?: number;
  readonly bounded?: boolean;
  readonly result: string;
  readonly seconds?: number;
  readonly coverReached?: boolean;
  readonly plantedBugs?: { readonly caught: number; readonly missed: readonly string[] };
}

export interface Bench {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly date: string };
  readonly rows: readonly Row[];
}

export interface AreaRow {
  readonly module: string;
  readonly params: unknown;
  readonly device: string;
  readonly tool: string;
  readonly lut: number;
  readonly ff: number;
  readonly bram: number;
  readonly fmaxMHz: { readonly min: number; readonly median: number; readonly best?: number } | null;
  readonly ports: number;
  readonly acceptedPerSecond: number | null;
}

export interface Area {
  readonly rows: readonly AreaRow[];
  readonly targets?: readonly {
    readonly id: string;
    readonly what?: string;
    readonly value: number | null;
    readonly unit?: string;
    readonly target?: number;
    readonly met: boolean;
    readonly why?: string;
  }[];
}

/** A fault planted in a definition of the theory, and the theorems that it turns red. */
export interface SpecMutants {
  readonly mutants: Readonly<
    Record<string, { readonly verdict: string; readonly theorems: readonly string[] }>
  >;
  readonly never: Readonly<Record<string, readonly string[]>>;
}

/** Everything that the page is made of; what is absent is said on the page, never left out. */
export interface PageData {
  readonly theorems: Theorems;
  readonly results: Results;
  readonly claims: ClaimsFile;
  readonly formal: Artefact<{ readonly proofs: readonly ProofRow[] }> | undefined;
  /** With the rows that take minutes. */
  readonly formalAll: Artefact<{ readonly proofs: readonly ProofRow[] }> | undefined;
  readonly objectProof: Artefact<{ readonly proofs: readonly ProofRow[] }> | undefined;
  readonly sourceProof: Artefact<{ readonly proofs: readonly ProofRow[] }> | undefined;
  readonly benches: readonly Artefact<Bench>[];
  readonly area: Artefact<Area> | undefined;
  readonly specMutants: SpecMutants;
  readonly provenance: Provenance | undefined;
  readonly versions: readonly { readonly name: string; readonly version: string }[];
}
