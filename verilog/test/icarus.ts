/** Test benches in Icarus Verilog that read one line a cycle and print one. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const VERILOG = join(import.meta.dirname, "..");
const RTL = join(VERILOG, "rtl");

/**
 * Runs `test/<bench>.v` over all modules of `rtl/` and returns what it printed, line by line.
 *
 * @throws Error when Icarus refuses the sources
 */
export function runBench(
  bench: string,
  parameters: Readonly<Record<string, number>>,
  lines: readonly string[],
): string[] {
  const dir = mkdtempSync(join(tmpdir(), "atomik-bench-"));
  try {
    const program = join(dir, "bench.vvp");
    const sets = Object.entries(parameters).map(([name, value]) => `-P${bench}.${name}=${value}`);
    const modules = readdirSync(RTL).filter((name) => name.endsWith(".v"));
    const sources = [join(VERILOG, "test", `${bench}.v`), ...modules.map((name) => join(RTL, name))];
    execFileSync("iverilog", [
      "-g2005",
      "-I",
      RTL,
      "-I",
      join(VERILOG, "test"),
      "-s",
      bench,
      ...sets,
      "-o",
      program,
      ...sources,
    ]);
    const output = execFileSync("vvp", ["-n", program], {
      input: `${lines.join("\n")}\n`,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return output
      .trim()
      .split("\n")
      .map((line) => line.replace(/ +/g, " "));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
