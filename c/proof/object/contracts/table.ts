/** Contracts of the functions of one context of a table, for every number of contexts and every address. */
import { below } from "../condition.ts";
import type { Goal, Outcome } from "../goal.ts";
import type { Memory } from "../memory.ts";
import { addressReject, type Context, codeOf, OPS, type OpIr, stepOf } from "../model.ts";
import type { Path } from "../path.ts";
import { constant, symbol, type Term } from "../term.ts";
import { operandsOf, readContext } from "./context.ts";
import {
  addressOf,
  argument,
  COUNT,
  contextRegion,
  prefixOf,
  rawRegion,
  status,
  tableRegions,
  type Width,
} from "./shapes.ts";

/** Where a function puts the result of an op. */
type ResultBy = "status only" | "pointer" | "return";

/** All goals of a width. */
export function tableGoals(width: Width): readonly Goal[] {
  return OPS.flatMap((op) => {
    const name = `${prefixOf(width)}_table_${op.name}`;
    if (op.result === null) return [tableGoal(name, op, width, "status only")];
    if (op.operands.length > 0) return [tableGoal(name, op, width, "pointer")];
    const checked = `${prefixOf(width)}_table_try_${op.name}`;
    return [tableGoal(name, op, width, "return"), tableGoal(checked, op, width, "pointer")];
  });
}

/** Reads the context at an address in the model's memory; the path must say that there is one. */
export function contextAt(memory: Memory, path: Path, address: Term): Context {
  return {
    reference: memory.elements("table.reference").load(path, address),
    accumulator: memory.elements("table.accumulator").load(path, address),
  };
}

/** Replaces the context at an address in the model's memory. */
export function putContext(memory: Memory, path: Path, address: Term, context: Context): void {
  memory.elements("table.reference").store(path, address, context.reference);
  memory.elements("table.accumulator").store(path, address, context.accumulator);
}

function tableGoal(name: string, op: OpIr, width: Width, resultBy: ResultBy): Goal {
  const address = symbol(64, "address");
  const takesContext = op.operands.includes("other_reference");
  const refuse = (label: string): Outcome =>
    resultBy === "return" ? { label, result: constant(width, 0n) } : { label, result: status(codeOf(label)) };
  return {
    id: name,
    function: name,
    arguments: [
      addressOf("table"),
      address,
      ...(takesContext
        ? [addressOf("other")]
        : op.operands.map((word) => argument(symbol(width, word), word))),
      ...(resultBy === "pointer" ? [addressOf("state")] : []),
    ],
    regions: () => [
      ...tableRegions("table", width),
      ...(takesContext ? [contextRegion("other", width, false)] : []),
      ...(resultBy === "pointer" ? [rawRegion("state", width / 8, true, width / 8)] : []),
    ],
    model: (path, memory) => {
      if (!path.decide(below(address, COUNT))) return refuse(addressReject());
      const other = takesContext ? readContext(memory, "other", width) : undefined;
      const step = stepOf(path, op, contextAt(memory, path, address), operandsOf(op, width, other));
      if (step.reject !== undefined) return refuse(step.reject);
      putContext(memory, path, address, step.context);
      if (resultBy === "return") return { label: "ok", result: step.result! };
      if (resultBy === "pointer") memory.bytes("state").store(0, step.result!);
      return { label: "ok", result: status(0) };
    },
    reaches: [
      "ok",
      addressReject(),
      ...op.rejects.filter(({ when }) => !("outOfRange" in when)).map(({ code }) => code),
    ],
  };
}
