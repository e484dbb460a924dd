import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileAndRun, ROOT, WARNINGS } from "../test/compile.ts";

const FOLDER = join(ROOT, "c/examples");
const names = readdirSync(FOLDER).flatMap((file) => /^(\w+)\.c$/.exec(file)?.[1] ?? []);

describe("examples of the C header", () => {
  it("are there, each with what it prints", () => {
    expect(names.length).toBeGreaterThanOrEqual(7);
    expect(names).toContain("state");
    const printed = readdirSync(FOLDER).filter((file) => file.endsWith(".txt"));
    expect(printed.sort()).toEqual(names.map((name) => `${name}.txt`).sort());
  });

  it.each(names)("%s prints what it is said to print", (name) => {
    const source = join(FOLDER, `${name}.c`);
    const threads = readFileSync(source, "utf8").includes("atomik_concurrent.h");
    const standard = threads ? ["-std=c11", "-pthread"] : ["-std=c99"];
    const { status, stdout, stderr } = compileAndRun("gcc", [...standard, "-O2", ...WARNINGS, source]);
    expect(stderr).toBe("");
    expect(stdout.toString()).toBe(readFileSync(join(FOLDER, `${name}.txt`), "utf8"));
    expect(status).toBe(0);
  });
});
