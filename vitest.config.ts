import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The file that elaborates what the Lean programs of the project are made of, which takes minutes where nothing is cached. */
const ELABORATES = /spec\/test\/emit\.test\.ts$/;

/** Files that wait for it: they run those programs. */
const WAITS =
  /(lean\/Audit\/test\/(fixtures|export)|lean\/runner\/test\/run|spec\/test\/oracle|conformance\/test\/adapters)\.test\.ts$/;

/** One worker elaborates from the start, and no other one waits for it idly. */
class LeanFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      ELABORATES.test(moduleId) ? 0 : WAITS.test(moduleId) ? 2 : 1;
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

// fork per file and at most two at once: several suites drive compilers and Lean, which want a core of their own
export default defineConfig({
  test: {
    include: ["{spec,ts,c,verilog,conformance,lean}/**/*.test.ts"],
    reporters: ["default", "json"],
    outputFile: { json: "build/tests.json" },
    sequence: { sequencer: LeanFirst },
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
