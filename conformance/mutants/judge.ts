/** Judges the mutants of one implementation, remembering verdicts as long as nothing they depend on changes. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "../adapters/table.ts";
import { filesHash } from "../hash.ts";
import { ROOT } from "../spec.ts";
import { execute } from "./execute.ts";
import { leanTrial } from "./lean-trial.ts";
import type { Mutant } from "./list.ts";
import { plant, sourcesHash } from "./plant.ts";
import { testTrial } from "./test-trial.ts";
import { readTrial, type Trial } from "./verdict.ts";

const MOST_MS = 120_000;
/** A test simulates more than a trial does; a machine that is busy must not look like a test that hangs. */
const MOST_TEST_MS = 400_000;
const CACHE = join(ROOT, ".cache/mutants");
const TRIAL = fileURLToPath(new URL("trial.ts", import.meta.url));

/** A mutant and what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  readonly trial: Trial;
  /** Whether the verdict is from an earlier run over the same sources. */
  readonly cached: boolean;
}

/** Judges mutants, `atOnce` at a time. */
export async function judgeMutants(row: Row, mutants: readonly Mutant[], atOnce: number): Promise<Judged[]> {
  const sources = sourcesHash(ROOT, row);
  const judged: Judged[] = new Array(mutants.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < mutants.length; i = next++)
      judged[i] = await judgeOne(row, mutants[i]!, sources);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return judged;
}

async function judgeOne(row: Row, mutant: Mutant, sources: string): Promise<Judged> {
  const tests = mutant.test === undefined ? "" : filesHash(ROOT, [mutant.test]);
  const key = createHash("sha256")
    .update(JSON.stringify([row.name, sources, mutant, tests]))
    .digest("hex");
  const file = join(CACHE, `${key.slice(0, 32)}.json`);
  if (existsSync(file)) {
    const trial = JSON.parse(readFileSync(file, "utf8")) as Trial;
    return { mutant, trial, cached: true };
  }
  let copy: string | undefined;
  try {
    copy = plant(ROOT, row, mutant);
    const trial = await runTrial(row, mutant, copy);
    if (trial.verdict !== "broken") {
      mkdirSync(CACHE, { recursive: true });
      writeFileSync(file, JSON.stringify(trial));
    }
    return { mutant, trial, cached: false };
  } catch (error) {
    return { mutant, trial: { verdict: "broken", how: (error as Error).message }, cached: false };
  } finally {
    if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  }
}

async function runTrial({ name }: Row, mutant: Mutant, copy: string): Promise<Trial> {
  if (name === "lean") return leanTrial(copy, mutant);
  if (mutant.test !== undefined) return testTrial(copy, mutant.test, MOST_TEST_MS);
  const { output, timedOut } = await execute(process.execPath, [TRIAL, name, copy], MOST_MS);
  return readTrial(output, timedOut);
}
