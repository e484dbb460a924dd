import { describe, expect, it } from "vitest";
import { compileAndRun, ROOT, run, WARNINGS, widestVector } from "./compile.ts";

const GOLDEN = ["c/test/golden.c", "c/test/second_unit.c"];
const PROGRAM = ["-I", "c", "-I", "conformance/protocol", "conformance/adapters/c/program.c"];
const LANGUAGES = [
  { standard: "c99", as: "c", gnu: "gcc", llvm: "clang-14" },
  { standard: "c11", as: "c", gnu: "gcc", llvm: "clang-14" },
  { standard: "c++11", as: "c++", gnu: "g++", llvm: "clang++-14" },
  { standard: "c++17", as: "c++", gnu: "g++", llvm: "clang++-14" },
];
const ROWS = LANGUAGES.flatMap(({ standard, as, gnu, llvm }) =>
  [gnu, llvm].flatMap((compiler) => ["-O0", "-O2"].map((level) => ({ compiler, as, standard, level }))),
);

/** At each width: 36 contexts merged with themselves, 13 ops on each of them with 36 pairs of words, and the walk. */
const OPS_COMPARED = 4 * (36 + 13 * 36 * 36 + 200_000);

/** The golden comparison, built one way, finds no difference. */
function agreesWithGolden(compiler: string, flags: readonly string[]): void {
  const { status, stdout, stderr } = compileAndRun(compiler, [...flags, ...WARNINGS, ...GOLDEN]);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout.toString()).toBe(`${OPS_COMPARED} ops compared\n`);
}

describe("the header equals the golden model", () => {
  it.each(ROWS)("$compiler -std=$standard $level", ({ compiler, as, standard, level }) => {
    agreesWithGolden(compiler, ["-x", as, `-std=${standard}`, level]);
  });

  it("under gcc's address and undefined-behaviour sanitizers", () => {
    agreesWithGolden("gcc", ["-std=c99", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]);
  });

  it("under clang's undefined-behaviour and implicit-conversion sanitizers", () => {
    const sanitizers = "-fsanitize=undefined,implicit-conversion";
    agreesWithGolden("clang-14", ["-std=c99", "-O1", sanitizers, "-fno-sanitize-recover=all"]);
  });
});

/** Builds of the tests of tables and of bulk functions: each language once, then each sanitizer. */
const BUILDS: readonly (readonly [compiler: string, flags: readonly string[]])[] = [
  ...LANGUAGES.flatMap(({ standard, as, gnu, llvm }) =>
    [gnu, llvm].map((compiler) => [compiler, ["-x", as, `-std=${standard}`, "-O2"]] as const),
  ),
  ["gcc", ["-std=c99", "-O3"]],
  ["clang-14", ["-std=c99", "-O0"]],
  ["gcc", ["-std=c99", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]],
  ["clang-14", ["-std=c99", "-O1", "-fsanitize=undefined,implicit-conversion", "-fno-sanitize-recover=all"]],
  ["clang-14", ["-std=c99", "-O1", "-fsanitize=memory", "-fno-sanitize-recover=all"]],
];

/** What sanitizers say when the allocator refuses. */
const REFUSED = /^==\d+==WARNING: \w+Sanitizer failed to allocate .*\n/gm;

describe("tables equal golden contexts side by side", () => {
  it.each(BUILDS)("%s %j", (compiler, flags) => {
    const { status, stdout, stderr } = compileAndRun(compiler, [...flags, ...WARNINGS, "c/test/table.c"]);
    expect(stderr.replaceAll(REFUSED, "")).toBe("");
    expect(status).toBe(0);
    expect(Number(/^(\d+) comparisons\n$/.exec(stdout.toString())?.[1])).toBeGreaterThan(10_000_000);
  });
});

describe("bulk functions equal one golden accum after another", () => {
  const bulk = (compiler: string, flags: readonly string[], bits: number): void => {
    const chosen = [...flags, `-DATOMIK_VECTOR_BITS=${bits}`, ...WARNINGS, "c/test/many.c"];
    const { status, stdout, stderr } = compileAndRun(compiler, chosen);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout.toString()).toBe(`${bits} vector bits\n`);
  };

  it.each(BUILDS)("%s %j", (compiler, flags) => bulk(compiler, flags, widestVector()));

  it.each([0, 128, 256, 512])("with vectors of %i bits", (bits) => {
    if (bits > widestVector()) return; // this processor cannot
    bulk("gcc", ["-std=c99", "-O2"], bits);
    bulk("clang-14", ["-std=c99", "-O2", "-fno-vectorize", "-fno-slp-vectorize"], bits);
  });

  it.each([256, 512])("with vectors of %i bits, where the caches are taken to hold 4 KiB", (bits) => {
    if (bits > widestVector()) return; // this processor cannot
    const flags = ["-std=c99", "-DATOMIK_FAR_BYTES=4096"];
    bulk("gcc", [...flags, "-O2", "-masm=intel"], bits);
    bulk("clang-14", [...flags, "-O1", "-fsanitize=memory", "-fno-sanitize-recover=all"], bits);
  });
});

describe("arrays of a known length cause no warning", () => {
  it.each(["gcc", "clang-14"])("%s", (compiler) => {
    for (const level of ["-O1", "-O2", "-O3"]) {
      const flags = ["-std=c99", level, ...WARNINGS, "c/test/short.c"];
      const { status, stdout, stderr } = compileAndRun(compiler, flags);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(stdout.toString()).toBe("6 right\n");
    }
  });
});

describe("the conformance program compiles without a warning", () => {
  it.each(ROWS.filter(({ level }) => level === "-O2"))(
    "$compiler -std=$standard",
    ({ compiler, as, standard }) => {
      const flags = ["-x", as, `-std=${standard}`, "-O2", "-c", "-o", "/dev/null", ...WARNINGS];
      expect(run(compiler, [...flags, ...PROGRAM]).stderr).toBe("");
    },
  );
});

/** What only C90 forbids, and what structures of mixed members have. */
const NO_FAULTS = ["-Wno-declaration-after-statement", "-Wno-padded"];

describe("the header alone compiles without a warning", () => {
  const alone = (compiler: string, as: string, ...flags: readonly string[]): void => {
    const header = `${ROOT}c/atomik_core.h`;
    const args = ["-x", as, "-c", "-o", "/dev/null", "-include", header, ...WARNINGS, ...flags, "/dev/null"];
    const { status, stderr } = run(compiler, args);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  };

  it("freestanding, with gcc and clang", () => {
    alone("gcc", "c", "-std=c99", "-ffreestanding");
    alone("clang-14", "c", "-std=c99", "-ffreestanding");
  });

  it("for a 32-bit machine", () => {
    alone("gcc", "c", "-std=c99", "-ffreestanding", "-m32");
    alone("clang-14", "c", "-std=c99", "-ffreestanding", "-m32");
  });

  it("with what C and C++ projects often add", () => {
    alone("gcc", "c", "-std=c99", "-Wstrict-prototypes", "-Wmissing-prototypes", "-Wc++-compat", "-Wundef");
    alone("g++", "c++", "-std=c++17", "-Wold-style-cast", "-Wuseless-cast");
    alone("clang-14", "c", "-std=c99", "-Weverything", "-Wno-unused-function", ...NO_FAULTS);
  });
});
