import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faults } from "../contracts/complete.ts";
import { type Ir, loadIr } from "../contracts/ir.ts";
import { withRegions } from "../contracts/regions.ts";
import { HEADER_TEXT, ROOT } from "./compile.ts";

const ir = loadIr(ROOT);
const CONCURRENT = readFileSync(join(ROOT, "c/atomik_concurrent.h"), "utf8");

describe("contracts in the headers", () => {
  it("are as the IR makes them; repair: just contracts", () => {
    expect(withRegions(HEADER_TEXT, ir)).toBe(HEADER_TEXT);
    expect(withRegions(CONCURRENT, ir, "atomik_concurrent.h")).toBe(CONCURRENT);
  });

  it.each([
    ["an equation", "accumulator ^ word\n", "accumulator | word\n"],
    ["a name", "atomik_table_rollback(atomik_table_t", "atomik_table_undo(atomik_table_t"],
    [
      "a parameter",
      "atomik_counter_accum(atomik_counter_t *ctx, uint64_t word)",
      "atomik_counter_accum(uint64_t word, atomik_counter_t *ctx)",
    ],
    [
      "a reject",
      "ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count",
      "ATOMIK_ADDRESS_OUT_OF_RANGE when address > count",
    ],
    ["a place in a message", "bytes[4..11]", "bytes[4..12]"],
    ["a number of a reason", "ATOMIK_WIRE_BAD_COUNT = 6", "ATOMIK_WIRE_BAD_COUNT = 7"],
    ["what entries show", "entries[i]' = (i, reference[i]", "entries[i]' = (i + 1, reference[i]"],
    ["what a tree adds", "leaf[chunk] ^ delta", "leaf[chunk] + delta"],
    [
      "a parameter of a fingerprint",
      "uint64_t old_word, uint64_t new_word);",
      "uint64_t new_word, uint64_t old_word);",
    ],
  ])("differ when somebody edits %s", (_, from, to) => {
    const edited = HEADER_TEXT.replace(from, to);
    expect(edited).not.toBe(HEADER_TEXT);
    expect(withRegions(edited, ir)).toBe(HEADER_TEXT);
  });

  it("follow the IR", () => {
    const zero = { zero: true } as const;
    const context = ir.context.map((op) =>
      op.name === "accum" ? { ...op, next: { ...op.next, reference: zero } } : op,
    );
    const changed: Ir = { ...ir, context };
    const text = withRegions(HEADER_TEXT, changed);
    expect(text).toContain(
      "/* atomik_accum: combine the word into the accumulator.\n *   reference'   = 0\n",
    );
    expect(text).toContain(
      " *   reference[address]'   = 0\n *   accumulator[address]' = accumulator[address] ^ word\n",
    );
  });

  it("differ when somebody edits one of a function for threads", () => {
    const edited = CONCURRENT.replace("accumulator ^ other.accumulator", "accumulator ^ other.reference");
    expect(edited).not.toBe(CONCURRENT);
    expect(withRegions(edited, ir, "atomik_concurrent.h")).toBe(CONCURRENT);
  });

  it("follow the IR beyond the ops themselves", () => {
    const changed: Ir = {
      ...ir,
      fold: { ...ir.fold, padding: 255 },
      tree: { ...ir.tree, compared: "right" },
      table: { ...ir.table, snapshot: { hidden: { var: "reference" } } },
    };
    const text = withRegions(HEADER_TEXT, changed);
    expect(text).toContain("filled up with bytes 255.");
    expect(text).toContain("descends to the right");
    expect(text).toContain("for the k-th i where that state is not reference[i]");
  });

  it("refuse a marker that is lost, twice there, or of no part", () => {
    const begin = "/* BEGIN GENERATED: frame (just contracts) */";
    for (const [from, to] of [
      [begin, ""],
      [begin, `${begin}\n${begin}`],
      ["GENERATED: frame", "GENERATED: picture"],
    ] as const)
      expect(() => withRegions(HEADER_TEXT.replace(from, to), ir)).toThrow("contracts: ");
  });
});

describe("every declaration", () => {
  const both = HEADER_TEXT + CONCURRENT;

  it("has a contract that names its parameters and the statuses that it can return", () => {
    expect(faults(HEADER_TEXT, both)).toEqual([]);
    expect(faults(CONCURRENT, both)).toEqual([]);
  });

  it.each([
    ["a contract", "/* atomik_tree_root: the", "/* the", "atomik_tree_root: no contract stands above it"],
    [
      "a parameter",
      "steps has n elements; rejected_at may",
      "steps has n elements; it may",
      '"size_t *rejected_at"',
    ],
    ["a field of the object", " *   count'       = 0\n", "", 'does not name "atomik_table_t *table"'],
    [
      "a status",
      " *             ATOMIK_UNCHANGED when both have the same root\n",
      "",
      "atomik_tree_locate: the code can return ATOMIK_UNCHANGED",
    ],
    [
      "a status of a function that is called",
      " *             ATOMIK_UNKNOWN_OP when a step's op is no op\n",
      "",
      "atomik_table_batch: the code can return ATOMIK_UNKNOWN_OP",
    ],
    [
      "the code of a status",
      "if (storage_words < nodes) return ATOMIK_STORAGE_TOO_SMALL;",
      "",
      "atomik_tree_init_in: the contract names ATOMIK_STORAGE_TOO_SMALL",
    ],
  ])("is missed without %s", (_, from, to, fault) => {
    let edited = HEADER_TEXT.replace(from, to);
    if (from.includes("nodes"))
      edited = edited.replace("- 1) return ATOMIK_STORAGE_TOO_SMALL;", "- 1) return 0;");
    expect(edited).not.toBe(HEADER_TEXT);
    expect(faults(edited, edited + CONCURRENT).join("\n")).toContain(fault);
  });
});
