/**
 * Wide modules as slices of narrow ones: whether each bit of an output is made by the same gates and registers as another
 * one is, and which inputs these reach.
 */
import type { Gate, Net, Netlist } from "../sim/netlist.ts";

/** What a bit of an input port is called; in every slice alike. */
export type InputName = (port: string, bit: number) => string;

/** A netlist and the names of its inputs. */
export interface Named {
  readonly netlist: Netlist;
  readonly nameOf: InputName;
}

/**
 * The shape of the logic behind each bit of an output, back to the inputs through all registers, as a number: bits with equal
 * numbers are made by the same gates and registers from inputs of the same names.
 *
 * Registers are told apart step by step, by the shape of what they capture, until no step tells more of them apart
 * (partition refinement): registers of one class then capture the same, if they and the inputs were the same.
 *
 * @returns for each netlist, the numbers of the output's bits; comparable with each other
 */
export function shapes(builds: readonly Named[], output: string): number[][] {
  const numbers = new Map<string, number>();
  const numberOf = (shape: string): number => {
    const known = numbers.get(shape) ?? numbers.size;
    numbers.set(shape, known);
    return known;
  };
  let classes = builds.map(({ netlist }) => new Map(netlist.registers.map(({ q }) => [q, 0])));
  let told = 0;
  while (true) {
    const views = builds.map((build, index) => viewOf(build, classes[index]!, numberOf));
    classes = builds.map(
      ({ netlist }, index) => new Map(netlist.registers.map(({ d, q }) => [q, views[index]!(d)])),
    );
    const count = new Set(classes.flatMap((one) => [...one.values()])).size;
    if (count === told)
      return builds.map(({ netlist }, index) => netlist.outputs.get(output)!.map(views[index]!));
    told = count;
  }
}

/** The shape behind a net, where a register stands for its class. */
function viewOf(
  { netlist, nameOf }: Named,
  classes: ReadonlyMap<number, number>,
  numberOf: (shape: string) => number,
): (net: Net) => number {
  const drivers = driversOf(netlist);
  const known = new Map<Net, number>();
  for (const [port, bits] of netlist.inputs)
    for (const [bit, net] of bits.entries()) known.set(net, numberOf(`input ${nameOf(port, bit)}`));
  for (const [q, one] of classes) known.set(q, numberOf(`register ${one}`));
  const view = (net: Net): number => {
    const found = known.get(net);
    if (found !== undefined) return found;
    const gate = typeof net === "number" ? drivers.get(net)! : undefined;
    const parts = gate ? operands(gate, drivers).map(view) : [];
    if (gate && gate.type !== "MUX") parts.sort((a, b) => a - b);
    const number = numberOf(gate ? `${gate.type} ${parts}` : `constant ${net}`);
    known.set(net, number);
    return number;
  };
  return view;
}

/** The operands of a gate; of AND, OR and XOR, those of gates of its kind before it, as their grouping means nothing. */
function operands(gate: Gate, drivers: ReadonlyMap<number, Gate>): Net[] {
  if (gate.type === "MUX" || gate.type === "NOT") return [...gate.inputs];
  return gate.inputs.flatMap((net) => {
    const before = typeof net === "number" ? drivers.get(net) : undefined;
    return before?.type === gate.type ? operands(before, drivers) : [net];
  });
}

/** The input bits, as `port[bit]`, that an output's bit depends on, in this cycle or through registers. */
export function cone(netlist: Netlist, output: string, bit: number): Set<string> {
  const drivers = driversOf(netlist);
  const captured = new Map(netlist.registers.map(({ d, q }) => [q, d]));
  const inputs = new Map<Net, string>();
  for (const [port, bits] of netlist.inputs)
    for (const [index, net] of bits.entries()) inputs.set(net, `${port}[${index}]`);
  const seen = new Set<Net>();
  const reached = new Set<string>();
  const open: Net[] = [netlist.outputs.get(output)![bit]!];
  for (let net = open.pop(); net !== undefined; net = open.pop()) {
    if (seen.has(net) || typeof net !== "number") continue;
    seen.add(net);
    const name = inputs.get(net);
    if (name !== undefined) reached.add(name);
    else open.push(...(captured.has(net) ? [captured.get(net)!] : drivers.get(net)!.inputs));
  }
  return reached;
}

function driversOf(netlist: Netlist): Map<number, Gate> {
  return new Map(netlist.gates.map((gate) => [gate.output, gate]));
}
