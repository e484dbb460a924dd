/** Programs as people write them: one op after another, with its operands. */
import type { WidthBits } from "../word.ts";
import { bundledVectors } from "./bundle.ts";
import { CommandError, usageError } from "./command.ts";
import { readPackageJson } from "./package.ts";

/** An op of the spec, as far as a program needs it. */
export interface OpInfo {
  readonly name: string;
  readonly english: string;
  /** Names of the operands in the order in which they are written. */
  readonly operands: readonly string[];
}

/** One op with its operands by name. They may be out of range; the library says so. */
export interface ProgramStep {
  readonly op: OpInfo;
  readonly operands: ReadonlyMap<string, bigint>;
}

/** The ops of a machine that Lean emitted, in opcode order. */
export function loadOps(machine: "context" | "counter"): readonly OpInfo[] {
  const { machines, ops } = readPackageJson("spec/ir/registry.json") as Registry;
  const { path } = machines.find(({ name }) => name === machine)!;
  return ops.map(({ file }) => readPackageJson(`spec/ir/${path}${file}`) as OpInfo);
}

interface Registry {
  readonly machines: readonly { readonly name: string; readonly path: string }[];
  readonly ops: readonly { readonly file: string }[];
}

/**
 * Reads a program: ops separated by `;` or line ends, `#` up to the end of its line is a comment. A number is decimal,
 * or hex, octal or binary behind `0x`, `0o`, `0b`; `_` may stand between digits.
 *
 * @throws CommandError `usage` that names the op by its place, from 0
 */
export function parseProgram(text: string, ops: readonly OpInfo[]): readonly ProgramStep[] {
  const lines = text
    .replace(/#[^\n]*/g, "")
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0) throw usageError("program", `ops such as "load 0xff; read"`, "nothing");
  return lines.map((line, index) => parseStep(line, index, ops));
}

function parseStep(line: string, index: number, ops: readonly OpInfo[]): ProgramStep {
  const [name, ...numbers] = line.split(/\s+/);
  const op = ops.find((info) => info.name === name);
  if (op === undefined) throw usageError(`op ${index}`, ops.map((info) => info.name).join(", "), `${name}`);
  if (numbers.length !== op.operands.length) {
    const wanted = op.operands.length === 0 ? "no operand" : `operands <${op.operands.join("> <")}>`;
    throw usageError(`op ${index} (${op.name})`, wanted, numbers.length === 0 ? "none" : numbers.join(" "));
  }
  const operands = op.operands.map((operand, i): [string, bigint] => {
    return [operand, parseNumber(`op ${index} (${op.name}) ${operand}`, numbers[i]!)];
  });
  return { op, operands: new Map(operands) };
}

/** A number as people write it. @throws CommandError `usage` */
export function parseNumber(label: string, text: string): bigint {
  const digits = /^(-?)(0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*)$/i.exec(text);
  const cleaned = digits?.[2]?.replaceAll("_", "") ?? "";
  try {
    if (digits === null) throw new SyntaxError();
    return digits[1] === "-" ? -BigInt(cleaned) : BigInt(cleaned);
  } catch {
    throw usageError(label, "a number such as 255, 0xff or 0b1111_1111", text);
  }
}

/** A case of the bundled vectors as a program. @throws CommandError `unknown_case` */
export function programOfCase(id: string): {
  readonly steps: readonly ProgramStep[];
  readonly width: WidthBits;
  readonly machine: "context" | "counter";
} {
  for (const { file } of bundledVectors("/w")) {
    const { machine, widthBits: width, cases } = file as unknown as CaseFile;
    const found = machine === "table" ? undefined : cases.find((vector) => vector.id === id);
    if (machine === "table" || found === undefined) continue;
    const ops = loadOps(machine);
    const steps = found.steps.map(({ op: name, operands }): ProgramStep => {
      const op = ops.find((info) => info.name === name)!;
      return {
        op,
        operands: new Map(Object.entries(operands).map(([key, hex]) => [key, BigInt(`0x${hex}`)])),
      };
    });
    return { steps, width, machine };
  }
  const hint = "the id of a case of one context, such as accum/w64/fresh/one (atomik vectors --list)";
  throw new CommandError("unknown_case", `--case: expected ${hint}, got ${id}`);
}

interface CaseFile {
  readonly machine: "context" | "counter" | "table";
  readonly widthBits: WidthBits;
  readonly cases: readonly {
    readonly id: string;
    readonly steps: readonly { readonly op: string; readonly operands: Readonly<Record<string, string>> }[];
  }[];
}
