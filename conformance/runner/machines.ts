/**
 * Vectors of the machines and codecs that the byte protocol does not have. An implementation answers them one by one: it
 * is given a case without what is expected, and fills that in.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Machines } from "../adapters/adapter.ts";
import type { Failure, VectorResult } from "./compare.ts";

/** One case, with its machine and width. */
export interface MachineCase {
  readonly id: string;
  readonly machine: string;
  /** In bits; 0 where the case itself says it. */
  readonly width: number;
  readonly json: CaseJson;
}

type CaseJson = Readonly<Record<string, unknown>> & { readonly id: string; readonly result: string };

interface MachineFile {
  readonly machine: string;
  /** None where the cases themselves say it. */
  readonly widthBits?: number;
  readonly count: number;
  readonly cases: readonly CaseJson[];
}

/** What an implementation finds out by itself. */
const EXPECTED: ReadonlySet<string> = new Set(["observe", "expect", "result", "rejectedAt"]);

/** All cases below `root` that are not programs of the byte protocol. @throws Error when a file's count is wrong */
export function loadMachineVectors(root: string): MachineCase[] {
  const folder = join(root, "conformance/vectors");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /^([a-z]+\/w\d+|wire|digest)\/.*\.json$/.test(name));
  return files.sort().flatMap((name) => {
    const file = JSON.parse(readFileSync(join(folder, name), "utf8")) as MachineFile;
    if (file.cases.length !== file.count)
      throw new Error(`${name}: expected ${file.count} cases, got ${file.cases.length}`);
    const width = file.widthBits ?? 0;
    return file.cases.map((json) => ({ id: json.id, machine: file.machine, width, json }));
  });
}

/** Runs the cases; an implementation that does not offer a machine fails its cases. */
export function runMachines(
  machines: Machines | undefined,
  cases: readonly MachineCase[],
  stopAtFirst = false,
): VectorResult {
  const failures: Failure[] = [];
  const rejects: Record<string, number> = {};
  for (const one of cases) {
    const difference = differenceOf(machines, one);
    if (difference !== undefined) failures.push({ id: one.id, difference });
    else if (one.json.result.startsWith("reject:")) {
      const code = one.json.result.slice("reject:".length);
      rejects[code] = (rejects[code] ?? 0) + 1;
    }
    if (stopAtFirst && failures.length > 0) break;
  }
  return { passed: cases.length - failures.length, failures, rejects };
}

/** What differs between a case and the answer to it, in words; undefined when nothing does. */
export function differenceOf(machines: Machines | undefined, one: MachineCase): string | undefined {
  if (!machines?.names.has(one.machine)) return `does not offer the machine ${one.machine}`;
  try {
    return difference(one.json, machines.answer(one.machine, one.width, given(one.json)), "");
  } catch (error) {
    return `does not answer: ${(error as Error).message}`;
  }
}

/** A copy without what is expected. */
function given(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(given);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, value]) => (EXPECTED.has(key) ? [] : [[key, given(value)]])),
  );
}

/** The first place where two values differ, in words. */
function difference(expected: unknown, got: unknown, place: string): string | undefined {
  if (isDeepStrictEqual(expected, got)) return undefined;
  if (isRecord(expected) && isRecord(got))
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      const found = difference(expected[key], got[key], place === "" ? key : `${place}.${key}`);
      if (found !== undefined) return found;
    }
  return `${place} expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Two results of one implementation as one. */
export function together(a: VectorResult, b: VectorResult): VectorResult {
  const rejects = { ...a.rejects };
  for (const [code, count] of Object.entries(b.rejects)) rejects[code] = (rejects[code] ?? 0) + count;
  return { passed: a.passed + b.passed, failures: [...a.failures, ...b.failures], rejects };
}
