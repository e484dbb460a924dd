import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Yosys } from "../tools/yosys.ts";
import type { Design } from "./design.ts";
import type { Device } from "./devices.ts";
import { TOP } from "./wrapper.ts";

/** What a simulation of two forms of one wrapped module found. */
export interface Comparison {
  /** Clocks in which the bit out of the source form was known. */
  readonly compared: number;
  /** Of those, clocks in which the other form's bit was another. */
  readonly differ: number;
}

const BENCH = join(import.meta.dirname, "wrap/tb_area.v");

/**
 * The synthesised design as Verilog without cells of a device: module `area_made`.
 *
 * @throws Error with Yosys' own words when it cannot be written
 */
export async function netlistVerilog(yosys: Yosys, design: Design, { family }: Device): Promise<string> {
  const script = [
    // Through Verilog, as the netlist's own declarations of cells would hide the models; these are compiled as needed.
    "read_json design.json",
    "write_verilog -noattr netlist.v",
    "design -reset",
    "read_verilog netlist.v",
    `read_verilog -defer +/${family}/cells_sim.v`,
    `hierarchy -top ${TOP}`,
    "proc",
    "flatten",
    "opt_clean",
    `rename ${TOP} area_made`,
    "write_verilog -noattr made.v",
  ];
  const run = await yosys.run(`${script.join("\n")}\n`, { "design.json": design.json }, ["made.v"]);
  const made = run.files["made.v"];
  if (made === undefined) throw new Error(`yosys: ${run.output.trim().split("\n").slice(-8).join("\n")}`);
  return made;
}

/**
 * Runs the source form and another form (module `area_made`) side by side in Icarus Verilog.
 *
 * @param sources files of the source form, with the wrapper's text in it
 * @throws Error when Icarus cannot read one of them
 */
export function simulate(
  sources: Readonly<Record<string, string>>,
  made: string,
  clocks: number,
  seed: number,
): Comparison {
  const dir = mkdtempSync(join(tmpdir(), "atomik-compare-"));
  try {
    const files = { ...sources, "made.v": made, "tb_area.v": readFileSync(BENCH, "utf8") };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    const inputs = Object.keys(files).filter((name) => name.endsWith(".v"));
    run("iverilog", ["-g2005", "-I.", "-s", "tb_area", "-o", "tb.vvp", ...inputs], dir);
    const said = run("vvp", ["-n", "tb.vvp", `+clocks=${clocks}`, `+seed=${seed}`], dir);
    const [, compared, differ] = /compared (\d+) differ (\d+)/.exec(said) ?? [];
    if (compared === undefined) throw new Error(`vvp: expected a count, got: ${said}`);
    return { compared: Number(compared), differ: Number(differ) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${(stderr || stdout).slice(-800)}`);
  return stdout;
}
