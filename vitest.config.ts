import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["{spec,ts,c,verilog,conformance,lean}/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 300_000 },
});
