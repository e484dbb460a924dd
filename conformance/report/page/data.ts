/** What the page shows: artefacts of this run, or committed records where a run has none. */

import type { Row } from "../../bench/harness.ts";
import type { ClaimsFile } from "../../claims/judge.ts";
import type { TestFile } from "../../claims/tests.ts";
import type { Provenance } from "../../provenance/provenance.ts";
import type { Artefact } from "../../records/artefact.ts";
import type { Results } from "../../runner/results.ts";
import type { ProofRow, Theorems } from "../artefacts.ts";

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
    readonly limitedBy?: readonly string[];
  }[];
}

/** A fault planted in a definition of the theory, and the theorems that it turns red. */
export interface SpecMutants {
  readonly mutants: Readonly<
    Record<string, { readonly verdict: string; readonly theorems: readonly string[] }>
  >;
  readonly never: Readonly<Record<string, readonly string[]>>;
}

/** A file of proofs, and what it says that it leaves out. */
export interface ProofFile {
  readonly proofs: readonly ProofRow[];
  readonly leftOut?: readonly LeftOut[];
  readonly skipped?: readonly LeftOut[];
}

export interface LeftOut {
  readonly id: string;
  readonly reason: string;
}

/** Everything that the page is made of; what is absent is said on the page, never left out. */
export interface PageData {
  readonly theorems: Theorems;
  readonly results: Results;
  readonly claims: ClaimsFile;
  readonly formal: Artefact<ProofFile> | undefined;
  /** With the rows that take minutes. */
  readonly formalAll: Artefact<ProofFile> | undefined;
  readonly objectProof: Artefact<ProofFile> | undefined;
  readonly sourceProof: Artefact<ProofFile> | undefined;
  readonly benches: readonly Artefact<Bench>[];
  readonly area: Artefact<Area> | undefined;
  readonly specMutants: SpecMutants;
  /** What each of those faults is, in words. */
  readonly specFaults: Readonly<Record<string, string>>;
  /** How the sources differ from those that the record of spec mutants is about; nothing if they do not. */
  readonly specMutantsStale: string | undefined;
  /** Tests that ran on these sources, and how many files of tests there are. */
  readonly tests: { readonly ran: readonly TestFile[]; readonly files: number };
  readonly provenance: Provenance | undefined;
  readonly versions: readonly { readonly name: string; readonly version: string }[];
}
