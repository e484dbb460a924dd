import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configurations } from "../formal/harness.ts";
import { readSources } from "../sim/synth.ts";
import { findYosys } from "../tools/yosys.ts";

const VERILOG = join(import.meta.dirname, "..");
const RTL = join(VERILOG, "rtl");
const CORE = join(RTL, "atomik_core.v");

/** Exit code and all that was printed. */
function run(
  command: string,
  args: readonly string[],
  input?: string,
): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: RTL, encoding: "utf8", input });
  return { status, said: stdout + stderr };
}

const verilator = (width: number, busWidth: number, file = CORE) =>
  run("verilator", ["--lint-only", "-Wall", `-GWIDTH=${width}`, `-GBUS_WIDTH=${busWidth}`, `-I${RTL}`, file]);
const iverilog = (width: number, busWidth: number) =>
  run("iverilog", [
    ...["-g2005", "-Wall", "-I", RTL, "-o", "/dev/null"],
    ...[`-Patomik_core.WIDTH=${width}`, `-Patomik_core.BUS_WIDTH=${busWidth}`, CORE],
  ]);
const yosys = async (width: number, busWidth: number) => {
  const script = [
    "read_verilog atomik_core.v",
    `chparam -set WIDTH ${width} -set BUS_WIDTH ${busWidth} atomik_core`,
    "hierarchy -check -top atomik_core",
    "proc",
    "check -assert",
  ];
  const { exitCode, output } = await (await findYosys()).run(script.join("\n"), readSources(RTL));
  return { status: exitCode, said: output };
};

const clean = { status: 0, said: "" };

describe.each(configurations().map(({ id, width, busWidth }) => [id, width, busWidth] as const))(
  "%s",
  (_, width, busWidth) => {
    test("verilator -Wall says nothing", () => expect(verilator(width, busWidth)).toEqual(clean));
    test("iverilog -g2005 -Wall says nothing", () => expect(iverilog(width, busWidth)).toEqual(clean));
    test("yosys check -assert finds nothing", async () => {
      const { status, said } = await yosys(width, busWidth);
      expect(said).toContain("Found and reported 0 problems.");
      expect(said).not.toContain("Warning");
      expect(status).toBe(0);
    });
  },
);

test.each([
  [8, 4],
  [64, 63],
])("WIDTH %i with BUS_WIDTH %i stops elaboration and says why", async (width, busWidth) => {
  for (const tool of [verilator, iverilog, yosys]) {
    const { status, said } = await tool(width, busWidth);
    expect(status).not.toBe(0);
    expect(said).toContain("atomik_core_parameters_are_illegal");
  }
});

test("a word of no bits stops elaboration", async () => {
  for (const tool of [verilator, iverilog, yosys]) expect((await tool(0, 8)).status).not.toBe(0);
});

test("every design file starts without implicit nets and gives them back at its end", () => {
  for (const folder of ["rtl", "sim", "formal", "test"])
    for (const name of readdirSync(join(VERILOG, folder)).filter((file) => file.endsWith(".v"))) {
      const lines = readSources(join(VERILOG, folder))[name]!.trim().split("\n");
      expect([name, lines[0], lines.at(-1)]).toEqual([
        name,
        "`default_nettype none",
        "`default_nettype wire",
      ]);
    }
});

test("test benches are clean, too", () => {
  for (const bench of ["sim/tb_atomik_core.v", "test/tb_cycles.v"])
    expect(
      run("iverilog", ["-g2005", "-Wall", "-I", RTL, "-o", "/dev/null", join(VERILOG, bench), CORE]),
    ).toEqual(clean);
});
