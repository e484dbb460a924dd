/** What evidence is looked up in: this run's artefacts, records where a run has none, and the committed texts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "../bench/harness.ts";
import type { Provenance } from "../provenance/provenance.ts";
import { type Artefact, readArtefact } from "../records/artefact.ts";
import type { ProofRow, Theorems } from "../report/artefacts.ts";
import { loadMachineVectors } from "../runner/machines.ts";
import type { Results } from "../runner/results.ts";
import { loadSkips, type Skip } from "../runner/skips.ts";
import { loadVectors } from "../runner/vectors.ts";
import { ROOT } from "../spec.ts";
import type { ProgramOutcome } from "./programs.ts";
import { type AreaRow, areaRows } from "./resolve/area.ts";
import { type MatrixRow, matrixRows } from "./resolve/matrix.ts";
import { currentTests, type TestFile } from "./tests.ts";

/** One row or proof, and the artefact that it stands in. */
export interface Placed<T> {
  readonly item: T;
  readonly artefact: Artefact<unknown>;
}

export interface World {
  readonly theorems: Theorems | undefined;
  /** Hashes of statements as they were when somebody last read them. */
  readonly statements: Readonly<Record<string, string>>;
  readonly results: Results | undefined;
  readonly vectors: readonly { readonly id: string }[];
  readonly skips: readonly Skip[];
  readonly proofs: readonly Placed<ProofRow>[];
  readonly rows: readonly Placed<Row>[];
  readonly area: readonly Placed<AreaRow>[];
  readonly matrix: readonly Placed<MatrixRow>[];
  /** Of tests that ran on these sources. */
  readonly tests: readonly TestFile[];
  readonly programs: readonly ProgramOutcome[];
  /** The chain from the Lean sources to what runs. */
  readonly provenance: Provenance | undefined;
  /** Artefacts that contradict their records, or records that are out of date. */
  readonly faults: readonly string[];
}

const STATEMENTS = "conformance/claims/statements.json";

/** Everything but the programs, which are run, and the chain, which is followed. */
export function loadWorld(
  root: string,
  programs: readonly ProgramOutcome[],
  provenance: Provenance | undefined,
): World {
  const artefacts = namesBelow(root).flatMap((name) => readArtefact<unknown>(name, root) ?? []);
  const named = <T>(name: string): T | undefined =>
    artefacts.find((one) => one.name === name && one.from === "run")?.json as T | undefined;
  const all = <T>(of: (json: Record<string, unknown>) => unknown): Placed<T>[] =>
    artefacts.flatMap((artefact) => {
      const items = of(artefact.json as Record<string, unknown>);
      return Array.isArray(items) ? items.map((item) => ({ item: item as T, artefact })) : [];
    });
  return {
    theorems: named<Theorems>("theorems"),
    statements: readStatements(root),
    results: named<Results>("results"),
    vectors: [...loadVectors(root), ...loadMachineVectors(root)],
    skips: loadSkips(root),
    proofs: all<ProofRow>(({ proofs }) => proofs),
    rows: all<Row & { id: unknown }>(({ rows }) => rows).filter(({ item }) => typeof item.id === "string"),
    area: artefacts.flatMap((artefact) => areaRows(artefact.json).map((item) => ({ item, artefact }))),
    matrix: artefacts.flatMap((artefact) => matrixRows(artefact.json).map((item) => ({ item, artefact }))),
    tests: currentTests(root),
    programs,
    provenance,
    faults: artefacts.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)),
  };
}

/** Statement hashes that were last accepted, by name. */
export function readStatements(root: string = ROOT): Record<string, string> {
  const file = join(root, STATEMENTS);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>) : {};
}

/** Names of artefacts that evidence may stand in, of this run or of record. */
function namesBelow(root: string): string[] {
  const inFolder = (folder: string): string[] => {
    const path = join(root, folder);
    return existsSync(path) ? readdirSync(path).filter((file) => file.endsWith(".json")) : [];
  };
  const names = [
    ...["build", "conformance/records"].flatMap(inFolder),
    ...["build/bench", "conformance/records/bench"].flatMap(inFolder).map((file) => `bench/${file}`),
  ].map((file) => file.slice(0, -".json".length));
  return [...new Set(names)].filter((name) => !OTHERS.has(name)).sort();
}

/** What is in build/ but is no evidence: other reports, and our own output. */
const OTHERS: ReadonlySet<string> = new Set([
  "check",
  "claims",
  "provenance",
  "tests",
  "claims-tests",
  "claims-tests-now",
  "sbom",
  "record.schema",
]);
