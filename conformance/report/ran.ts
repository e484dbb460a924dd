/** What truly ran in one run of the tests and of the gate: what was skipped counts neither way. */

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** The members of vitest's JSON report that say how a run ended. */
export interface TestsJson {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** False also when a file could not be loaded, in which case none of its tests is counted anywhere. */
  readonly success: boolean;
}

/** Tests that passed and failed; a run that failed outside of every test counts as one failure. */
export function testsRan({ numPassedTests, numFailedTests, success }: TestsJson): Count {
  return { passed: numPassedTests, failed: numFailedTests === 0 && !success ? 1 : numFailedTests };
}

/** Steps of the gate that were green and red. */
export function stepsRan({ steps }: { readonly steps: readonly { readonly ok: boolean }[] }): Count {
  const passed = steps.filter(({ ok }) => ok).length;
  return { passed, failed: steps.length - passed };
}
