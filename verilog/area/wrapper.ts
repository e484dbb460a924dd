/**
 * The design around a module that is measured. Three pins: a clock, one bit in, one bit out. Every input bit of the
 * module comes from a flip-flop of its own, all of them one shift register; every output bit goes into a flip-flop of
 * its own, all of them combined to one bit through more flip-flops. So each path of the module runs from flip-flop to
 * flip-flop, and nothing of it can be left out: any input can take any value, and any output shows.
 */

/** One port of the measured module. */
export interface Port {
  readonly name: string;
  readonly direction: "input" | "output";
  readonly width: number;
  /** Bits, by index, in which there is nothing to measure: of an input what no logic reads, of an output what is constant. */
  readonly idle: ReadonlySet<number>;
}

/** Generated text and what must be found again in the synthesised design. */
export interface Wrapper {
  readonly text: string;
  /** Flip-flops of the shift register: one for each input bit that is read, but the clock. */
  readonly inputBits: number;
  /** Names of inputs with bits that nothing reads; these are tied to zero. */
  readonly unusedInputs: readonly string[];
  /** Output bits that are not constant. */
  readonly outputBits: number;
  /** Flip-flops that the parity tree has: one for each output bit, and one for each four of these, to the root. */
  readonly parityFf: number;
}

export const TOP = "area_top";
const CLOCK = "clk_i";

/**
 * Writes the wrapper of a module.
 *
 * @param width bits of a word; words that stand beside each other in a port get neighbouring places in the shift
 *   register for neighbouring bits, so that the register need not cross the chip from word to word
 * @param ties inputs that are constant, and their values
 */
export function wrap(
  module: string,
  parameters: Readonly<Record<string, number>>,
  ports: readonly Port[],
  width: number,
  ties: Readonly<Record<string, number>> = {},
): Wrapper {
  const inputs = ports.filter(({ name, direction }) => direction === "input" && name !== CLOCK);
  const free = inputs.filter(({ name }) => ties[name] === undefined);
  const outputs = ports.filter(({ direction }) => direction === "output");
  const order = free.flatMap((port) => bitsOf(port, width));
  const unused = free.flatMap(({ name, idle }) => Array.from(idle, (bit) => ({ name, bit })));
  order.sort((a, b) => a.lane - b.lane);
  const observed = outputs.flatMap(({ name, width, idle }) =>
    Array.from({ length: width }, (_, bit) => ({ name, bit })).filter(({ bit }) => !idle.has(bit)),
  );
  const sets = Object.entries(parameters).map(([name, value]) => `.${name}(${value})`);
  const text = [
    "`default_nettype none",
    `module ${TOP} (input wire clk_i, input wire serial_i, output wire serial_o);`,
    `  wire [${order.length - 1}:0] driven;`,
    `  wire [${observed.length - 1}:0] observed;`,
    ...[...inputs, ...outputs].map(({ name, width }) => `  wire [${width - 1}:0] ${name};`),
    ...order.map(({ name, bit }, place) => `  assign ${name}[${bit}] = driven[${place}];`),
    ...Object.entries(ties).map(([name, value]) => `  assign ${name} = ${value};`),
    ...unused.map(({ name, bit }) => `  assign ${name}[${bit}] = 1'b0;`),
    ...observed.map(({ name, bit }, place) => `  assign observed[${place}] = ${name}[${bit}];`),
    `  area_chain #(.LENGTH(${order.length})) chain (.clk_i(clk_i), .serial_i(serial_i), .bits_o(driven));`,
    `  ${module} #(${sets.join(", ")}) measured (.clk_i(clk_i), ${[...inputs, ...outputs]
      .map(({ name }) => `.${name}(${name})`)
      .join(", ")});`,
    `  area_parity #(.BITS(${observed.length})) parity (.clk_i(clk_i), .bits_i(observed), .parity_o(serial_o));`,
    "endmodule",
    "`default_nettype wire",
    "",
  ].join("\n");
  const inner = Math.floor((observed.length + 1) / 3);
  return {
    text,
    inputBits: order.length,
    unusedInputs: [...new Set(unused.map(({ name }) => name))],
    outputBits: observed.length,
    parityFf: observed.length + inner,
  };
}

/** Bits of words get the lane of their index in the word, all others one behind the words. */
function bitsOf({ name, width, idle }: Port, word: number): { name: string; bit: number; lane: number }[] {
  const isWords = width % word === 0;
  const bits = Array.from({ length: width }, (_, bit) => ({ name, bit, lane: isWords ? bit % word : word }));
  return bits.filter(({ bit }) => !idle.has(bit));
}
