import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configurations } from "../formal/harness.ts";
import { readSources } from "../sim/synth.ts";
import { findYosys } from "../tools/yosys.ts";

const VERILOG = join(import.meta.dirname, "..");
const RTL = join(VERILOG, "rtl");

/** Exit code and all that was printed. */
function run(
  command: string,
  args: readonly string[],
  input?: string,
): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: RTL, encoding: "utf8", input });
  return { status, said: stdout + stderr };
}

type Values = Readonly<Record<string, number>>;

const MODULES = readdirSync(RTL).filter((name) => name.endsWith(".v"));

const verilator = (module: string, values: Values) => {
  const sets = Object.entries(values).map(([name, value]) => `-G${name}=${value}`);
  return run("verilator", ["--lint-only", "-Wall", ...sets, `-I${RTL}`, join(RTL, `${module}.v`)]);
};
const iverilog = (module: string, values: Values) => {
  const sets = Object.entries(values).map(([name, value]) => `-P${module}.${name}=${value}`);
  return run("iverilog", [
    "-g2005",
    "-Wall",
    "-I",
    RTL,
    "-s",
    module,
    "-o",
    "/dev/null",
    ...sets,
    ...MODULES,
  ]);
};
const yosys = async (module: string, values: Values) => {
  const sets = Object.entries(values).map(([name, value]) => `-set ${name} ${value}`);
  const script = [
    `read_verilog ${MODULES.join(" ")}`,
    `chparam ${sets.join(" ")} ${module}`,
    `hierarchy -check -top ${module}`,
    "proc",
    "check -assert",
  ];
  const { exitCode, output } = await (await findYosys()).run(script.join("\n"), readSources(RTL));
  return { status: exitCode, said: output };
};

const clean = { status: 0, said: "" };

describe.each(
  configurations().map(({ id, module, parameters }) => [`${module}/${id}`, module, parameters] as const),
)("%s", (_, module, parameters) => {
  test("verilator -Wall says nothing", () => expect(verilator(module, parameters)).toEqual(clean));
  test("iverilog -g2005 -Wall says nothing", () => expect(iverilog(module, parameters)).toEqual(clean));
  test("yosys check -assert finds nothing", async () => {
    const { status, said } = await yosys(module, parameters);
    expect(said).toContain("Found and reported 0 problems.");
    expect(said.match(/^Warning.*/gm) ?? []).toEqual([]);
    expect(status).toBe(0);
  });
});

test.each([
  ["atomik_core", { WIDTH: 8, BUS_WIDTH: 4 }],
  ["atomik_core", { WIDTH: 64, BUS_WIDTH: 63 }],
  ["atomik_ports", { WIDTH: 8, PORTS: 4, VALID_PER_PORT: 2 }],
  ["atomik_table", { WIDTH: 8, CONTEXTS: 17, ADDRESS_WIDTH: 4, BUS_WIDTH: 8 }],
  ["atomik_table", { WIDTH: 8, CONTEXTS: 16, ADDRESS_WIDTH: 4, BUS_WIDTH: 7 }],
])("%s with %o stops elaboration and says why", async (module, values) => {
  for (const tool of [verilator, iverilog, yosys]) {
    const { status, said } = await tool(module, values);
    expect(status).not.toBe(0);
    expect(said).toContain(`${module}_parameters_are_illegal`);
  }
});

test("a word of no bits stops elaboration", async () => {
  for (const tool of [verilator, iverilog, yosys])
    expect((await tool("atomik_core", { WIDTH: 0, BUS_WIDTH: 8 })).status).not.toBe(0);
});

test("a message of verilator is waived with its reason on the next line, and taken back", () => {
  for (const name of MODULES) {
    const lines = readSources(RTL)[name]!.split("\n");
    lines.forEach((line, at) => {
      if (!line.includes("verilator lint_off")) return;
      expect([name, lines[at + 1]]).toEqual([name, expect.stringMatching(/;.*\/\/ \S+ \S+/)]);
      expect([name, lines.slice(at, at + 6).some((one) => one.includes("lint_on"))]).toEqual([name, true]);
    });
  }
});

test("every design file starts without implicit nets and gives them back at its end", () => {
  for (const folder of ["rtl", "sim", "formal", "formal/parts", "test"])
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
  for (const bench of [
    "sim/tb_atomik_core.v",
    "test/tb_cycles.v",
    "test/tb_ports.v",
    "test/tb_table.v",
    "test/tb_digest.v",
    "test/tb_stream.v",
    "test/tb_rx.v",
    "test/tb_uart.v",
  ])
    expect(
      run("iverilog", [
        "-g2005",
        "-Wall",
        ...["-I", RTL, "-I", join(VERILOG, "test")],
        "-o",
        "/dev/null",
        join(VERILOG, bench),
        ...MODULES,
      ]),
    ).toEqual(clean);
});
