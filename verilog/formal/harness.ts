import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSources } from "../sim/synth.ts";

/** The top module of every proof about `atomik_core`. */
export const TOP = "core_equiv";

/** Verilog files, name to text. */
export type Sources = Readonly<Record<string, string>>;

/** One row of `verilog/configs.json`: the parameters of a build, in bits. */
export interface Configuration {
  readonly id: string;
  readonly module: string;
  readonly width: number;
  readonly busWidth: number;
}

/** A condition that must be reachable in exactly `cycles` cycles. */
export interface Cover {
  readonly name: string;
  readonly cycles: number;
}

const VERILOG = join(import.meta.dirname, "..");

/** All configurations of the core. */
export function configurations(): Configuration[] {
  const rows = JSON.parse(readFileSync(join(VERILOG, "configs.json"), "utf8")) as Omit<Configuration, "id">[];
  return rows.map((row) => ({ ...row, id: `w${row.width}-b${row.busWidth}` }));
}

/** The core, the golden model below `root`, and the module that compares them. */
export function readHarness(root: string = join(VERILOG, "..")): Sources {
  return {
    ...readSources(join(root, "spec/golden")),
    ...readSources(join(root, "verilog/rtl")),
    [`${TOP}.v`]: readFileSync(join(VERILOG, "formal", `${TOP}.v`), "utf8"),
  };
}

/** The covers that must be reached in a configuration. */
export function expectedCovers(sources: Sources, { width, busWidth }: Configuration): Cover[] {
  const found = sources[`${TOP}.v`]!.matchAll(/\(\* keep, cycles = (\d+) \*\) wire (cover_\w+)/g);
  const covers = Array.from(found, ([, cycles, name]) => ({ name: name!, cycles: Number(cycles) }));
  return covers.filter(({ name }) => busWidth > width || !name.startsWith("cover_wide_"));
}

/**
 * Yosys commands that read the files and leave one flat module to prove.
 *
 * @param prefix folder of the files in the script's own folder, `""` or ending in `/`
 */
export function elaborate(sources: Sources, configuration: Configuration, prefix: string = ""): string[] {
  const files = Object.keys(sources).filter((name) => name.endsWith(".v"));
  return [
    "design -reset",
    `read_verilog -formal -sv -I. ${files.map((name) => prefix + name).join(" ")}`,
    `chparam -set WIDTH ${configuration.width} -set BUS_WIDTH ${configuration.busWidth} ${TOP}`,
    `hierarchy -check -top ${TOP}`,
    `prep -flatten -top ${TOP}`,
    "async2sync", // Newer versions of Yosys also turn rules into plain assertions here; without it SMT models lack them.
  ];
}
