/** Random cases of machines with ops: counters and tables. */
import { opOf, type Spec } from "../../spec.ts";
import { type Draw, digits } from "./draw.ts";
import type { Given } from "./generate.ts";

type Op = { op: string; operands: Record<string, string> };

/**
 * An op with operands. References of merges are words that are likely to be references: the last word loaded, or zero.
 *
 * @param loaded the last word that was loaded; it is replaced when this op loads one
 * @param rare once in how many operands one is out of range
 */
function op(spec: Spec, draw: Draw, width: number, loaded: { word: string }, rare: number): Op {
  const { name, operands } = draw.of(spec.ops);
  const values = Object.fromEntries(operands.map((one) => [one, draw.operand(width, rare)]));
  if ("other_reference" in values && !draw.once(8)) values.other_reference = loaded.word;
  if (name === "load" || name === "exchange") loaded.word = values.word!;
  return { op: name, operands: values };
}

/** A refusal ends a case, so refusals are rare before its last step. */
function rarely(step: number, count: number): number {
  return step === count - 1 ? 3 : 80;
}

/** A case of the counter. */
export function counter(spec: Spec, draw: Draw): Given {
  const width = draw.of(spec.widths);
  const loaded = { word: digits(0n, 16) };
  const count = draw.below(24);
  const steps = Array.from({ length: count }, (_, i) => op(spec, draw, width, loaded, rarely(i, count)));
  return { width, json: { steps } };
}

/** A case of the table: ops at addresses, batches of them, batches of deltas alone, and lists. */
export function table(spec: Spec, draw: Draw): Given {
  const width = draw.of(spec.widths);
  const contexts = draw.below(7);
  const loaded = draw.list(contexts + 1, () => ({ word: digits(0n, 16) }));
  const opAt = (rare: number, name?: string): object => {
    const at = draw.once(rare) ? contexts : draw.below(Math.max(contexts, 1));
    const far = draw.once(2 * rare) ? draw.wide() : BigInt(at);
    const one =
      name === undefined ? op(spec, draw, width, loaded[at]!, rare) : deltaOf(spec, draw, width, name, rare);
    return { op: one.op, address: digits(far, 16), operands: one.operands };
  };
  const count = draw.below(20);
  const step = (_: unknown, i: number): object => {
    const rare = rarely(i, count);
    const kind = draw.below(8);
    if (kind === 0) return { op: draw.of(["entries", "snapshot"]) };
    if (kind === 1) return { op: "batch", steps: draw.list(draw.below(8), () => opAt(2 * rare)) };
    if (kind === 2) return { op: "batch", steps: draw.list(draw.below(12), () => opAt(2 * rare, "accum")) };
    return opAt(rare);
  };
  return { width, json: { contexts, steps: Array.from({ length: count }, step) } };
}

function deltaOf(spec: Spec, draw: Draw, width: number, name: string, rare: number): Op {
  const [operand] = opOf(spec, name).operands;
  return { op: name, operands: { [operand!]: draw.operand(width, rare) } };
}
