import type { Gate, Net, Netlist } from "./netlist.ts";

/** Independent copies of the design that are simulated at once: one for each bit of a 32-bit number. */
export const LANES = 32;

/**
 * A design turned into a function of 32-bit numbers: bit n of each number belongs to lane n, so that one JavaScript
 * operation evaluates one gate in 32 independent copies.
 */
export interface Engine {
  /**
   * The bits of a port, least significant first. Entry b holds bit b of all lanes. Write to an input's entries before
   * {@link step}; an output's are those just before the last clock edge.
   *
   * @throws RangeError when the design has no such port
   */
  port(name: string): Int32Array;
  /** One clock cycle: outputs from the present inputs and registers, then the rising edge. */
  step(): void;
}

/** What a register holds before its first reset: nothing that a design could rely on. */
const GARBAGE = 0x5a0ff0a5;

/**
 * Builds the engine of a netlist.
 *
 * @throws RangeError when the netlist has a combinational loop, or a net with no driver or with two
 */
export function buildEngine(netlist: Netlist): Engine {
  const slots = new Map<string, { start: number; length: number }>();
  let size = 0;
  const place = (name: string, length: number): number => {
    const start = size;
    slots.set(name, { start, length });
    size += length;
    return start;
  };

  const lines: string[] = [];
  const sources = new Set<number>();
  const source = (net: Net, slot: number): void => {
    if (typeof net !== "number") return;
    if (sources.has(net)) throw new RangeError(`net ${net}: expected one driver, got two`);
    sources.add(net);
    lines.push(`const n${net} = v[${slot}];`);
  };

  for (const [name, bits] of netlist.inputs) {
    const start = place(name, bits.length);
    bits.forEach((net, bit) => {
      source(net, start + bit);
    });
  }
  const registersStart = size;
  size += netlist.registers.length;
  netlist.registers.forEach(({ q }, index) => {
    source(q, registersStart + index);
  });
  for (const gate of levelise(netlist, sources)) lines.push(`const n${gate.output} = ${expression(gate)};`);
  for (const [name, bits] of netlist.outputs) {
    const start = place(name, bits.length);
    bits.forEach((net, bit) => {
      lines.push(`v[${start + bit}] = ${operand(net)};`);
    });
  }
  netlist.registers.forEach(({ d }, index) => {
    lines.push(`v[${registersStart + index}] = ${operand(d)};`);
  });

  const values = new Int32Array(size);
  values.fill(GARBAGE, registersStart, registersStart + netlist.registers.length);
  const evaluate = new Function("v", lines.join("\n")) as (v: Int32Array) => void;
  return {
    port(name) {
      const slot = slots.get(name);
      if (!slot) throw new RangeError(`port: expected one of ${[...slots.keys()].join(", ")}, got ${name}`);
      return values.subarray(slot.start, slot.start + slot.length);
    },
    step: () => evaluate(values),
  };
}

/** The gates in an order in which each comes after the gates that drive it; `sources` are driven from outside. */
function levelise(netlist: Netlist, sources: ReadonlySet<number>): Gate[] {
  const driver = new Map<number, Gate>();
  for (const gate of netlist.gates) {
    if (driver.has(gate.output) || sources.has(gate.output))
      throw new RangeError(`net ${gate.output}: expected one driver, got two`);
    driver.set(gate.output, gate);
  }
  const order: Gate[] = [];
  const state = new Map<Gate, "open" | "done">();
  const visit = (net: Net): void => {
    if (typeof net !== "number" || sources.has(net)) return;
    const gate = driver.get(net);
    if (!gate) throw new RangeError(`net ${net}: expected one driver, got none`);
    if (state.get(gate) === "done") return;
    if (state.get(gate) === "open")
      throw new RangeError(`net ${net}: expected no combinational loop, got one`);
    state.set(gate, "open");
    gate.inputs.forEach(visit);
    state.set(gate, "done");
    order.push(gate);
  };
  for (const bits of netlist.outputs.values()) bits.forEach(visit);
  for (const { d } of netlist.registers) visit(d);
  return order;
}

function operand(net: Net): string {
  return net === "0" ? "0" : net === "1" ? "-1" : `n${net}`;
}

function expression(gate: Gate): string {
  const [a, b, s] = gate.inputs.map(operand);
  switch (gate.type) {
    case "NOT":
      return `~${a}`;
    case "AND":
      return `${a} & ${b}`;
    case "OR":
      return `${a} | ${b}`;
    case "XOR":
      return `${a} ^ ${b}`;
    case "MUX":
      return `${a} ^ ((${a} ^ ${b}) & ${s})`;
  }
}
