/**
 * Prints the one line that sums up a CI run: the tests of vitest and the steps of the gate that truly ran.
 * An artefact that is missing counts as one failure.
 */
import { readFileSync } from "node:fs";
import { ROOT } from "./artefacts.ts";

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Counts of one artefact below build/, or one failure when it cannot be read. */
function count(file: string, of: (json: never) => Count): Count {
  try {
    return of(JSON.parse(readFileSync(`${ROOT}build/${file}`, "utf8")) as never);
  } catch (error) {
    console.error(`ci: build/${file}: ${(error as Error).message}`);
    return { passed: 0, failed: 1 };
  }
}

const tests = count(
  "tests.json",
  (json: { numPassedTests: number; numTotalTests: number; success: boolean }) => {
    const failed = json.numTotalTests - json.numPassedTests;
    return { passed: json.numPassedTests, failed: failed === 0 && !json.success ? 1 : failed };
  },
);
const steps = count("check.json", (json: { steps: readonly { ok: boolean }[] }) => ({
  passed: json.steps.filter((step) => step.ok).length,
  failed: json.steps.filter((step) => !step.ok).length,
}));
const failed = tests.failed + steps.failed;
console.log(`${tests.passed + steps.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && tests.passed > 0 && steps.passed > 0 ? 0 : 1;
