/**
 * Contracts of functions that do what an op of the IR does, under another name or with other operands: what is set and
 * returned, and why it may be refused, comes from the op; the rest is C's own.
 */
import type { Block } from "./block.ts";
import type { Names } from "./expression.ts";
import type { Op } from "./ir.ts";
import { equations, rejections } from "./ops.ts";

/** A function and the op that it does. */
export interface Derived extends Omit<Block, "equations" | "facts"> {
  readonly op: Op;
  /** What stands for the op's operand `word`; the parameter of that name if absent. */
  readonly word?: string;
  /** Behind the line that says what is returned. */
  readonly behindResult?: string;
  /** Facts but the rejects. */
  readonly facts?: Block["facts"];
  /** Behind `never`, where the op refuses nothing. */
  readonly behindNever?: string;
  /** Whether fields are those at an address. */
  readonly addressed?: boolean;
}

/** The contract of such a function. */
export function derivedBlock(derived: Derived): Block {
  const { op, word = "word", behindResult = "", facts = [], behindNever = "", addressed = false } = derived;
  const names: Names = (name) => {
    if (name === "word") return word;
    return name.startsWith("other_") ? name.replace("_", ".") : addressed ? `${name}[address]` : name;
  };
  const rejects = rejections(op, names);
  return {
    name: derived.name,
    english: derived.english,
    equations: equations(op, names, "result").map(([left, right]) =>
      left === "result" ? [left, right + behindResult] : [left, right],
    ),
    facts: [...facts, ["rejects", rejects.length === 0 ? [`never${behindNever}`] : rejects]],
    returns: derived.returns,
    parameters: derived.parameters,
  };
}
