/** Contracts of one step of a batch and of the narrowing of its operands, out of spec/ir: in which order a step is refused. */
import { prefixOf, type Width, wordType } from "../object/contracts/shapes.ts";
import { OPS, type OpIr } from "../object/model.ts";
import { acslOf, type Names } from "./acsl.ts";
import type { Annotation } from "./annotation.ts";
import { tableRequires } from "./tables.ts";

const ARRAYS = ["reference", "accumulator"] as const;

/** The checked narrowing of a number to a word. */
export function wordAnnotation(width: Width): Annotation {
  const fits = width === 64 ? "\\true" : `value <= ${largest(width)}`;
  return {
    function: `${prefixOf(width)}_word`,
    contract: [
      "requires \\valid(word);",
      "assigns *word;",
      `ensures ${fits} ==> \\result == ATOMIK_OK && *word == value;`,
      ...(width === 64
        ? []
        : [`ensures !(${fits}) ==> \\result == ATOMIK_WORD_OUT_OF_RANGE && *word == \\old(*word);`]),
    ],
  };
}

/** One step of a batch on a table of one width. */
export function stepAnnotation(width: Width): Annotation {
  const p = `${prefixOf(width)}_table`;
  const place = ARRAYS.map((array) => `table->${array}[step->address]`);
  const inside = "step->address < table->count";
  const before = ARRAYS.map((array) => `step->before.${array} == \\old(table->${array}[step->address])`);
  const kept = ARRAYS.map(
    (array) => `table->${array}[\\old(step->address)] == \\old(table->${array}[step->address])`,
  );
  return {
    function: `${p}_step_`,
    contract: [
      ...tableRequires("\\valid", ["step"]),
      "requires \\valid(step);",
      `assigns step->result, step->before, ${place.join(", ")};`,
      "ensures \\old(step->address >= table->count) ==> \\result == ATOMIK_ADDRESS_OUT_OF_RANGE;",
      `ensures \\old(${inside}) && \\result != ATOMIK_OK ==> ${kept.join(" && ")};`,
      `ensures \\result == ATOMIK_OK ==> \\old(${inside}) && ${before.join(" && ")};`,
      `ensures \\old(${inside} && (step->op < 1 || step->op > ${OPS.length})) ==> \\result == ATOMIK_UNKNOWN_OP;`,
      ...OPS.flatMap((op) => opClauses(op, width, inside)),
    ],
  };
}

/** What a step does that is this op, and when it is refused, in the order of the IR. */
function opClauses(op: OpIr, width: Width, inside: string): string[] {
  const fields: Readonly<Record<string, string>> = {
    word: "step->word",
    other_reference: "step->word",
    other_accumulator: "step->other_accumulator",
    reference: "table->reference[step->address]",
    accumulator: "table->accumulator[step->address]",
  };
  const bare: Names = (name) => fields[name]!;
  const old: Names = (name) => `\\old(${fields[name]})`;
  const word = wordType(width);
  const rejects = op.rejects.map(({ code, when }) => ({
    status: `ATOMIK_${code.toUpperCase()}`,
    when:
      "outOfRange" in when
        ? `${bare(when.outOfRange)} > ${largest(width)}`
        : when.differ.map((side) => acslOf(side, bare, word)).join(" != "),
  }));
  const possible = rejects.filter(({ when }) => !when.endsWith(largest(64))); // every number is a word of 64 bits
  const chosen = `${inside} && step->op == ATOMIK_OP_${op.name.toUpperCase()}`;
  const none = possible.map(({ when }) => ` && !(${when})`);
  const sets = ARRAYS.map(
    (array) => `table->${array}[\\old(step->address)] == ${acslOf(op.next[array], old, word)}`,
  );
  const result = op.result === null ? "0" : acslOf(op.result, old, word);
  return [
    ...possible.map(
      ({ when, status }, i) =>
        `ensures \\old(${chosen}${none.slice(0, i).join("")} && ${when}) ==> \\result == ${status};`,
    ),
    `ensures \\old(${chosen}${none.join("")}) ==> \\result == ATOMIK_OK && ${sets.join(" && ")} && step->result == ${result};`,
  ];
}

function largest(width: Width): string {
  return String((1n << BigInt(width)) - 1n);
}
