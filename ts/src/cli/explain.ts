/** `atomik explain`: what each op of a program does to a context. */
import { AtomikContext } from "../context.ts";
import { AtomikCounter } from "../counter.ts";
import { RejectError } from "../reject.ts";
import { wordHex } from "../vectors/case.ts";
import { callOp, type OpContext } from "../vectors/op.ts";
import type { WidthBits } from "../word.ts";
import { type Command, EXIT, type OptionValues, usageError } from "./command.ts";
import { readText } from "./files.ts";
import { loadOps, type ProgramStep, parseProgram, programOfCase } from "./program.ts";
import { printStep, type Seen, stepJson, type Words } from "./step-text.ts";

const HELP = `usage: atomik explain <program> [--width 8|16|32|64] [--counter] [--json]
       atomik explain --file <path, or - for stdin> [--width ...] [--counter]
       atomik explain --case <id of a vector>

Runs a program on a fresh context and shows reference, accumulator and state
behind every op, in hex and in bits; * marks a word that changed. A program is
ops separated by ";" or line ends; "#" starts a comment.

  load <word>          reference := word, accumulator := 0
  accum <delta>        accumulator := accumulator xor delta
  read                 result: the state, reference xor accumulator
  swap                 reference := state, accumulator := 0; result: the state
  rollback <delta>     the same as accum: a delta undoes itself
  exchange <word>      reference := word, accumulator := 0;
                       result: the state before
  merge <reference> <accumulator>
                       accumulator := accumulator xor the other one;
                       rejected unless the references are the same

With --counter, + modulo 2^width stands for xor, and rollback subtracts. Words
are 64 bits wide unless --width says otherwise. A rejected op changes nothing
and ends the program: exit code 1.

  atomik explain "load 0xff00; accum 0x00ff; read" --width 16
`;

/** A program on a machine. */
interface Input {
  readonly steps: readonly ProgramStep[];
  readonly width: WidthBits;
  readonly machine: "context" | "counter";
}

interface Explained {
  readonly steps: readonly Seen[];
  readonly error: RejectError | undefined;
}

/** The program, wherever it comes from. */
function input(args: readonly string[], options: OptionValues): Input {
  const machine = options.counter === true ? "counter" : "context";
  const ops = loadOps(machine);
  const sources = [args.length > 0, options.file !== undefined, options.case !== undefined];
  if (sources.filter(Boolean).length !== 1) {
    throw usageError(
      "explain",
      "one of a program, --file or --case",
      `${sources.filter(Boolean).length} of them`,
    );
  }
  if (options.case !== undefined) {
    if (options.width ?? options.counter)
      throw usageError("--case", "neither --width nor --counter", "one of them");
    return programOfCase(String(options.case));
  }
  const width = options.width ?? "64";
  if (!/^(8|16|32|64)$/.test(String(width))) throw usageError("--width", "8, 16, 32 or 64", String(width));
  const text = options.file === undefined ? args.join(" ") : readText(String(options.file));
  return { steps: parseProgram(text, ops), width: Number(width) as WidthBits, machine };
}

function wordsOf<Context extends OpContext<Context>>(context: Context): Words {
  return { reference: context.reference, accumulator: context.accumulator, state: context.read() };
}

/** Runs the program up to its end or its first rejected op. */
function run<Context extends OpContext<Context>>(
  steps: readonly ProgramStep[],
  fresh: () => Context,
): Explained {
  const context = fresh();
  const seen: Seen[] = [];
  for (const step of steps) {
    const before = wordsOf(context);
    let result: bigint | undefined;
    let error: RejectError | undefined;
    try {
      result = callOp(context, fresh, step.op.name, (name) => step.operands.get(name)!);
    } catch (caught) {
      if (!(caught instanceof RejectError)) throw caught;
      error = caught;
    }
    seen.push({ step, before, after: wordsOf(context), result, error });
    if (error !== undefined) return { steps: seen, error };
  }
  return { steps: seen, error: undefined };
}

/** Explains a program op by op. */
export const explain: Command = {
  name: "explain",
  summary: "run a program of ops step by step",
  help: HELP,
  options: {
    counter: { type: "boolean" },
    width: { type: "string" },
    file: { type: "string" },
    case: { type: "string" },
  },
  arguments: [0, Number.POSITIVE_INFINITY],
  run(args, options, terminal) {
    const { steps, width, machine } = input(args, options);
    const { steps: seen, error } =
      machine === "counter"
        ? run(steps, () => new AtomikCounter({ width }))
        : run(steps, () => new AtomikContext({ width }));
    for (const [index, one] of seen.entries()) printStep(terminal, index, one, width);
    const left = steps.length - seen.length;
    if (error !== undefined && left > 0) {
      terminal.line(left === 1 ? "the op behind it did not run" : `the ${left} ops behind it did not run`);
    }
    terminal.answer({
      command: "explain",
      machine,
      width,
      steps: seen.map((one) => stepJson(one, width)),
      state: wordHex(seen.at(-1)?.after.state ?? 0n, width),
      result: error === undefined ? "ok" : `reject:${error.code}`,
    });
    return error === undefined ? EXIT.ok : EXIT.no;
  },
};
