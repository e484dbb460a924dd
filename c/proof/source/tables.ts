/** Contracts of tables: each op at an address, out of spec/ir; a wrong address first, and it changes nothing. */
import { prefixOf, type Width, wordType } from "../object/contracts/shapes.ts";
import { OPS, type OpIr } from "../object/model.ts";
import { acslOf, type Names } from "./acsl.ts";
import type { Annotation } from "./annotation.ts";
import { refusal } from "./ops.ts";

const REFUSED = "ATOMIK_ADDRESS_OUT_OF_RANGE";
const UNCHANGED: readonly string[] = ["reference", "accumulator"].map(
  (array) =>
    `  ensures \\forall integer i; 0 <= i < table->count ==> table->${array}[i] == \\old(table->${array}[i]);`,
);
const ALL = (array: string): string => `table->${array} + (0 .. table->count - 1)`;

/** The functions of a table of one width. */
export function tableAnnotations(width: Width): readonly Annotation[] {
  const p = `${prefixOf(width)}_table`;
  const both = "table->reference[address], table->accumulator[address]";
  return [
    {
      function: `${p}_put_`,
      contract: [
        ...tableRequires("\\valid", []),
        "requires address < table->count;",
        `assigns ${both};`,
        "ensures table->reference[address] == ctx.reference;",
        "ensures table->accumulator[address] == ctx.accumulator;",
      ],
    },
    ...OPS.map((op) => opAnnotation(op, p, wordType(width))),
    published("read", p, wordType(width)),
    published("swap", p, wordType(width)),
    initAnnotation(p),
  ];
}

/** A table whose words are apart from its fields, from each other and from other objects. */
export function tableRequires(valid: string, others: readonly string[]): string[] {
  const words = [ALL("reference"), ALL("accumulator")];
  return [
    `requires \\valid_read(table) && ${words.map((one) => `${valid}(${one})`).join(" && ")};`,
    `requires \\separated(${["table", ...words, ...others].join(", ")});`,
  ];
}

function opNames(name: string): string {
  if (name === "reference" || name === "accumulator") return `\\old(table->${name}[address])`;
  const other = /^other_(\w+)$/.exec(name);
  return other ? `\\old(other->${other[1]})` : name;
}

function effect(op: OpIr, word: string, state: string): string[] {
  const names: Names = opNames;
  return [
    `ensures table->reference[address] == ${acslOf(op.next.reference, names, word)};`,
    `ensures table->accumulator[address] == ${acslOf(op.next.accumulator, names, word)};`,
    ...(op.result === null ? [] : [`ensures ${state} == ${acslOf(op.result, names, word)};`]),
  ];
}

function opAnnotation(op: OpIr, p: string, word: string): Annotation {
  const keeps = "var" in op.next.reference && "var" in op.next.accumulator;
  const merges = op.operands.length > 1;
  const state = op.result === null ? [] : ["state"];
  const onlyDeltas = "var" in op.next.reference && !merges;
  const changed = [
    ...(keeps || onlyDeltas ? [] : ["table->reference[address]"]),
    ...(keeps ? [] : ["table->accumulator[address]"]),
    ...state.map((name) => `*${name}`),
  ];
  const refuse = refusal(op, opNames, word);
  const other = merges ? ["other"] : [];
  const accepted = refuse === undefined ? [] : [`!(${refuse.when})`];
  return {
    function: `${p}_${op.result !== null && op.operands.length === 0 ? "try_" : ""}${op.name}`,
    contract: [
      ...tableRequires(keeps ? "\\valid_read" : "\\valid", [...state, ...other]),
      ...state.map((name) => `requires \\valid(${name});`),
      ...other.map((name) => `requires \\valid_read(${name});`),
      `assigns ${changed.join(", ")};`,
      "behavior refused:",
      "  assumes address >= table->count;",
      "  assigns \\nothing;",
      `  ensures \\result == ${REFUSED};`,
      ...state.map((name) => `  ensures *${name} == \\old(*${name});`),
      ...UNCHANGED,
      ...(refuse === undefined
        ? []
        : [
            "behavior differs:",
            `  assumes address < table->count && ${refuse.when};`,
            `  ensures \\result == ${refuse.status};`,
            "  ensures table->reference[address] == \\old(table->reference[address]);",
            "  ensures table->accumulator[address] == \\old(table->accumulator[address]);",
          ]),
      "behavior accepted:",
      `  assumes ${["address < table->count", ...accepted].join(" && ")};`,
      ...effect(op, word, "*state").map((clause) => `  ${clause}`),
      "  ensures \\result == ATOMIK_OK;",
      "complete behaviors; disjoint behaviors;",
    ],
  };
}

/** The functions that return the state and no status: 0 for a wrong address. */
function published(name: string, p: string, word: string): Annotation {
  const op = OPS.find((one) => one.name === name)!;
  const keeps = name === "read";
  return {
    function: `${p}_${name}`,
    contract: [
      ...tableRequires(keeps ? "\\valid_read" : "\\valid", []),
      `assigns ${keeps ? "\\nothing" : "table->reference[address], table->accumulator[address]"};`,
      "behavior refused:",
      "  assumes address >= table->count;",
      "  ensures \\result == 0;",
      ...UNCHANGED,
      "behavior accepted:",
      "  assumes address < table->count;",
      ...effect(op, word, "\\result").map((clause) => `  ${clause}`),
      "complete behaviors; disjoint behaviors;",
    ],
  };
}

/** All words of the storage are 0, or the table has none. */
function initAnnotation(p: string): Annotation {
  return {
    function: `${p}_init_in`,
    contract: [
      "requires \\valid(table);",
      "requires \\valid(storage + (0 .. storage_words - 1));",
      "requires storage_words <= 0x0fffffffffffffff;",
      "requires \\separated(table, storage + (0 .. storage_words - 1));",
      "assigns *table, storage[0 .. storage_words - 1];",
      "behavior refused:",
      "  assumes storage_words < 2 * count;",
      "  ensures table->count == 0 && \\result == ATOMIK_STORAGE_TOO_SMALL;",
      "  ensures \\forall integer i; 0 <= i < storage_words ==> storage[i] == \\old(storage[i]);",
      "behavior accepted:",
      "  assumes storage_words >= 2 * count;",
      "  ensures table->count == count && \\result == ATOMIK_OK;",
      "  ensures count > 0 ==> table->reference == storage && table->accumulator == storage + count;",
      "  ensures \\forall integer i; 0 <= i < 2 * count ==> storage[i] == 0;",
      "  ensures \\forall integer i; 2 * count <= i < storage_words ==> storage[i] == \\old(storage[i]);",
      "complete behaviors; disjoint behaviors;",
    ],
    assertions: [
      {
        behind: "storage_words / 2 >= count;",
        clauses: ["assert fits != 0 <==> 2 * count <= storage_words;"],
      },
    ],
    loops: [
      [
        "loop invariant 2 * table->count <= storage_words;",
        "loop invariant 0 <= i <= 2 * table->count;",
        "loop invariant \\forall integer j; 0 <= j < i ==> storage[j] == 0;",
        "loop invariant \\forall integer j; i <= j < storage_words ==> storage[j] == \\at(storage[j], Pre);",
        "loop assigns i, storage[0 .. storage_words - 1];",
        "loop variant 2 * table->count - i;",
      ],
    ],
  };
}
