import { createHash } from "node:crypto";
import type { Yosys } from "../tools/yosys.ts";
import { cached } from "./cache.ts";
import type { Device } from "./devices.ts";
import { type Port, TOP, type Wrapper, wrap } from "./wrapper.ts";

/** A cell of a netlist that Yosys wrote. */
export interface Cell {
  readonly type: string;
  readonly port_directions: Record<string, string>;
  readonly connections: Record<string, readonly (number | string)[]>;
  readonly attributes: Record<string, string>;
}

/** The wrapper's module in such a netlist. */
export interface YosysModule {
  readonly ports: Record<string, { readonly direction: string; readonly bits: readonly (number | string)[] }>;
  readonly cells: Record<string, Cell>;
  readonly netnames: Record<string, { readonly bits: readonly (number | string)[] }>;
}

/** A module in its wrapper, made of the cells of a device. */
export interface Design {
  /** Yosys' JSON netlist, what nextpnr reads. */
  readonly json: string;
  readonly wrapper: Wrapper;
}

/** What to build. */
export interface Build {
  readonly module: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Inputs that are constant in this build, and their values. */
  readonly ties?: Readonly<Record<string, number>>;
  /** More options of Yosys' synth command, e.g. `-nodffe`. */
  readonly options: readonly string[];
}

const SYNTHESIS = { ice40: "synth_ice40", gowin: "synth_gowin -noiopads", ecp5: "synth_ecp5" } as const;

/** Pads only now, on the pins of the whole design; nextpnr puts them in itself for the other families. */
const PADS = { ice40: [], ecp5: [], gowin: ["iopadmap -bits -inpad IBUF O:I -outpad OBUF I:O", "clean"] };

/**
 * Synthesises a module in its wrapper for a device.
 *
 * @param sources Verilog files that the module and the wrapper need, name to text
 * @throws Error with Yosys' own words when it does not synthesise
 */
export async function synthesise(
  yosys: Yosys,
  build: Build,
  device: Device,
  sources: Record<string, string>,
): Promise<Design> {
  const ports = await portsOf(yosys, build, sources);
  const design = await synthesisePorts(yosys, build, device, sources, ports);
  // An output bit can turn out to be constant only after optimisation; it gets no flip-flop.
  const constant = constantOutputs(design, ports);
  return constant ? synthesisePorts(yosys, build, device, sources, constant) : design;
}

async function synthesisePorts(
  yosys: Yosys,
  build: Build,
  device: Device,
  sources: Record<string, string>,
  ports: readonly Port[],
): Promise<Design> {
  const wrapper = wrap(build.module, build.parameters, ports, build.parameters.WIDTH ?? 64, build.ties);
  const files = { ...sources, [`${TOP}.v`]: wrapper.text };
  const script = [
    ...readFiles(files),
    `hierarchy -check -top ${TOP}`,
    [SYNTHESIS[device.family], ...build.options, `-top ${TOP}`].join(" "),
    // What was kept apart so that equal flip-flops stay two is joined now; no step after this merges any.
    "setattr -mod -unset keep_hierarchy *",
    "flatten",
    "clean",
    ...PADS[device.family],
    "setattr -mod -unset src *",
    "setattr -unset src *",
    `write_json ${TOP}.json`,
  ];
  return { json: await runCached(yosys, script, files, `${TOP}.json`), wrapper };
}

/** The ports with the constant bits of a design's outputs added, if there are any that are not yet marked. */
function constantOutputs(design: Design, ports: readonly Port[]): Port[] | undefined {
  const bits = moduleOf(design).netnames.observed?.bits ?? [];
  if (bits.every((bit) => typeof bit === "number")) return undefined;
  let place = 0;
  return ports.map((port) => {
    if (port.direction === "input") return port;
    const idle = new Set(port.idle);
    for (let bit = 0; bit < port.width; bit++)
      if (!port.idle.has(bit) && typeof bits[place++] === "string") idle.add(bit);
    return { ...port, idle };
  });
}

/** The module as the wrapper's netlist has it. */
export function moduleOf({ json }: Design): YosysModule {
  return (JSON.parse(json) as { modules: Record<string, YosysModule> }).modules[TOP]!;
}

async function portsOf(yosys: Yosys, build: Build, sources: Record<string, string>): Promise<Port[]> {
  const sets = Object.entries(build.parameters).map(([name, value]) => `-set ${name} ${value}`);
  const script = [
    ...readFiles(sources),
    ...(sets.length > 0 ? [`chparam ${sets.join(" ")} ${build.module}`] : []),
    `hierarchy -check -top ${build.module}`,
    "proc",
    "flatten",
    "opt_clean",
    "write_json ports.json",
  ];
  const text = await runCached(yosys, script, sources, "ports.json");
  const module = (JSON.parse(text) as { modules: Record<string, YosysModule> }).modules[build.module]!;
  const read = new Set(
    Object.values(module.cells).flatMap(({ connections, port_directions }) =>
      Object.entries(connections).flatMap(([pin, nets]) => (port_directions[pin] === "output" ? [] : nets)),
    ),
  );
  for (const { direction, bits } of Object.values(module.ports))
    if (direction === "output") for (const net of bits) read.add(net);
  return Object.entries(module.ports).map(([name, { direction, bits }]) => ({
    name,
    direction: direction as Port["direction"],
    width: bits.length,
    idle: new Set(
      bits.flatMap((net, bit) =>
        (direction === "output" ? typeof net === "string" : !read.has(net)) ? [bit] : [],
      ),
    ),
  }));
}

const readFiles = (files: Record<string, string>): string[] =>
  Object.keys(files)
    .filter((name) => name.endsWith(".v"))
    .map((name) => `read_verilog -I. ${name}`);

async function runCached(
  yosys: Yosys,
  script: readonly string[],
  files: Record<string, string>,
  wanted: string,
): Promise<string> {
  const key = createHash("sha256").update(JSON.stringify([yosys.version, script, files, wanted]));
  return cached(`${key.digest("hex").slice(0, 32)}-${wanted}`, async () => {
    const run = await yosys.run(`${script.join("\n")}\n`, files, [wanted]);
    const text = run.files[wanted];
    if (run.exitCode !== 0 || text === undefined)
      throw new Error(`yosys: ${script.join("; ")}:\n${run.output.trim().split("\n").slice(-8).join("\n")}`);
    return text;
  });
}
