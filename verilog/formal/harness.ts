import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourcesOf } from "../area/sources.ts";
import { readSources } from "../sim/synth.ts";

/** The module that is left to prove once a design is elaborated. */
export const TOP = "proof";

/** Verilog files, name to text. */
export type Sources = Readonly<Record<string, string>>;

/** What says that rules hold: the SAT solver in Yosys, or an SMT solver behind `yosys-smtbmc`. */
export type Engine = "sat" | "smt";

/** One row of `verilog/configs.json`: a build of a module, linted and proved. */
export interface Configuration {
  /** Short name, unique within the module. */
  readonly id: string;
  readonly module: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly engines: readonly Engine[];
  /** Whether it is proved by `just formal --all` only. */
  readonly nightly: boolean;
  /** Cycles in which covers are reached and planted bugs break a rule, where its parameters ask for more than the module's own. */
  readonly cycles?: number;
}

/** How a module is compared with the golden model. */
export interface Harness {
  /** The module in `formal/<top>.v` that holds both, the rules and the covers. */
  readonly top: string;
  /** Longest induction that is tried, in cycles. */
  readonly maxLength: number;
  /** Cycles within which a planted bug must break a rule. */
  readonly bugCycles: number;
  /** Files of modules in whose place another one stands, which says only what is proved of them. */
  readonly instead?: Readonly<Record<string, string>>;
}

/** A condition that must be reachable in exactly `cycles` cycles. */
export interface Cover {
  readonly name: string;
  readonly cycles: number;
}

const VERILOG = join(import.meta.dirname, "..");

const HARNESSES: Readonly<Record<string, Harness>> = {
  atomik_core: { top: "core_equiv", maxLength: 4, bugCycles: 5 },
  atomik_ports: { top: "ports_equiv", maxLength: 8, bugCycles: 9 },
  atomik_table: { top: "table_equiv", maxLength: 16, bugCycles: 30 },
  atomik_digest: { top: "digest_equiv", maxLength: 8, bugCycles: 8 },
  atomik_stream: {
    top: "stream_equiv",
    maxLength: 4,
    bugCycles: 24,
    instead: { "atomik_table.v": "table_free.v" },
  },
  atomik_uart_tx: { top: "tx_equiv", maxLength: 4, bugCycles: 40 },
  atomik_uart_rx: { top: "rx_equiv", maxLength: 4, bugCycles: 60 },
  atomik_uart_control: { top: "control_equiv", maxLength: 4, bugCycles: 28 },
  atomik_answer_queue: { top: "queue_equiv", maxLength: 4, bugCycles: 10 },
};

/** All rows of `verilog/configs.json`. */
export function configurations(): Configuration[] {
  const rows = JSON.parse(readFileSync(join(VERILOG, "configs.json"), "utf8")) as Partial<Configuration>[];
  return rows.map((row) => ({ engines: ["sat"], nightly: false, ...row }) as Configuration);
}

/** How the module of a configuration is proved. @throws RangeError when it has no harness */
export function harnessOf({ module }: Pick<Configuration, "module">): Harness {
  const harness = HARNESSES[module];
  if (!harness) throw new RangeError(`module: expected one of ${Object.keys(HARNESSES)}, got ${module}`);
  return harness;
}

/** The module that compares a module with the golden model below `root`, and all that it needs. */
export function readHarness(module: string = "atomik_core", root: string = join(VERILOG, "..")): Sources {
  const { top, instead = {} } = harnessOf({ module });
  const all = new Map<string, { folder: string; text: string }>();
  for (const folder of ["spec/golden", "verilog/rtl", "verilog/formal", "verilog/formal/parts"])
    for (const [name, text] of Object.entries(readSources(join(root, folder))))
      all.set(name, { folder, text });
  for (const [name, other] of Object.entries(instead)) all.set(name, all.get(other)!);
  return sourcesOf(top, all);
}

/** The covers that must be reached in a configuration. */
export function expectedCovers(sources: Sources, configuration: Configuration): Cover[] {
  const { top } = harnessOf(configuration);
  const found = sources[`${top}.v`]!.matchAll(/\(\* keep, cycles = (\d+) \*\) wire (cover_\w+)/g);
  const covers = Array.from(found, ([, cycles, name]) => ({
    name: name!,
    cycles: configuration.cycles ?? Number(cycles),
  }));
  return covers.filter(({ name }) => !name.startsWith("cover_wide_") || hasWideBus(configuration));
}

function hasWideBus({ parameters }: Configuration): boolean {
  return (parameters.BUS_WIDTH ?? 0) > (parameters.WIDTH ?? 0);
}

/**
 * Yosys commands that read the files and leave one flat module {@link TOP} to prove.
 *
 * @param prefix folder of the files in the script's own folder, `""` or ending in `/`
 */
export function elaborate(sources: Sources, configuration: Configuration, prefix: string = ""): string[] {
  const files = Object.keys(sources).filter((name) => name.endsWith(".v"));
  const sets = Object.entries(configuration.parameters).map(([name, value]) => `-set ${name} ${value}`);
  const { top } = harnessOf(configuration);
  return [
    "design -reset",
    `read_verilog -formal -sv -I. ${files.map((name) => prefix + name).join(" ")}`,
    `chparam ${sets.join(" ")} ${top}`,
    `hierarchy -check -top ${top}`,
    "setattr -mod -unset keep_hierarchy *",
    "prep -flatten",
    `rename -top ${TOP}`,
    "async2sync", // Newer versions of Yosys also turn rules into plain assertions here; without it SMT models lack them.
  ];
}
