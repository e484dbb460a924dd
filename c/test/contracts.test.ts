import { describe, expect, it } from "vitest";
import { type Ir, loadIr } from "../contracts/ir.ts";
import { withRegions } from "../contracts/regions.ts";
import { HEADER_TEXT, ROOT } from "./compile.ts";

const ir = loadIr(ROOT);

describe("contracts in atomik_core.h", () => {
  it("are as the IR makes them; repair: just contracts", () => {
    expect(withRegions(HEADER_TEXT, ir)).toBe(HEADER_TEXT);
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
