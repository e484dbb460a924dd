import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openProcess } from "../../conformance/protocol/process.ts";
import { runVectors, type VectorResult } from "../../conformance/runner/compare.ts";
import { framesOf } from "../../conformance/runner/frames.ts";
import { loadVectors } from "../../conformance/runner/vectors.ts";
import { loadSpec } from "../../conformance/spec.ts";

const root = join(import.meta.dirname, "../..");
const verilog = join(root, "spec/golden/atomik_golden.v");
const spec = loadSpec(root);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atomik-golden-"));
  cpSync(join(root, "spec/golden"), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Compiles the C model in `folder`, which a test may have changed, and runs all vectors on it. */
function runGoldenC(compiler: string): VectorResult {
  const program = join(folder, "program");
  const flags = ["-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-pedantic", "-Werror"];
  const includes = ["-I", folder, "-I", join(root, "conformance/protocol")];
  const id = `-DROOT_ID=UINT64_C(0x${spec.rootHash.slice(0, 16)})`;
  const source = join(import.meta.dirname, "golden/program.c");
  execFileSync(compiler, [...flags, ...includes, id, source, "-o", program], { stdio: "pipe" });
  const adapter = openProcess({ name: "golden C", observes: "context", command: program, args: [] });
  try {
    return runVectors(spec, adapter, framesOf(spec, loadVectors(root)));
  } finally {
    adapter.close();
  }
}

describe("the C model", () => {
  it.each(["gcc", "clang-14"])("compiled by %s without a warning, agrees with every vector", (compiler) => {
    const { passed, failures } = runGoldenC(compiler);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(1000);
  });
  it("disagrees once an op of it is changed", () => {
    const header = join(folder, "atomik_golden.h");
    const text = readFileSync(header, "utf8");
    const faulty = text.replace("(*accumulator ^ other_accumulator)", "(*accumulator | other_accumulator)");
    expect(faulty).not.toBe(text);
    writeFileSync(header, faulty);
    expect(runGoldenC("gcc").failures.length).toBeGreaterThan(0);
  });
});

describe("the Verilog model is accepted without a warning at", () => {
  it.each([
    [8, 64],
    [16, 64],
    [32, 64],
    [64, 64],
    [8, 8],
  ])("WIDTH %d, BUS_WIDTH %d by iverilog, verilator and yosys", (width, bus) => {
    const set = (flag: string): string[] => [`${flag}WIDTH=${width}`, `${flag}BUS_WIDTH=${bus}`];
    const quiet = (tool: string, args: string[]): void => {
      const out = execFileSync("/bin/sh", ["-c", '"$@" 2>&1', "sh", tool, ...args], { encoding: "utf8" });
      expect(out, tool).toBe("");
    };
    quiet("iverilog", ["-g2005", "-Wall", ...set("-Patomik_golden."), "-o", join(folder, "model"), verilog]);
    quiet("verilator", ["--lint-only", "-Wall", ...set("-G"), verilog]);
    const parameters = `chparam -set WIDTH ${width} -set BUS_WIDTH ${bus} atomik_golden`;
    const script = `read_verilog ${verilog}; ${parameters}; hierarchy -top atomik_golden; proc; check -assert`;
    quiet("yosys", ["-q", "-p", script]);
  });
});
