/** What the fuzzer prints and writes. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type Spec } from "../spec.ts";
import type { CaseFinding, CaseResult } from "./cases/loop.ts";
import type { Finding } from "./find.ts";
import type { FuzzResult } from "./loop.ts";

/** How far a run is. */
export function progressLine(programs: number, seconds: number): string {
  return `${programs} programs in ${seconds.toFixed(1)} s, ${Math.round(programs / seconds)} a second`;
}

/** A finding, its last line being the command that shows it. */
export function findingLines({ pair, difference, entry }: Finding): string[] {
  return [
    `${pair[0]} and ${pair[1]} differ (found as ${entry.found}); ${pair[0]} taken as expected: ${difference}`,
    `just replay ${entry.hash}`,
  ];
}

/** How many cases each implementation answered. */
export function caseLine({ byImplementation, seconds }: CaseResult): string {
  const counts = Object.entries(byImplementation).map(([name, count]) => `${name} ${count}`);
  return `cases of machines, codecs and digests in ${seconds.toFixed(1)} s: ${counts.join(", ")}`;
}

/** A finding among cases, its last line being the command that shows it. */
export function caseFindingLines({ name, difference, entry }: CaseFinding): string[] {
  return [`${name} differs on a case (found as ${entry.found}): ${difference}`, `just replay ${entry.hash}`];
}

/** Writes what was generated to `build/fuzz.json`: totals, and how often each op came right after each other one. */
export function writePairs(spec: Spec, { pairs, finding: _, ...totals }: FuzzResult): void {
  const after = [{ name: "(start)", opcode: 0 }, ...spec.ops];
  const matrix = Object.fromEntries(
    after.map((a) => [
      a.name,
      Object.fromEntries(spec.ops.map((b) => [b.name, pairs[a.opcode * 8 + b.opcode]])),
    ]),
  );
  mkdirSync(join(ROOT, "build"), { recursive: true });
  writeFileSync(join(ROOT, "build/fuzz.json"), `${JSON.stringify({ ...totals, pairs: matrix }, null, 2)}\n`);
}
