import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileHeader } from "../compile.ts";
import { GROUPS } from "../groups.ts";
import { readListing } from "../listing.ts";
import { type PlantedBug, plant, plantedBugs, tryBug } from "../planted.ts";
import { findSolver } from "../solver.ts";

const header = readFileSync(join(import.meta.dirname, "../../../atomik_core.h"), "utf8");
const context = GROUPS.find(({ id }) => id === "context")!;
const gcc = { id: "gcc-O2", compiler: "gcc", level: "-O2" };
const head = "static inline uint64_t atomik_read(const atomik_ctx_t *ctx)\n{\n    ";
const read = `${head}return ctx->reference ^ ctx->accumulator;`;

function bug(replace: string): PlantedBug {
  return { id: "test", group: "context", find: read, replace: head + replace, why: "a test" };
}

describe("the gate of planted bugs", () => {
  it("has bugs for every group, each with its text in the header", () => {
    const groups = new Set(plantedBugs().map(({ group }) => group));
    expect([...groups].sort()).toEqual(GROUPS.map(({ id }) => id).sort());
    for (const planted of plantedBugs()) expect(plant(header, planted)).not.toBe(header);
  });

  it("takes no header for another one that does the same", () => {
    const same = bug("return ctx->accumulator ^ ctx->reference;");
    expect(tryBug(same, header, context, gcc, findSolver()!)).toMatchObject({ caught: false });
  });

  it("catches one", () => {
    const other = bug("return ctx->reference | ctx->accumulator;");
    expect(tryBug(other, header, context, gcc, findSolver()!)).toMatchObject({ caught: true });
  });

  it("does not count code that is not understood as caught", () => {
    const strange = bug('uint64_t x; __asm__("rdtsc" : "=a"(x) :: "rdx"); return x;');
    const { caught, reason } = tryBug(strange, header, context, gcc, findSolver()!);
    expect(caught).toBe(false);
    expect(reason).toContain("instruction that is not known: rdtsc");
  });

  it("refuses a bug whose text is gone, and a header that the compiler found elsewhere", () => {
    expect(() => plant(header.replace(read, ""), bug(""))).toThrow(/expected its text once/);
    const elsewhere = `#include "${join(import.meta.dirname, "../../../atomik_core.h")}"\n`;
    expect(() => compileHeader(gcc, elsewhere, new Set())).toThrow(/expected the header/);
  });

  it("refuses a line of the listing that it does not know", () => {
    expect(() => readListing("Disassembly of section .text.cold:\n")).toThrow(/not known/);
  });
});
