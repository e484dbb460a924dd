import { onml, renderAny, waveSkin } from "wavedrom";
import { type Cycle, icarusTrace } from "../test/cycles.ts";

/** What is presented in each cycle of the diagram: an op by name and its word, 8 bits. */
const STEPS = [
  ["reset", 0x00],
  ["load", 0x50],
  ["accum", 0x0f],
  ["accum", 0x33],
  ["read", 0x00],
  ["swap", 0x00],
  ["accum", 0x01],
  ["read", 0x00],
  ["idle", 0x00],
] as const;

/** In the order of their numbers on `op_i`. */
const OPS = ["idle", "load", "accum", "read", "swap", "rollback", "exchange", "merge"];
const USES_WORD: ReadonlySet<string> = new Set(["load", "accum"]);

/** One line of a diagram, in WaveDrom's notation. */
interface Signal {
  readonly name: string;
  readonly wave: string;
  readonly data?: readonly string[];
}

/** The signals of `atomik_core` at 8 bits in those cycles, as Icarus Verilog shows them. */
export function timingSignals(): Signal[] {
  const cycles = STEPS.map(([op, word]): Cycle => {
    return {
      resetN: op === "reset" ? 0 : 1,
      op: Math.max(OPS.indexOf(op), 0),
      word: BigInt(word),
      otherReference: 0n,
    };
  });
  const shown = icarusTrace(8, cycles).map((line) => line.split(" "));
  const column = (index: number): string[] => shown.map((values) => values[index]!);
  const ops = STEPS.map(([op]) => (op === "reset" ? "idle" : op));
  const words = STEPS.map(([op, word]) => (USES_WORD.has(op) ? hex(word) : ""));
  return [
    { name: "clk_i", wave: `p${".".repeat(STEPS.length - 1)}` },
    { name: "rst_ni", wave: levels(cycles.map(({ resetN }) => `${resetN}`)) },
    { name: "op_i", wave: "=".repeat(ops.length), data: ops },
    { name: "word_i", ...values(words) },
    { name: "state_o", ...values(column(0)) },
    { name: "reference_o", ...values(column(1)) },
    { name: "accumulator_o", ...values(column(2)) },
    { name: "result_valid_o", wave: levels(column(3)) },
    { name: "reject_o", ...values(column(4)) },
  ];
}

/** The timing diagram as SVG; on white, so that it can be read on a dark page too. */
export function timingDiagram(): string {
  const head = {
    text: "atomik_core, WIDTH 8: outputs show the context before the op presented",
    tick: 0,
  };
  const drawn = renderAny(0, { signal: timingSignals(), head, config: { hscale: 2 } }, waveSkin);
  const svg = onml.stringify(drawn);
  return `${svg.replace(/(<svg[^>]*>)/, '$1<rect width="100%" height="100%" fill="white"/>')}\n`;
}

const hex = (value: number): string => value.toString(16).padStart(2, "0");

/** A wave of bits: a point where one stays as it was. */
const levels = (bits: readonly string[]): string =>
  bits.map((bit, index) => (bit === bits[index - 1] ? "." : bit)).join("");

/** A wave of values; unknown bits and the empty text have no value. */
function values(texts: readonly string[]): Pick<Signal, "wave" | "data"> {
  const known = (text: string | undefined): boolean =>
    text !== undefined && text !== "" && !text.includes("x");
  const wave = texts
    .map((text, index) => (text === texts[index - 1] ? "." : known(text) ? "=" : "x"))
    .join("");
  return { wave, data: texts.filter((text, index) => known(text) && text !== texts[index - 1]) };
}
