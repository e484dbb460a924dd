/** A net's number, or a constant bit. */
export type Net = number | "0" | "1";

/** Gates that the simulator knows. */
export type GateType = "NOT" | "AND" | "OR" | "XOR" | "MUX";

/** One gate. Inputs in Yosys' order A, B, S; a `MUX` is `S ? B : A`. */
export interface Gate {
  readonly type: GateType;
  readonly inputs: readonly Net[];
  readonly output: number;
}

/** One flip-flop: at each rising clock edge `q` becomes `d`. */
export interface Register {
  readonly d: Net;
  readonly q: number;
}

/** A design as gates and flip-flops of one clock. Port bits are listed least significant first. */
export interface Netlist {
  readonly inputs: ReadonlyMap<string, readonly Net[]>;
  readonly outputs: ReadonlyMap<string, readonly Net[]>;
  readonly gates: readonly Gate[];
  readonly registers: readonly Register[];
}

interface YosysModule {
  readonly ports: Record<string, { readonly direction: string; readonly bits: readonly (number | string)[] }>;
  readonly cells: Record<
    string,
    { readonly type: string; readonly connections: Record<string, readonly (number | string)[]> }
  >;
}

const GATE_PINS: Record<string, readonly [GateType, readonly string[]]> = {
  $_NOT_: ["NOT", ["A"]],
  $_AND_: ["AND", ["A", "B"]],
  $_OR_: ["OR", ["A", "B"]],
  $_XOR_: ["XOR", ["A", "B"]],
  $_MUX_: ["MUX", ["A", "B", "S"]],
};

/**
 * Reads one module of a Yosys JSON netlist.
 *
 * @throws RangeError on a missing module, a cell type that is neither a known gate nor `$_DFF_P_`, or an undefined bit
 */
export function parseNetlist(json: string, moduleName: string): Netlist {
  const module = (JSON.parse(json) as { modules: Record<string, YosysModule> }).modules[moduleName];
  if (!module) throw new RangeError(`module: expected ${moduleName}, got none of that name`);
  const inputs = new Map<string, readonly Net[]>();
  const outputs = new Map<string, readonly Net[]>();
  for (const [name, port] of Object.entries(module.ports))
    (port.direction === "input" ? inputs : outputs).set(name, port.bits.map(toNet));
  const gates: Gate[] = [];
  const registers: Register[] = [];
  for (const { type, connections } of Object.values(module.cells)) {
    const pin = (name: string): Net => toNet(connections[name]?.[0]);
    const known = GATE_PINS[type];
    if (known) gates.push({ type: known[0], inputs: known[1].map(pin), output: toDriven(pin("Y")) });
    else if (type === "$_DFF_P_") registers.push({ d: pin("D"), q: toDriven(pin("Q")) });
    else throw new RangeError(`cell type: expected a gate or $_DFF_P_, got ${type}`);
  }
  return { inputs, outputs, gates, registers };
}

function toNet(bit: number | string | undefined): Net {
  if (typeof bit === "number" || bit === "0" || bit === "1") return bit;
  throw new RangeError(`net: expected a number, 0 or 1, got ${bit}`);
}

function toDriven(net: Net): number {
  if (typeof net === "number") return net;
  throw new RangeError(`driven net: expected a number, got constant ${net}`);
}
