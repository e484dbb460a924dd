/**
 * Programs that claims rest on: counterexamples and published examples, in the notation of the IR, with what Lean's oracle
 * observed after every step. All implementations run them again.
 */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Opened } from "../adapters/open.ts";
import type { Width } from "../protocol/protocol.ts";
import { runVectors } from "../runner/compare.ts";
import { framesOf } from "../runner/frames.ts";
import type { Case, VectorStep } from "../runner/vectors.ts";
import type { Spec } from "../spec.ts";
import { readChecked } from "./ledger.ts";

/** One file of `counterexamples/` or `examples/`. */
export interface ProgramFile {
  readonly title: string;
  readonly widthBits: Width;
  /** By name, each from a fresh context. */
  readonly programs: Readonly<
    Record<string, { readonly steps: readonly VectorStep[]; readonly result: string }>
  >;
  /** Relations between final states, `A = B` or `A ≠ 0x3fa`; all of them hold. */
  readonly shows: readonly string[];
}

export type ProgramKind = "counterexample" | "example";

/** A file with its name. */
export interface NamedProgram extends ProgramFile {
  readonly id: string;
  readonly kind: ProgramKind;
}

/** What became of it in this run. */
export interface ProgramOutcome extends NamedProgram {
  /** Those that ran it and observed what is recorded. */
  readonly implementations: readonly string[];
  readonly ok: boolean;
  readonly faults: readonly string[];
}

/** Folder of the files of a kind. */
export function programFolder(kind: ProgramKind): string {
  return join(import.meta.dirname, `${kind}s`);
}

/** All of them. @throws Error when a file is not what its schema says */
export function loadPrograms(): NamedProgram[] {
  return (["counterexample", "example"] as const).flatMap((kind) =>
    readdirSync(programFolder(kind))
      .filter((file) => file.endsWith(".json"))
      .sort()
      .map((file) => ({
        id: basename(file, ".json"),
        kind,
        ...readChecked<ProgramFile>(join(programFolder(kind), file), "program"),
      })),
  );
}

/** The state after the last step. */
function finalState(steps: readonly VectorStep[]): bigint {
  const { reference, accumulator } = steps.at(-1)!.observe;
  return BigInt(`0x${reference}`) ^ BigInt(`0x${accumulator}`);
}

/** Relations that the recorded observations do not have, one line each. */
export function falseRelations({ programs, shows }: ProgramFile): string[] {
  return shows.flatMap((text) => {
    const [left = "", sign = "", right = ""] = text.split(/ (=|≠) /);
    const value = (name: string): bigint | undefined => {
      if (name.startsWith("0x")) return BigInt(name);
      const program = programs[name];
      return program && finalState(program.steps);
    };
    const [a, b] = [value(left), value(right)];
    if (a === undefined || b === undefined) return [`"${text}" names a program that is not there`];
    if ((a === b) === (sign === "=")) return [];
    return [`"${text}" does not hold: 0x${a.toString(16)} and 0x${b.toString(16)}`];
  });
}

/** Runs them on all implementations. An implementation that observes something else than is recorded is a fault. */
export function runPrograms(
  spec: Spec,
  opened: readonly Opened[],
  files: readonly NamedProgram[],
): ProgramOutcome[] {
  return files.map((file) => {
    const cases = Object.entries(file.programs).map(
      ([name, { steps, result }]): Case => ({
        id: `${file.id}/${name}`,
        flags: [],
        steps,
        result,
        width: file.widthBits,
      }),
    );
    const frames = framesOf(spec, cases);
    const faults = falseRelations(file);
    const implementations: string[] = [];
    for (const { name, adapter } of opened) {
      const { failures } = runVectors(spec, adapter, frames);
      if (failures.length === 0) implementations.push(name);
      for (const { id, difference } of failures) faults.push(`${name}: ${id}: ${difference}`);
    }
    if (implementations.length === 0) faults.push("no implementation ran it");
    return { ...file, implementations, ok: faults.length === 0, faults };
  });
}
