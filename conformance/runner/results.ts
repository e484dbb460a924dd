/** The results of a run: `build/results.json`, and the table on the terminal. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { errorText, schemaFileErrors } from "../../spec/schema/validate.ts";
import type { Skipped } from "./skips.ts";

/** One planted fault and its fate. */
export interface JudgedMutant {
  readonly id: string;
  readonly why: string;
  readonly verdict: string;
}

/** What the judge found of one implementation. */
export interface ImplementationResult {
  readonly name: string;
  readonly vectors: { readonly passed: number; readonly failed: number };
  readonly fuzz: {
    readonly programs: number;
    /** Random cases of machines, codecs and digests that the byte protocol does not have. */
    readonly cases: number;
    readonly mismatches: number;
    readonly seconds: number;
    readonly seed: number;
  };
  readonly mutants: {
    readonly killed: number;
    readonly survived: readonly string[];
    /** Every planted fault, what mistake it stands for, and what became of it. */
    readonly all: readonly JudgedMutant[];
  };
  readonly skips: readonly Skipped[];
  /** Programs of the vectors that it rejected, by code. */
  readonly rejects: Readonly<Record<string, number>>;
}

/** A whole run. */
export interface Results {
  readonly rootHash: string;
  readonly implementations: readonly ImplementationResult[];
  readonly coverage: {
    readonly cells: number;
    readonly empty: readonly string[];
    /** How many steps of the vectors fill each cell. */
    readonly grid: Readonly<Record<string, number>>;
  };
}

const SCHEMA = join(import.meta.dirname, "results.schema.json");

/** Writes the results where the report and outside checks read them. @throws Error when they are not what the schema says */
export function writeResults(file: string, results: Results): void {
  const errors = schemaFileErrors(SCHEMA, results);
  if (errors.length > 0) throw new Error(`${file}: ${errorText(errors)}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** Why the results are red, one line each; none when they are green. */
export function redLines({ implementations, coverage }: Results): string[] {
  return [
    ...implementations.flatMap(({ name, vectors, fuzz, mutants }) => [
      ...(vectors.failed > 0 ? [`${name}: ${vectors.failed} vectors failed`] : []),
      ...(fuzz.mismatches > 0 ? [`${name}: differs on a program`] : []),
      ...mutants.survived.map((id) => `${name}: the mutant ${id} survived`),
    ]),
    ...coverage.empty.map((cell) => `coverage: nothing fills ${cell}`),
  ];
}

/** The results as a table, one line each. */
export function table({ implementations, coverage }: Results): string[] {
  const rows = [
    ["implementation", "vectors", "fuzz programs", "fuzz cases", "mutants killed", "skipped vectors"],
    ...implementations.map(({ name, vectors, fuzz, mutants, skips }) => [
      name,
      share(vectors.passed, vectors.passed + vectors.failed),
      fuzz.mismatches > 0 ? `${fuzz.programs}, DIFFERS` : `${fuzz.programs}`,
      `${fuzz.cases}`,
      share(mutants.killed, mutants.killed + mutants.survived.length),
      `${skips.reduce((sum, { cases }) => sum + cases, 0)}`,
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd();
  return [
    ...rows.map(line),
    ...implementations.flatMap(({ name, skips }) =>
      skips.map(({ id, reason, cases }) => `skipped: ${name} ${id} (${cases}): ${reason}`),
    ),
    `coverage: ${share(coverage.cells - coverage.empty.length, coverage.cells)} cells`,
  ];
}

function share(part: number, whole: number): string {
  return `${part} of ${whole}`;
}
