/** Contracts of the functions of one context: every op of the IR, and what C has beside them. */
import { below, equal } from "../condition.ts";
import type { Goal, Outcome } from "../goal.ts";
import type { Memory } from "../memory.ts";
import { COUNTER_OPS, type Context, codeOf, OPS, type OpIr, stepOf } from "../model.ts";
import { constant, symbol, type Term, zeroExtend } from "../term.ts";
import { addressOf, argument, contextRegion, prefixOf, rawRegion, status, type Width } from "./shapes.ts";

/** A machine of which C has contexts, and the prefix of its functions behind that of the width. */
type Kind = { readonly ops: readonly OpIr[]; readonly name: "" | "_counter" };

/** All goals of contexts of a width. */
export function contextGoals(width: Width): readonly Goal[] {
  return [...kindGoals({ ops: OPS, name: "" }, width), wordGoal(width)];
}

/** All goals of counters of a width. */
export function counterGoals(width: Width): readonly Goal[] {
  return kindGoals({ ops: COUNTER_OPS, name: "_counter" }, width);
}

function kindGoals({ ops, name }: Kind, width: Width): readonly Goal[] {
  const prefix = prefixOf(width) + name;
  return [
    ...ops.flatMap((op) => opGoals(op, prefix, width)),
    initGoal(prefix, width),
    cleanGoal(prefix, width),
  ];
}

/** Reads a context in the model's memory. */
export function readContext(memory: Memory, name: string, width: Width, offset: number = 0): Context {
  const bytes = width / 8;
  const region = memory.bytes(name);
  return {
    reference: region.load(offset, bytes),
    accumulator: region.load(offset + bytes, bytes),
  };
}

/** Replaces a context in the model's memory. */
export function writeContext(memory: Memory, name: string, width: Width, context: Context): void {
  memory.bytes(name).store(0, context.reference);
  memory.bytes(name).store(width / 8, context.accumulator);
}

/** Whether an op's function returns a status: it can be refused for more than a word out of range. */
export function returnsStatus(op: OpIr): boolean {
  return op.rejects.some(({ when }) => !("outOfRange" in when));
}

/** The operands of merge are another context; `same` makes it the context itself. */
function opGoals(op: OpIr, prefix: string, width: Width): readonly Goal[] {
  const name = `${prefix}_${op.name}`;
  const takesContext = op.operands.includes("other_reference");
  const goal = (id: string, other: string): Goal => ({
    id,
    function: name,
    arguments: [
      addressOf("ctx"),
      ...(takesContext ? [addressOf(other)] : op.operands.map((word) => argument(symbol(width, word), word))),
    ],
    regions: () => [
      contextRegion("ctx", width, true),
      ...(other === "ctx" ? [] : [contextRegion(other, width, false)]),
    ],
    model: (path, memory) => {
      const from = takesContext ? readContext(memory, other, width) : undefined;
      const step = stepOf(path, op, readContext(memory, "ctx", width), operandsOf(op, width, from));
      if (step.reject !== undefined) return { label: step.reject, result: status(codeOf(step.reject)) };
      writeContext(memory, "ctx", width, step.context);
      return accepted(op, step.result);
    },
    reaches: [
      "ok",
      ...(other === "ctx" ? [] : op.rejects.filter(({ when }) => !("outOfRange" in when)).map((r) => r.code)),
    ],
  });
  if (!takesContext) return [goal(name, "ctx")];
  return [goal(name, "other"), goal(`${name}/same`, "ctx")];
}

/** What a function returns after an accepted op. */
export function accepted(op: OpIr, result: Term | undefined): Outcome {
  if (returnsStatus(op)) return { label: "ok", result: status(0) };
  return { label: "ok", ...(result === undefined ? {} : { result }) };
}

/** Operands by name: those of another context, or unknown words. */
export function operandsOf(op: OpIr, width: Width, other: Context | undefined): Record<string, Term> {
  if (other === undefined) return Object.fromEntries(op.operands.map((name) => [name, symbol(width, name)]));
  return { other_reference: other.reference, other_accumulator: other.accumulator };
}

function initGoal(prefix: string, width: Width): Goal {
  const zero = constant(width, 0n);
  return {
    id: `${prefix}_init`,
    function: `${prefix}_init`,
    arguments: [addressOf("ctx")],
    regions: () => [contextRegion("ctx", width, true)],
    model: (_, memory) => {
      writeContext(memory, "ctx", width, { reference: zero, accumulator: zero });
      return { label: "ok" };
    },
    reaches: ["ok"],
  };
}

function cleanGoal(prefix: string, width: Width): Goal {
  return {
    id: `${prefix}_is_clean`,
    function: `${prefix}_is_clean`,
    arguments: [addressOf("ctx")],
    regions: () => [contextRegion("ctx", width, false)],
    model: (path, memory) => {
      const { accumulator } = readContext(memory, "ctx", width);
      const clean = path.decide(equal(accumulator, constant(width, 0n)));
      return { label: String(clean), result: constant(8, clean ? 1n : 0n) };
    },
    reaches: ["true", "false"],
  };
}

function wordGoal(width: Width): Goal {
  const value = symbol(64, "value");
  return {
    id: `${prefixOf(width)}_word`,
    function: `${prefixOf(width)}_word`,
    arguments: [value, addressOf("word")],
    regions: () => [rawRegion("word", width / 8, true, width / 8)],
    model: (path, memory) => {
      const fits = width === 64 || path.decide(below(value, constant(64, 1n << BigInt(width))));
      if (!fits) return { label: "word_out_of_range", result: status(codeOf("word_out_of_range")) };
      memory.bytes("word").store(0, zeroExtend(value, width));
      return { label: "ok", result: status(0) };
    },
    reaches: width === 64 ? ["ok"] : ["ok", "word_out_of_range"],
  };
}
