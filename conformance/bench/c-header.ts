/**
 * `just bench c`: the C header against the limits of the machine and against the published layout, all in one run of
 * `c/bench/bench.c`, as a user compiles it: -O2, no tuning for the processor.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Row, rateRow, report } from "./harness.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Compiles and runs the program. Its figures by name, in times a second. */
function measure(): ReadonlyMap<string, number> {
  const folder = mkdtempSync(join(tmpdir(), "atomik-bench-"));
  try {
    const program = join(folder, "bench");
    const source = join(ROOT, "c/bench/bench.c");
    execFileSync(process.env.CC ?? "cc", ["-std=c11", "-O2", "-pthread", source, "-o", program]);
    const lines = execFileSync(program, { encoding: "utf8" }).trim().split("\n");
    return new Map(lines.map((line) => [line.split(" ")[0]!, Number(line.split(" ")[1])]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const figures = measure();
const figure = (name: string): number => {
  const value = figures.get(name);
  if (value === undefined || !(value > 0)) throw new Error(`bench: expected a figure ${name}, got ${value}`);
  return value;
};

/** A row about a figure and, unless `against` is null, the one it is compared with. */
function row(
  id: string,
  what: string,
  name: string,
  target: number | null,
  against: [string, number] | null,
): Row {
  const of = { id, what, value: figure(name), unit: "deltas/s", target };
  return against === null ? rateRow(of) : rateRow(of, { what: against[0], value: against[1] });
}

const bits = figure("vector-bits");

/** Where the words are, their bytes, and how much of the limit must be reached there. */
const places = [
  ["L1", "16 KiB", 0.9],
  ["L2", "512 KiB", 0.95],
  ["L3", "8 MiB", 0.95],
  ["DRAM", "256 MiB", 0.95],
] as const;

const folds = places.flatMap(([place, size, target]) => {
  const limits = ["loads", "loads-256", "loads-512"].map((name) => figures.get(`fold/${place}/${name}`) ?? 0);
  const limit: [string, number] = [
    "loads of the same words without a fold, the fastest width",
    Math.max(...limits),
  ];
  const id = `c/fold/${place}`;
  const rows = [
    row(id, `atomik_fold of ${size}, vectors of ${bits} bits`, `fold/${place}/fold`, target, limit),
    row(`${id}/words`, `atomik_fold of ${size}, without vectors`, `fold/${place}/words`, null, limit),
    row(`${id}/loop`, `a plain loop over ${size}`, `fold/${place}/loop`, null, limit),
  ];
  if (figures.has(`fold/${place}/avx2`))
    rows.push(row(`${id}/avx2`, `atomik_fold of ${size}, AVX2`, `fold/${place}/avx2`, null, limit));
  return rows;
});

const scatters = (
  [
    ["256", 1.6],
    ["1M", 5],
    ["16M", 2.9],
  ] as const
).map(([contexts, target]) =>
  row(
    `c/scatter/${contexts}`,
    `atomik_table_accum_many, ${contexts} contexts`,
    `scatter/${contexts}/table`,
    target,
    ["the published layout of 24 bytes a context", figure(`scatter/${contexts}/published`)],
  ),
);

const met = report("c", [
  row("c/accum", "atomik_accum on one context in memory", "accum/context", 1 / 1.05, [
    "x ^= d on a word in memory",
    figure("accum/word"),
  ]),
  ...folds,
  ...scatters,
  row("c/fan-in/shared", "two threads, atomik_bank_accum", "fan-in/banks", 15, [
    "two threads, atomik_atomic_accum on one word",
    figure("fan-in/shared"),
  ]),
  row("c/fan-in/limit", "two threads, atomik_bank_accum", "fan-in/banks", 0.85, [
    "two threads, the same deltas in registers",
    figure("fan-in/register"),
  ]),
]);
if (!met) process.exitCode = 1;
