import { expect, test } from "vitest";
import { stepsRan, testsRan } from "../ran.ts";

const tests = (numPassedTests: number, numFailedTests: number, success: boolean) =>
  testsRan({ numPassedTests, numFailedTests, success });

test("tests that were skipped are neither passed nor failed", () => {
  const report = {
    numTotalTests: 7,
    numPendingTests: 2,
    numPassedTests: 5,
    numFailedTests: 0,
    success: true,
  };
  expect(testsRan(report)).toEqual({ passed: 5, failed: 0 });
});

test("failed tests count one by one", () => {
  expect(tests(5, 2, false)).toEqual({ passed: 5, failed: 2 });
});

test("a run that failed outside of every test is one failure", () => {
  expect(tests(5, 0, false)).toEqual({ passed: 5, failed: 1 });
});

test("steps of the gate count by their verdict", () => {
  expect(stepsRan({ steps: [{ ok: true }, { ok: false }, { ok: true }] })).toEqual({ passed: 2, failed: 1 });
});
