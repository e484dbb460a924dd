/**
 * Prints the one line that sums up a CI run: the tests of vitest and the steps of the gate that truly ran.
 * An artefact that is missing counts as one failure.
 */
import { readFileSync } from "node:fs";
import { ROOT } from "./artefacts.ts";
import { type Count, stepsRan, testsRan } from "./ran.ts";

/** Counts of one artefact below build/, or one failure when it cannot be read. */
function count<Json>(file: string, of: (json: Json) => Count): Count {
  try {
    return of(JSON.parse(readFileSync(`${ROOT}build/${file}`, "utf8")) as Json);
  } catch (error) {
    console.error(`ci: build/${file}: ${(error as Error).message}`);
    return { passed: 0, failed: 1 };
  }
}

const tests = count("tests.json", testsRan);
const steps = count("check.json", stepsRan);
const failed = tests.failed + steps.failed;
console.log(`${tests.passed + steps.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && tests.passed > 0 && steps.passed > 0 ? 0 : 1;
