import { describe, expect, it } from "vitest";
import { buildProgram, FLAGS, openProgramMachines } from "../../conformance/adapters/c.ts";
import { openProcess } from "../../conformance/protocol/process.ts";
import { runVectors } from "../../conformance/runner/compare.ts";
import { framesOf } from "../../conformance/runner/frames.ts";
import { loadMachineVectors, runMachines } from "../../conformance/runner/machines.ts";
import { loadVectors } from "../../conformance/runner/vectors.ts";
import { loadSpec, ROOT } from "../../conformance/spec.ts";
import { widestVector } from "./compile.ts";

const spec = loadSpec();
const programs = loadVectors(ROOT);
const machineCases = loadMachineVectors(ROOT);
const frames = framesOf(spec, programs);

/** Each bound on vectors chooses other paths: words, products bit by bit, CRC bit by bit; then what the processor has. */
describe("every path of the header passes every vector", () => {
  it.each([0, 128, 256, 512])("with vectors of at most %i bits", async (bits) => {
    if (bits > widestVector()) return; // this processor cannot
    const command = await buildProgram(ROOT, [...FLAGS, `-DATOMIK_VECTOR_BITS=${bits}`]);
    const adapter = openProcess({ name: "c", observes: "context", command, args: [] });
    const machines = openProgramMachines(command);
    try {
      const passed = programs.length + machineCases.length;
      const results = [runVectors(spec, adapter, frames), runMachines(machines, machineCases)];
      expect(results.flatMap(({ failures }) => failures)).toEqual([]);
      expect(results.reduce((sum, one) => sum + one.passed, 0)).toBe(passed);
    } finally {
      adapter.close();
      machines.close?.();
    }
  });
});
