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
  const found = text.matchAll(
    /\/\* ((?:(?!\*\/)[\s\S])*)\*\/\n(?:static inline |atomik_status_t |void )[^;{}]*?(\w+)\([^;{}]*\);/g,
  );
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
    for (const of of ["atomik_", "atomik_table_"])
      expect(names).toEqual(expect.arrayContaining(spec.ops.map(({ name }) => `${of}${name}`)));
    for (const { name, opcode } of spec.ops)
      expect(text).toContain(` ATOMIK_OP_${name.toUpperCase()} = ${opcode}`);
    for (const { name } of spec.ops) expect(text).toContain(` atomik##N##_${name}(`);
  });

  it("has a contract above every declaration: its name, an equation, and what it rejects", () => {
    const found = declarations();
    const declared = text.match(/^(static inline|atomik_status_t|void) [^;{}]*\);$/gm);
    expect(found.length).toBe(declared?.length);
    for (const { name, contract } of found) {
      expect(contract).toMatch(new RegExp(`^${name}: (.*\n \\* )*.*\\.`));
      expect(contract).toMatch(/^ \* {3}([*\w]+(\[[\w.]+\])?'|result) +=/m);
      expect(contract).toMatch(/^ \* {3}rejects: +(never(;.*)?|ATOMIK_[A-Z_]+(:| unless| when) .*)$/m);
    }
  });

  it("numbers its statuses as the specification numbers reject codes", () => {
    const type = /typedef enum \{([^}]*)\} atomik_status_t;/.exec(text)![1]!;
    const statuses = [...type.matchAll(/^ {4}ATOMIK_(\w+) = (\d+)/gm)].map(([, name, value]) => [
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

  it("does with tables what its example says", () => {
    const block = / \* *static uint64_t storage[\s\S]*?(?=\n \*\n)/.exec(text)![0];
    const lines = block.split("\n").map((line) => line.replace(/^ \* */, ""));
    const statements = lines.map((line) =>
      line.replace(/^(\w+\(.*\)); +\/\/ (ATOMIK_\w+).*/, "if ($1 != $2) return 1;"),
    );
    expect(statements.filter((line) => line.startsWith("if")).length).toBe(2);
    expect(
      printed(`${statements.join("\n")}\nprintf("%" PRIu64, atomik_table_read(&table, 7)); return 0;`),
    ).toBe("50");
  });
});

describe("what the header leaves in an object file", () => {
  /** The symbols that are not functions of the header without linkage. */
  function foreign(...flags: readonly string[]): readonly string[] {
    return withFolder((folder) => {
      const object = join(folder, "header.o");
      const keep = ["-std=c99", "-fkeep-static-functions", "-fkeep-inline-functions", "-fno-pie"];
      const args = [...keep, ...flags, "-x", "c", "-include", HEADER, "-c", "/dev/null", "-o", object];
      expect(run("gcc", args).stderr).toBe("");
      const symbols = run("nm", [object]).stdout.toString().trimEnd().split("\n");
      expect(symbols.length).toBeGreaterThan(100);
      return symbols
        .map((line) => line.slice(17))
        .filter((symbol) => !/^t atomik(8|16|32)?_[a-z0-9_]+$|^r \.LC\d+$/.test(symbol)); // .LC: literals
    });
  }
  const allocators = [8, 16, 32, ""].flatMap((width) => [
    `T atomik${width}_table_free`,
    `T atomik${width}_table_init`,
  ]);

  it("has no state and needs no library, freestanding", () => {
    expect(foreign("-O0", "-ffreestanding")).toEqual([]);
    expect(foreign("-O2", "-ffreestanding")).toEqual([]);
  });

  it("needs what the compiler knows of the processor where vectors are chosen at run time, and its own memset", () => {
    expect(foreign("-O2")).toEqual(["U __cpu_model", "U memset"]);
    expect(foreign("-O2", "-DATOMIK_VECTOR_BITS=128")).toEqual(["U __cpu_model", "U memset"]);
    expect(foreign("-O2", "-DATOMIK_VECTOR_BITS=0")).toEqual(["U memset"]);
  });

  it("needs an allocator where ATOMIK_IMPLEMENTATION is defined, and never with ATOMIK_NO_MALLOC", () => {
    const chosen = ["-O2", "-DATOMIK_VECTOR_BITS=0", "-DATOMIK_IMPLEMENTATION"];
    expect(foreign(...chosen)).toEqual(expect.arrayContaining([...allocators, "U calloc", "U free"]));
    expect(foreign(...chosen).length).toBe(allocators.length + 3);
    expect(foreign(...chosen, "-DATOMIK_NO_MALLOC")).toEqual(["U memset"]);
  });
});
