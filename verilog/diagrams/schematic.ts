import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { render } from "netlistsvg";
import { allSources, sourcesOf } from "../area/sources.ts";
import { findYosys } from "../tools/yosys.ts";

/** A module to draw, and the parameters it is drawn with: small ones, as the shape is the same. */
export interface Subject {
  readonly module: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** The modules that are drawn. */
export const SUBJECTS: readonly Subject[] = [
  { module: "atomik_core", parameters: { WIDTH: 8 } },
  { module: "atomik_ports", parameters: { WIDTH: 8, PORTS: 16 } },
  { module: "atomik_xor_tree", parameters: { WIDTH: 8, WORDS: 16 } },
  { module: "atomik_table_slice", parameters: { WIDTH: 8, CONTEXTS: 16, ADDRESS_WIDTH: 4 } },
  { module: "atomik_table", parameters: { WIDTH: 8, CONTEXTS: 16, ADDRESS_WIDTH: 4 } },
  { module: "atomik_digest", parameters: { WIDTH: 8, WORDS: 2 } },
  { module: "atomik_stream", parameters: { WIDTH: 8, CONTEXTS: 16, ADDRESS_BYTES: 1 } },
  { module: "atomik_uart_top", parameters: { CONTEXTS: 16 } },
];

/**
 * A module's netlist of words as Yosys' JSON: instances are boxes, the rest is operators and registers. Always by the
 * Yosys from npm, whose version is pinned, so that it is the same everywhere.
 *
 * @throws Error with Yosys' own words when it does not elaborate
 */
export async function netlistOf({ module, parameters }: Subject): Promise<string> {
  const sources = sourcesOf(module, allSources());
  // What Yosys numbers depends on all that it reads, so it reads no more than the module needs and no changing word.
  sources["atomik_root.vh"] &&= sources["atomik_root.vh"].replace(/[0-9a-f_]{16,}/g, "0");
  const sets = Object.entries(parameters).map(([name, value]) => `-set ${name} ${value}`);
  const script = [
    ...Object.keys(sources)
      .filter((name) => name.endsWith(".v"))
      .map((name) => `read_verilog -I. ${name}`),
    `chparam ${sets.join(" ")} ${module}`,
    `hierarchy -check -top ${module}`,
    "proc",
    "opt",
    "opt_clean -purge",
    "setattr -mod -unset src *",
    "setattr -unset src *",
    "write_json netlist.json",
  ];
  const yosys = await findYosys("wasm");
  const run = await yosys.run(`${script.join("\n")}\n`, sources, ["netlist.json"]);
  const netlist = run.files["netlist.json"];
  if (netlist === undefined)
    throw new Error(`yosys: ${module}:\n${run.output.trim().split("\n").slice(-8).join("\n")}`);
  return plain(module, netlist);
}

interface YosysCell {
  readonly type: string;
  readonly port_directions: object;
  readonly connections: object;
}

/**
 * What is drawn of Yosys' JSON: ports, and cells without names, as those have line numbers in them. The ID word is left
 * out, since it changes with every change of the specification.
 */
function plain(module: string, netlist: string): string {
  const { modules } = JSON.parse(netlist) as {
    modules: Record<string, { ports: Record<string, object>; cells: Record<string, YosysCell> }>;
  };
  const { ports, cells } = modules[module]!;
  const { id_o: _, ...drawn } = ports;
  const boxes = Object.values(cells).map(({ type, port_directions, connections }, index) => {
    const name = type.replace(/^\$paramod.*\\/, "");
    return [`c${index}`, { type: name, port_directions, connections }] as const;
  });
  return JSON.stringify({ modules: { [module]: { ports: drawn, cells: Object.fromEntries(boxes) } } });
}

/** What a drawing says it was made from. */
export function stampOf(netlist: string): string {
  return `netlist ${createHash("sha256").update(netlist).digest("hex")}`;
}

/** The drawing as SVG, with the stamp of the netlist in a comment; on white, to be read on a dark page too. */
export async function drawing(netlist: string): Promise<string> {
  const skin = createRequire(import.meta.url).resolve("netlistsvg/lib/default.svg");
  const svg = await new Promise<string>((resolve, reject) => {
    render(readFileSync(skin, "utf8"), JSON.parse(netlist) as object, (error, text) => {
      if (error) reject(error);
      else resolve(text);
    });
  });
  const white = svg.replace(/(<svg[^>]*>)/, '$1<rect width="100%" height="100%" fill="white"/>');
  return `<!-- ${stampOf(netlist)} -->\n${white}\n`;
}
