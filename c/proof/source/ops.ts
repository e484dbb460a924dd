/** Contracts of the ops on a context and on a counter, out of spec/ir. */
import { prefixOf, type Width, wordType } from "../object/contracts/shapes.ts";
import { COUNTER_OPS, OPS, type OpIr } from "../object/model.ts";
import { acslOf, type Names } from "./acsl.ts";
import type { Annotation } from "./annotation.ts";

/** The ops of contexts, and what C has beside them. */
export function contextAnnotations(width: Width): readonly Annotation[] {
  return annotations(OPS, prefixOf(width), width);
}

/** The same of counters. */
export function counterAnnotations(width: Width): readonly Annotation[] {
  return annotations(COUNTER_OPS, `${prefixOf(width)}_counter`, width);
}

function annotations(ops: readonly OpIr[], prefix: string, width: Width): readonly Annotation[] {
  return [
    ...ops.map((op) => opAnnotation(op, prefix, wordType(width))),
    {
      function: `${prefix}_init`,
      contract: [
        "requires \\valid(ctx);",
        "assigns ctx->reference, ctx->accumulator;",
        "ensures ctx->reference == 0 && ctx->accumulator == 0;",
      ],
    },
    {
      function: `${prefix}_is_clean`,
      contract: [
        "requires \\valid_read(ctx);",
        "assigns \\nothing;",
        "ensures \\result == (ctx->accumulator == 0 ? 1 : 0);",
      ],
    },
  ];
}

function opAnnotation(op: OpIr, prefix: string, word: string): Annotation {
  const names: Names = (name) => nameOf(name, (field) => `\\old(ctx->${field})`);
  const { reference, accumulator } = op.next;
  const changed = [
    ...("var" in reference ? [] : ["ctx->reference"]),
    ...("var" in accumulator ? [] : ["ctx->accumulator"]),
  ];
  const keeps = changed.length === 0;
  const refuse = refusal(op, names, word);
  const effect = [
    `ensures ctx->reference == ${acslOf(reference, names, word)};`,
    `ensures ctx->accumulator == ${acslOf(accumulator, names, word)};`,
    ...(op.result === null ? [] : [`ensures \\result == ${acslOf(op.result, names, word)};`]),
  ];
  return {
    function: `${prefix}_${op.name}`,
    contract: [
      `requires ${keeps ? "\\valid_read" : "\\valid"}(ctx);`,
      ...(refuse === undefined
        ? [`assigns ${keeps ? "\\nothing" : changed.join(", ")};`, ...effect]
        : [
            "requires \\valid_read(other);",
            `requires other == ctx || \\separated(ctx, other);`,
            "assigns ctx->accumulator;",
            "behavior refused:",
            `  assumes ${refuse.when};`,
            "  assigns \\nothing;",
            `  ensures \\result == ${refuse.status};`,
            "  ensures ctx->accumulator == \\old(ctx->accumulator);",
            "behavior accepted:",
            `  assumes !(${refuse.when});`,
            ...effect.map((clause) => `  ${clause}`),
            "  ensures \\result == ATOMIK_OK;",
            "complete behaviors; disjoint behaviors;",
          ]),
    ],
  };
}

/** The reject that is not about a range, as its condition before the call and its status. */
export function refusal(op: OpIr, names: Names, word: string): { when: string; status: string } | undefined {
  for (const { code, when } of op.rejects) {
    if ("outOfRange" in when) continue;
    const [a, b] = when.differ.map((side) =>
      acslOf(side, (name) => names(name).replace(/^\\old\((.*)\)$/, "$1"), word),
    );
    return { when: `${a} != ${b}`, status: `ATOMIK_${code.toUpperCase()}` };
  }
  return undefined;
}

/** `other_reference` is a field of the other context; other operands are parameters. */
function nameOf(name: string, field: (name: string) => string): string {
  if (name === "reference" || name === "accumulator") return field(name);
  const other = /^other_(\w+)$/.exec(name);
  return other ? `\\old(other->${other[1]})` : name;
}
