import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HEADER_TEXT, ROOT, withFolder } from "../test/compile.ts";
import { buildFuzzer, coverage, crashes, fuzz, statistics } from "./fuzzer.ts";
import { seeds } from "./seeds.ts";

describe("the fuzzer of the parsers", () => {
  it("finds nothing in the corpus and in the bytes of all vectors, nor in some seconds", () => {
    withFolder((folder) => {
      const program = join(folder, "parsers");
      buildFuzzer(program);
      const ran = fuzz(program, folder, 5, 1);
      expect(ran.stderr).not.toContain("ERROR: ");
      expect(ran.status).toBe(0);
      expect(crashes(folder).size).toBe(0);
      expect(statistics(ran).number_of_executed_units).toBeGreaterThan(seeds().size);
      expect(coverage(ran)).toBeGreaterThan(60);
    });
  });

  it.each([
    ["a read behind a frame's end", "if (n < ATOMIK_FRAME_MIN_BYTES || n", "if (n", "heap-buffer-overflow"],
    [
      "a number with two forms",
      "if (digit == 0 && i > 0) return",
      "if (digit == 0 && i > 8) return",
      "deadly signal",
    ],
  ])("finds %s that is planted in the decoder", (_, from, to, why) => {
    withFolder((folder) => {
      const planted = HEADER_TEXT.replace(from, to);
      expect(planted).not.toBe(HEADER_TEXT);
      mkdirSync(join(folder, "c/fuzz"), { recursive: true });
      writeFileSync(join(folder, "c/atomik_core.h"), planted);
      copyFileSync(join(ROOT, "c/fuzz/parsers.c"), join(folder, "c/fuzz/parsers.c"));
      const program = join(folder, "parsers");
      buildFuzzer(program, folder);
      const ran = fuzz(program, folder, 120, 1);
      expect(ran.stderr).toContain(why);
      expect(crashes(folder).size).toBe(1);
    });
  });
});
