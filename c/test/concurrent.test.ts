/** Several threads on one context: every interleaving of a small model, and real threads under ThreadSanitizer. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileAndRun, type Ran, ROOT, run, WARNINGS, withFolder } from "./compile.ts";

const HEADER = join(ROOT, "c/atomik_concurrent.h");

/** A planted fault: what is replaced by what, and how the fault shows. */
const FAULTS: readonly (readonly [what: string, find: string, replace: string, subject: string])[] = [
  [
    "a swap that looks twice",
    "return ctx->reference;\n}\n\nstatic inline void atomik_atomic_rollback",
    "return atomic_load(&ctx->state);\n}\n\nstatic inline void atomik_atomic_rollback",
    "shared word",
  ],
  [
    "an accum in two accesses",
    "(void)atomic_fetch_xor(&ctx->state, word);\n}\n\nstatic inline uint64_t atomik_atomic_read",
    "atomic_store(&ctx->state, atomic_load(&ctx->state) ^ word);\n}\n\nstatic inline uint64_t atomik_atomic_read",
    "shared word",
  ],
  [
    "an exchange in two accesses",
    "return atomic_exchange(&ctx->state, word);",
    "const uint64_t old = atomic_load(&ctx->state); atomic_store(&ctx->state, word); return old;",
    "shared word",
  ],
  [
    "the banks before the base",
    "const uint64_t base = atomic_load_explicit(&banks->base, memory_order_acquire);\n    return base ^ atomik_banks_fold_(banks);",
    "const uint64_t fold = atomik_banks_fold_(banks);\n    return fold ^ atomic_load_explicit(&banks->base, memory_order_acquire);",
    "banks",
  ],
  [
    "a load that clears the banks of others",
    "atomic_store_explicit(&banks->base, word ^ fold, memory_order_release);",
    "for (size_t i = 0; i < banks->count; i++) atomic_store(&banks->banks[i].fold, 0);\n    atomic_store(&banks->base, word);",
    "banks",
  ],
  [
    "a bank left out",
    "for (size_t i = 0; i < banks->count; i++) {",
    "for (size_t i = 0; i + 1 < banks->count; i++) {",
    "banks",
  ],
  ["a lock that does not wait", "while (atomic_flag_test", "if (atomic_flag_test", "lock"],
  [
    "a lock given back at once",
    "    return &locked->ctx;",
    "    atomik_unlock(locked);\n    return &locked->ctx;",
    "lock",
  ],
];

/** Runs all interleavings over the headers of a repository. */
function interleave(compiler: string, root: string = ROOT): Ran {
  const args = ["-std=c11", "-O2", ...WARNINGS, "-isystem", "c/test/interleave"];
  return compileAndRun(compiler, [...args, join(root, "c/test/interleave.c")]);
}

/** The same over a copy that has another text in place of the header. */
function planted(folder: string, header: string): Ran {
  for (const path of ["c/test", "spec/golden"]) mkdirSync(join(folder, path), { recursive: true });
  for (const path of ["c/atomik_core.h", "c/test/interleave.c", "spec/golden/atomik_golden.h"])
    copyFileSync(join(ROOT, path), join(folder, path));
  writeFileSync(join(folder, "c/atomik_concurrent.h"), header);
  return interleave("gcc", folder);
}

describe("every interleaving of two threads", () => {
  it.each(["gcc", "clang-14"])("keeps what the contracts promise: %s", (compiler) => {
    const { status, stdout, stderr } = interleave(compiler);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.toString().split("\n")).toEqual([
      expect.stringMatching(/^shared word: [1-9]\d{3,} schedules, all linearizable$/),
      expect.stringMatching(/^banks: [1-9]\d{5,} schedules, some not linearizable$/),
      expect.stringMatching(/^lock: [1-9]\d{3,} schedules, all linearizable$/),
      "",
    ]);
  });

  it.each(FAULTS)("shows %s", (_, find, replace, subject) => {
    const parts = readFileSync(HEADER, "utf8").split(find);
    expect(parts.length).toBeGreaterThan(1);
    withFolder((folder) => {
      const { status, stderr } = planted(folder, parts.join(replace));
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`^${subject}:`));
    });
  });
});

describe("threads under ThreadSanitizer", () => {
  it.each(["gcc", "clang-14"])("%s: nothing but the racy control is caught", (compiler) => {
    withFolder((folder) => {
      const program = join(folder, "threads");
      const flags = ["-std=c11", "-g", "-O1", "-fsanitize=thread", "-pthread", ...WARNINGS];
      expect(run(compiler, [...flags, "c/test/threads.c", "-o", program]).stderr).toBe("");
      for (const way of ["shared", "banks", "locked"]) {
        const { status, stdout, stderr } = run(program, [way]);
        expect([way, status, stdout.toString(), stderr]).toEqual([way, 0, "every delta counted once\n", ""]);
      }
      const { status, stderr } = run(program, ["racy"]);
      expect(status).not.toBe(0);
      expect(stderr).toContain("WARNING: ThreadSanitizer: data race");
    });
  });
});

describe("atomik_concurrent.h", () => {
  it("has a contract above every declaration: its name, an equation, and what it rejects", () => {
    const text = readFileSync(HEADER, "utf8");
    const found = [
      ...text.matchAll(/\/\* ((?:(?!\*\/)[\s\S])*)\*\/\nstatic inline [^;{}]*?(\w+)\([^;{}]*\);/g),
    ];
    expect(found.length).toBe(text.match(/^static inline [^;{}]*\);$/gm)?.length);
    for (const [, contract, name] of found) {
      expect(contract).toMatch(new RegExp(`^${name}: .*\\.`));
      expect(contract).toMatch(/^ \* {3}([*\w]+'|result) +=/m);
      expect(contract).toMatch(/^ \* {3}rejects: +(never|ATOMIK_[A-Z_]+ (unless|when) .*)$/m);
    }
  });

  it("compiles without a warning, and says what it needs where it cannot", () => {
    const alone = (compiler: string, ...flags: readonly string[]): string =>
      run(compiler, [
        ...flags,
        ...WARNINGS,
        "-include",
        "c/atomik_core.h",
        "-include",
        HEADER,
        "-c",
        "/dev/null",
        "-o",
        "/dev/null",
      ]).stderr;
    expect(alone("gcc", "-x", "c", "-std=c11", "-O2")).toBe("");
    expect(alone("gcc", "-x", "c", "-std=c17", "-ffreestanding", "-m32", "-Wno-psabi")).toBe("");
    expect(alone("clang-14", "-x", "c", "-std=c11")).toBe("");
    const without = ["-x", "c", "-std=c11", "-include", HEADER, "-c", "/dev/null", "-o", "/dev/null"];
    expect(run("gcc", without).stderr).toContain("expected atomik_core.h to be included before");
    expect(alone("gcc", "-x", "c", "-std=c99")).toContain("expected C11 with atomics");
    expect(alone("g++", "-x", "c++", "-std=c++17")).toContain("expected C11 with atomics");
  });
});
