/** The C file that is compiled: one function with external linkage for each function of the header, and the layouts. */
import { layoutOf, prefixOf, WIDTHS, type Width, wordType } from "./contracts/shapes.ts";

/** Before the name of a function of the header in the compiled code. */
export const PREFIX = "proof_";

/** The text of the file, with the functions that are wanted. */
export function unitText(wanted: ReadonlySet<string>): string {
  const all = WIDTHS.flatMap(functionsOf);
  return [
    '#include "atomik_core.h"',
    ...WIDTHS.flatMap(layoutLines),
    ...all.filter(({ name }) => wanted.has(name)).map(({ text }) => text),
    "",
  ].join("\n");
}

/** A function of the header, and the text of one that calls it. */
interface Wrapper {
  readonly name: string;
  readonly text: string;
}

function functionsOf(width: Width): readonly Wrapper[] {
  const p = prefixOf(width);
  const w = wordType(width);
  const ctx = `${p}_ctx_t *ctx`;
  const seen = `const ${p}_ctx_t *ctx`;
  const other = `const ${p}_ctx_t *other`;
  const table = `${p}_table_t *table, size_t address`;
  const words = `const ${w} *words, size_t n`;
  const many = `const ${w} *const *sources, size_t source_count, size_t n`;
  const s = "atomik_status_t";
  const lines: [string, string, string][] = [
    ["void", "init", ctx],
    ["void", "load", `${ctx}, ${w} word`],
    ["void", "accum", `${ctx}, ${w} word`],
    [w, "read", seen],
    [w, "swap", ctx],
    ["void", "rollback", `${ctx}, ${w} word`],
    [w, "exchange", `${ctx}, ${w} word`],
    [s, "merge", `${ctx}, ${other}`],
    ["bool", "is_clean", seen],
    [s, "word", `uint64_t value, ${w} *word`],
    ...counterLines(p, w, s),
    [s, "table_load", `${table}, ${w} word`],
    [s, "table_accum", `${table}, ${w} word`],
    [w, "table_read", `const ${table}`],
    [s, "table_try_read", `const ${table}, ${w} *state`],
    [w, "table_swap", table],
    [s, "table_try_swap", `${table}, ${w} *state`],
    [s, "table_rollback", `${table}, ${w} word`],
    [s, "table_exchange", `${table}, ${w} word, ${w} *state`],
    [s, "table_merge", `${table}, ${other}`],
    [s, "table_init_in", `${p}_table_t *table, ${w} *storage, size_t storage_words, size_t count`],
    [s, "table_batch", `${p}_table_t *table, ${p}_step_t *steps, size_t n, size_t *rejected_at`],
    [s, "table_accum_many", `${p}_table_t *table, const uint32_t *addresses, const ${w} *deltas, size_t n`],
    [s, "table_merge_all", `${p}_table_t *table, const ${p}_table_t *other`],
    ["size_t", "table_entries", `const ${p}_table_t *table, ${p}_entry_t *entries, size_t capacity`],
    ["size_t", "table_snapshot", `const ${p}_table_t *table, ${p}_entry_t *entries, size_t capacity`],
    [w, "fold", words],
    ["void", "accum_many", `${ctx}, ${words}`],
    ["void", "merge_words", `${w} *destination, ${many}`],
  ];
  return lines.map((line) => wrapper(p, ...line));
}

function counterLines(p: string, w: string, s: string): readonly [string, string, string][] {
  const ctx = `${p}_counter_t *ctx`;
  return [
    ["void", "counter_init", ctx],
    ["void", "counter_load", `${ctx}, ${w} word`],
    ["void", "counter_accum", `${ctx}, ${w} word`],
    [w, "counter_read", `const ${ctx}`],
    [w, "counter_swap", ctx],
    ["void", "counter_rollback", `${ctx}, ${w} word`],
    [w, "counter_exchange", `${ctx}, ${w} word`],
    [s, "counter_merge", `${ctx}, const ${p}_counter_t *other`],
    ["bool", "counter_is_clean", `const ${ctx}`],
  ];
}

function wrapper(prefix: string, returns: string, own: string, parameters: string): Wrapper {
  const name = `${prefix}_${own}`;
  const passed = parameters.split(",").map((parameter) => /(\w+)$/.exec(parameter)![1]);
  const head = `${returns} ${PREFIX}${name}(${parameters})`;
  const call = `${returns === "void" ? "" : "return "}${name}(${passed.join(", ")});`;
  return { name, text: `${head};\n${head} { ${call} }` };
}

function layoutLines(width: Width): readonly string[] {
  const p = prefixOf(width);
  const { context, table, entry, step } = layoutOf(width);
  const at = (type: string, field: string, offset: number): string =>
    `_Static_assert(offsetof(${p}_${type}, ${field}) == ${offset}, "${p}_${type}.${field}");`;
  const size = (type: string, bytes: number): string =>
    `_Static_assert(sizeof(${p}_${type}) == ${bytes}, "${p}_${type}");`;
  return [
    at("ctx_t", "reference", 0),
    at("ctx_t", "accumulator", context.accumulator),
    size("ctx_t", context.size),
    at("counter_t", "reference", 0),
    at("counter_t", "accumulator", context.accumulator),
    size("counter_t", context.size),
    at("table_t", "reference", 0),
    at("table_t", "accumulator", table.accumulator),
    at("table_t", "count", table.count),
    at("table_t", "allocation", table.allocation),
    size("table_t", table.size),
    at("entry_t", "address", 0),
    at("entry_t", "state", entry.state),
    size("entry_t", entry.size),
    at("step_t", "op", 0),
    at("step_t", "address", step.address),
    at("step_t", "word", step.word),
    at("step_t", "other_accumulator", step.otherAccumulator),
    at("step_t", "result", step.result),
    at("step_t", "before", step.before),
    size("step_t", step.size),
  ];
}
