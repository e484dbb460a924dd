/**
 * Mutants of what no vector speaks of, such as streams of messages: their judge is a test of the product itself, run in the
 * copy that carries the mutant.
 */
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../spec.ts";
import { execute } from "./execute.ts";
import type { Trial } from "./verdict.ts";

/** Tests compare with it; a mutant of another implementation is not in it. */
const ORACLE = "spec/interpreter";
const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");

/** Runs a test file, given from the repository's root, against the sources of a copy. */
export async function testTrial(copy: string, test: string, mostMs: number): Promise<Trial> {
  cpSync(join(ROOT, dirname(test)), join(copy, dirname(test)), { recursive: true });
  if (!existsSync(join(copy, ORACLE))) cpSync(join(ROOT, ORACLE), join(copy, ORACLE), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  const file = join(copy, "report.json");
  const most = `--testTimeout=${mostMs}`; // Else a slow machine would kill mutants.
  const args = [
    VITEST,
    "run",
    "--root",
    copy,
    most,
    "--bail=1",
    "--reporter",
    "json",
    "--outputFile",
    file,
    test,
  ];
  const { code, output, timedOut } = await execute(process.execPath, args, mostMs);
  if (timedOut) return { verdict: "killed", how: `${test} hangs` };
  if (code === 0) return { verdict: "survived", how: `${test} passes` };
  return readReport(file) ?? { verdict: "broken", how: `${test} does not run: ${output.slice(-300)}` };
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The first test that failed; undefined when none ran. */
function readReport(file: string): Trial | undefined {
  if (!existsSync(file)) return undefined;
  const { testResults } = JSON.parse(readFileSync(file, "utf8")) as Report;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = results.find(({ status }) => status === "failed");
  return failed && { verdict: "killed", how: `fails: ${failed.fullName}` };
}
