import { defineConfig } from "vitest/config";

// fork per file and at most two at once: several suites drive compilers and Lean, which want a core of their own
export default defineConfig({
  test: {
    include: ["{spec,ts,c,verilog,conformance,lean}/**/*.test.ts"],
    reporters: ["default", "json"],
    outputFile: { json: "build/tests.json" },
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
