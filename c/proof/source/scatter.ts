/** Contracts of deltas scattered over a table, for any number of them: what each word has taken, and that all or none are taken. */
import { prefixOf, type Width, wordType } from "../object/contracts/shapes.ts";
import type { Annotation } from "./annotation.ts";
import { MOST } from "./folds.ts";
import { tableRequires } from "./tables.ts";

/** What the deltas at one address come to: nothing of no deltas; of more, that of all but the last, and the last if it is there. */
export function scatterDefinition(width: Width): string {
  const before = `scattered${width}(addresses, deltas, address, n - 1)`;
  return `/*@ logic integer scattered${width}{L}(uint32_t *addresses, ${wordType(width)} *deltas, integer address, integer n) =
    n <= 0 ? 0 : addresses[n - 1] == address ? xored(${before}, deltas[n - 1]) : ${before}; */`;
}

/** The loop over the deltas, which stops at the first wrong address, and the function that takes back what it did then. */
export function scatterAnnotations(width: Width): readonly Annotation[] {
  const p = `${prefixOf(width)}_table`;
  const arrays = ["addresses + (0 .. n - 1)", "deltas + (0 .. n - 1)"];
  const requires = [
    ...tableRequires("\\valid", arrays),
    `requires ${arrays.map((array) => `\\valid_read(${array})`).join(" && ")};`,
    `requires n <= ${MOST[width]};`,
  ];
  const assigns = "assigns table->accumulator[0 .. table->count - 1];";
  const inRange = (count: string, to: string): string =>
    `(\\forall integer k; 0 <= k < ${to} ==> addresses[k] < ${count})`;
  const sameDeltas = "\\forall integer k; 0 <= k < n ==> deltas[k] == \\at(deltas[k], Pre)";
  const before = "\\at(table->accumulator[k], Pre)";
  const taken = (to: string): string => `scattered${width}{Pre}(addresses, deltas, k, ${to})`;
  const each = (word: string, value: string): string =>
    `\\forall integer k; 0 <= k < \\at(table->count, Pre) ==> ${word} == ${value}`;
  const after = (to: string): string => each("accumulator[k]", `xored(${before}, ${taken(to)})`);
  const loop = [
    "loop invariant 0 <= i <= n;",
    `loop invariant ${inRange("count", "i")};`,
    `loop invariant ${sameDeltas};`,
    `loop invariant ${after("i")};`,
    "loop assigns i, accumulator[0 .. count - 1];",
    "loop variant n - i;",
  ];
  const own = (field: string): string => `\\at(table->${field}, Pre)`;
  return [
    {
      function: `${p}_scatter_`,
      contract: [
        ...requires,
        assigns,
        "ensures 0 <= \\result <= n;",
        `ensures ${inRange("\\old(table->count)", "\\result")};`,
        "ensures \\result < n ==> addresses[\\result] >= \\old(table->count);",
        `ensures ${each("table->accumulator[k]", `xored(${before}, ${taken("\\result")})`)};`,
      ],
      loops: [loop, loop, loop],
      // one delta after another in each of the two loops that take four
      assertions: ["a", "b", "c", "d"].map((address, k) => ({
        behind: `accumulator[${address}] ^= deltas[${k === 0 ? "i" : `i + ${k}`}];`,
        places: 2,
        clauses: [`assert ${sameDeltas};`, `assert ${after(`i + ${k + 1}`)};`],
      })),
    },
    {
      function: `${p}_accum_many`,
      contract: [
        ...requires,
        assigns,
        "behavior accepted:",
        `  assumes ${inRange("table->count", "n")};`,
        "  ensures \\result == ATOMIK_OK;",
        `  ensures ${each("table->accumulator[k]", `xored(${before}, ${taken("n")})`)};`,
        "behavior refused:",
        `  assumes !${inRange("table->count", "n")};`,
        "  ensures \\result == ATOMIK_ADDRESS_OUT_OF_RANGE;",
        `  ensures ${each("table->accumulator[k]", before)};`,
        "complete behaviors; disjoint behaviors;",
      ],
      loops: [
        [
          `loop invariant table->accumulator == ${own("accumulator")} && table->count == ${own("count")};`,
          "loop invariant 0 <= i <= done;",
          `loop invariant ${sameDeltas};`,
          `loop invariant ${each("table->accumulator[k]", `xored(xored(${before}, ${taken("done")}), ${taken("i")})`)};`,
          `loop assigns i, *(${own("accumulator")} + (0 .. ${own("count")} - 1));`,
          "loop variant done - i;",
        ],
      ],
    },
  ];
}
