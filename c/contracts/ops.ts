/** Contracts of the ops: on a context, on a counter, and on the context at an address of a table. */
import type { Block } from "./block.ts";
import { keeps, type Names, printed } from "./expression.ts";
import type { Expression, Ir, Op } from "./ir.ts";

const MERGED = /^other_(\w+)$/;
const WORD = "0 <= word < 2^64";

/** The three families of functions. */
type Family = "atomik" | "atomik_counter" | "atomik_table";

/** The seven functions of a family, in opcode order. */
export function opBlocks(ir: Ir, family: Family): readonly Block[] {
  const ops = family === "atomik_counter" ? ir.counter : ir.context;
  return ops.map((op) => (family === "atomik_table" ? tableBlock(op) : contextBlock(op, family)));
}

/** An op by its name. @throws Error when the IR has none */
export function opNamed(ops: readonly Op[], wanted: string): Op {
  const op = ops.find(({ name }) => name === wanted);
  if (op === undefined) throw new Error(`contracts: the IR has no op "${wanted}"`);
  return op;
}

function contextBlock(op: Op, family: "atomik" | "atomik_counter"): Block {
  const type = family === "atomik" ? "atomik_ctx_t" : "atomik_counter_t";
  const names: Names = (name) => name.replace(MERGED, "other.$1");
  const rejects = rejections(op, names);
  const reads = keeps(op.next.reference, "reference") && keeps(op.next.accumulator, "accumulator");
  return {
    name: `${family}_${op.name}`,
    english: sentence(op),
    equations: equations(op, names, "result"),
    facts: [
      ...(takesWord(op) ? [["bounds", [WORD]] as const] : []),
      ...(takesOther(op) ? [["aliasing", ["ctx == other is allowed; partial overlap is not"]] as const] : []),
      ["rejects", rejects.length === 0 ? ["never"] : rejects],
    ],
    returns: rejects.length > 0 ? "atomik_status_t" : op.result === null ? "void" : "uint64_t",
    parameters: [`${reads ? "const " : ""}${type} *ctx`, ...operands(op, type)],
  };
}

/** Where the published API returns the state and no status, the function that returns a status is `try_`. */
function tableBlock(op: Op): Block {
  const names: Names = (name) =>
    MERGED.test(name) ? name.replace(MERGED, "other.$1") : name === "word" ? name : `${name}[address]`;
  const reads = keeps(op.next.reference, "reference") && keeps(op.next.accumulator, "accumulator");
  const states = op.result !== null;
  return {
    name: `atomik_table_${states && op.operands.length === 0 ? "try_" : ""}${op.name}`,
    english: `atomik_${op.name} on the context at an address.`,
    equations: equations(op, names, "*state'"),
    facts: [
      ["bounds", [takesWord(op) ? `0 <= address < count, ${WORD}` : "0 <= address < count"]],
      ...(states ? [["aliasing", ["state is outside of the table"]] as const] : []),
      ...(takesOther(op) ? [["aliasing", ["other is outside of the table"]] as const] : []),
      ["rejects", ["ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count", ...rejections(op, names)]],
    ],
    returns: "atomik_status_t",
    parameters: [
      `${reads ? "const " : ""}atomik_table_t *table`,
      "size_t address",
      ...operands(op, "atomik_ctx_t"),
      ...(states ? ["uint64_t *state"] : []),
    ],
  };
}

/** What an op sets and returns. */
export function equations(op: Op, names: Names, result: string): [string, string][] {
  const { reference, accumulator } = op.next;
  const show = (expression: Expression): string => printed(expression, names);
  return [
    [`${names("reference")}'`, show(reference)],
    [`${names("accumulator")}'`, show(accumulator)],
    ...(op.result === null ? [] : [[result, show(op.result)] as [string, string]]),
  ];
}

/** The reasons other than a word that is too wide, which a `uint64_t` cannot be. */
/** The rejects that are not about a range. */
export function rejections(op: Op, names: Names): string[] {
  return op.rejects.flatMap(({ code, when }) =>
    "differ" in when
      ? [`ATOMIK_${code.toUpperCase()} unless ${when.differ.map((side) => printed(side, names)).join(" = ")}`]
      : [],
  );
}

function operands(op: Op, type: string): string[] {
  return [...(takesWord(op) ? ["uint64_t word"] : []), ...(takesOther(op) ? [`const ${type} *other`] : [])];
}

const takesWord = ({ operands }: Op): boolean => operands.includes("word");
const takesOther = ({ operands }: Op): boolean => operands.some((name) => MERGED.test(name));

/** English of the IR behind a colon. */
export function sentence({ english }: { readonly english: string }): string {
  return english.charAt(0).toLowerCase() + english.slice(1);
}
