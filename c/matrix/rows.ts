/** The rows of the matrix. */
import type { LookRow, Program, Row, RunRow, SizeRow } from "./row.ts";

const LEVELS = ["-O0", "-O2", "-O3"];
const ALL: readonly Program[] = ["digest", "golden", "table", "many"];
const STRICT = ["-fno-sanitize-recover=all", "-g"];

function run(id: string, compiler: string, flags: readonly string[], more: Partial<RunRow> = {}): RunRow {
  return { kind: "run", id, compiler, flags, programs: ["digest", "golden"], emulator: [], ...more };
}

/** C and C++ in their versions, at each level. */
const languages: readonly RunRow[] = [
  ...["gcc", "clang-14", "clang-19"].flatMap((compiler) =>
    ["c99", "c11", "c17"].flatMap((standard) =>
      LEVELS.map((level) =>
        run(`${compiler}/${standard}/${level.slice(1)}`, compiler, [`-std=${standard}`, level]),
      ),
    ),
  ),
  ...["g++", "clang++-14", "clang++-19"].flatMap((compiler) =>
    ["c++11", "c++17", "c++20"].map((standard) =>
      run(`${compiler}/${standard}/O2`, compiler, ["-x", "c++", `-std=${standard}`, "-O2"]),
    ),
  ),
];

/** Each bound on vectors, so that each path of the bulk functions, of CRC-32C and of products is taken. */
const vectors: readonly RunRow[] = ["gcc", "clang-19"].flatMap((compiler) =>
  [0, 128, 256, 512].map((bits) =>
    run(`vectors/${compiler}/${bits}`, compiler, ["-std=c99", "-O2", `-DATOMIK_VECTOR_BITS=${bits}`], {
      programs: ALL,
    }),
  ),
);

const sanitizers: readonly RunRow[] = [
  ...["gcc", "clang-14", "clang-19"].map((compiler) =>
    run(`asan+ubsan/${compiler}`, compiler, ["-std=c99", "-O1", "-fsanitize=address,undefined", ...STRICT], {
      programs: ALL,
    }),
  ),
  run("ubsan-implicit/clang-19", "clang-19", [
    "-std=c99",
    "-O1",
    "-fsanitize=undefined,implicit-conversion",
    ...STRICT,
  ]),
  ...["clang-14", "clang-19"].map((compiler) =>
    run(`msan/${compiler}`, compiler, ["-std=c99", "-O1", "-fsanitize=memory", ...STRICT], { programs: ALL }),
  ),
  ...["gcc", "clang-14", "clang-19"].map((compiler) =>
    run(`tsan/${compiler}`, compiler, ["-std=c11", "-O1", "-pthread", "-fsanitize=thread", "-g"], {
      programs: ["digest", "threads"],
    }),
  ),
];

/** Debian keeps the headers of both widths in one place, which its own compilers find and others do not. */
const M32 = ["-m32", "-I/usr/include/x86_64-linux-gnu"];
const emulated = (id: string, compiler: string, emulator: string): RunRow =>
  run(id, compiler, ["-std=c99", "-O2", "-static"], { emulator: [emulator] });

const machines: readonly Row[] = [
  ...["gcc", "clang-14", "clang-19"].map((compiler) =>
    run(`m32/${compiler}`, compiler, ["-std=c99", "-O2", ...M32]),
  ),
  emulated("s390x", "s390x-linux-gnu-gcc", "qemu-s390x"),
  emulated("ppc", "powerpc-linux-gnu-gcc", "qemu-ppc"),
  emulated("aarch64", "aarch64-linux-gnu-gcc", "qemu-aarch64"),
  emulated("riscv64", "riscv64-linux-gnu-gcc", "qemu-riscv64"),
  run("cortex-m3", "arm-none-eabi-gcc", ["-mcpu=cortex-m3", "-mthumb", "-std=c99", "-O2"], {
    programs: ["digest"],
    beside: ["c/matrix/boot.c", "--specs=rdimon.specs", "-nostartfiles", "-T", "c/matrix/mps2.ld"],
    emulator:
      "qemu-system-arm -M mps2-an385 -nographic -semihosting-config enable=on,target=native -kernel".split(
        " ",
      ),
  }),
  ...["cortex-m0", "cortex-m4"].map(
    (cpu): SizeRow => ({
      kind: "size",
      id: `${cpu}/size`,
      compiler: "arm-none-eabi-gcc",
      flags: [`-mcpu=${cpu}`, "-mthumb", "-std=c99", "-Os", "-ffreestanding"],
    }),
  ),
];

const looks: readonly LookRow[] = [
  {
    kind: "look",
    id: "fanalyzer",
    compiler: "gcc",
    flags: ["-std=c99", "-O2", "-fanalyzer", "-fkeep-static-functions", "-c", "-o", "/dev/null"],
  },
  {
    kind: "look",
    id: "weverything/clang-19",
    compiler: "clang-19",
    flags: [
      ..."-std=c99 -O2 -c -o /dev/null -Weverything -Wno-declaration-after-statement -Wno-padded".split(" "),
      ..."-Wno-unsafe-buffer-usage -Wno-switch-default -Wno-unused-function".split(" "),
    ],
  },
  {
    kind: "look",
    id: "cppcheck",
    compiler: "cppcheck",
    flags: [
      ..."--error-exitcode=1 --quiet --std=c99 --enable=warning,portability".split(" "),
      "--suppress=missingIncludeSystem",
    ],
  },
];

/** All rows, in the order of the table. */
export const ROWS: readonly Row[] = [...languages, ...vectors, ...sanitizers, ...machines, ...looks];
