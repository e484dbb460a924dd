import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSpec } from "../../conformance/spec.ts";
import { compileAndRun, HEADER_TEXT, ROOT, ROOT_HASH, run, WARNINGS, withFolder } from "./compile.ts";

const HEADER = `${ROOT}c/atomik_core.h`;
const text = HEADER_TEXT;
const spec = loadSpec();

/** The functions that `text` declares, with the comment that ends on the line before each. */
function declarations(): readonly { name: string; contract: string }[] {
  const found = text.matchAll(/\/\* ((?:(?!\*\/)[\s\S])*)\*\/\nstatic inline [^;{]*?(\w+)\([^;{]*\);/g);
  return [...found].map(([, contract, name]) => ({ name: name!, contract: contract! }));
}

/** Compiles a main around statements and returns what it prints. */
function printed(statements: string): string {
  return withFolder((folder) => {
    const file = join(folder, "example.c");
    writeFileSync(
      file,
      `#include "${HEADER}"\n#include <inttypes.h>\n#include <stdio.h>\nint main(void)\n{\n${statements}\n}\n`,
    );
    const { stdout, stderr } = compileAndRun("gcc", ["-std=c99", ...WARNINGS, file]);
    return stderr + stdout.toString();
  });
}

describe("atomik_core.h", () => {
  it("carries the root hash of the specification", () => {
    expect(ROOT_HASH).toBe(spec.rootHash);
    expect(/#define ATOMIK_ROOT_ID UINT64_C\(0x([0-9a-f]{16})\)/.exec(text)?.[1]).toBe(
      spec.rootHash.slice(0, 16),
    );
  });

  it("declares a function for every op, by the name that the IR gives it", () => {
    const names = declarations().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(spec.ops.map(({ name }) => `atomik_${name}`)));
    for (const { name } of spec.ops) expect(text).toContain(` atomik##N##_${name}(`);
  });

  it("has a contract above every declaration: its name, an equation, and what it rejects", () => {
    const found = declarations();
    expect(found.length).toBe(text.match(/^static inline [^{\n]*\);$/gm)?.length);
    for (const { name, contract } of found) {
      expect(contract).toMatch(new RegExp(`^${name}: .*\\.`));
      expect(contract).toMatch(/^ \* {3}(reference'|result) +=/m);
      expect(contract).toMatch(/^ \* {3}rejects: +(never|ATOMIK_[A-Z_]+ (unless|when) .*)$/m);
    }
  });

  it("numbers its statuses as the specification numbers reject codes", () => {
    const statuses = [...text.matchAll(/^ {4}ATOMIK_(\w+) = (\d+)/gm)].map(([, name, value]) => [
      name!.toLowerCase(),
      Number(value),
    ]);
    expect(statuses).toEqual(spec.rejects.map((name, code) => [name, code]));
  });

  it("prints in its own usage example what the example says", () => {
    const block = /#include "atomik_core\.h"\n([\s\S]*?)\n \*\n \* A context/.exec(text)![1]!;
    const code = block.replaceAll(/^ \*/gm, "");
    expect(code).toContain("// 1000 ^ 50 = 986");
    expect(printed(`${code}\nprintf("%" PRIu64, state); return 0;`)).toBe("986");
  });

  it("has no state and needs no library", () => {
    withFolder((folder) => {
      const object = join(folder, "golden.o");
      const flags = [
        "-std=c99",
        "-O0",
        "-ffreestanding",
        "-fkeep-static-functions",
        "-fkeep-inline-functions",
      ];
      const args = [...flags, "-x", "c", "-include", HEADER, "-c", "/dev/null", "-o", object];
      expect(run("gcc", args).stderr).toBe("");
      const symbols = run("nm", [object]).stdout.toString().trim().split("\n");
      expect(symbols.length).toBeGreaterThan(30);
      expect(symbols.filter((line) => !/ t atomik(8|16|32)?_[a-z_]+$/.test(line))).toEqual([]);
    });
  });
});
