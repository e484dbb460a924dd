/** Plumbing of benchmarks: facts of the machine, rows, and the JSON file they end up in. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where a measurement was made. */
export interface Machine {
  readonly cpu: string;
  /** Hardware threads that this process may use. */
  readonly cores: number;
  readonly memoryGiB: number;
  /** Kernel name, its release and the processor's architecture. */
  readonly system: string;
  readonly node: string;
  /** Day of the measurement, `YYYY-MM-DD` in UTC. */
  readonly date: string;
  /** Commit of the sources, with `+` when the work tree differs from it; `unknown` outside a repository. */
  readonly commit: string;
}

/** One figure, beside what it is compared with. */
export interface Row {
  /** Stable, e.g. `ts/accum`. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What `baselineValue` measures, in words; null where the target is absolute or there is none. */
  readonly baseline: string | null;
  /** In the unit of the value. */
  readonly baselineValue: number | null;
  /** How many times better than the baseline; above 1 is better, for rates and for durations. */
  readonly ratio: number | null;
  /** What must be reached: a ratio, or a value where there is no baseline; null where nothing is promised. */
  readonly target: number | null;
  /** Whether the target is reached; true where there is none. */
  readonly met: boolean;
  /** Of a missed target: what stops it, in words. Without it the report looks for a row `<id>/limit`. */
  readonly why?: string;
}

const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

/** A row about a rate (more is better) and, if there is one, the rate it is compared with. */
export function rateRow(
  row: Pick<Row, "id" | "what" | "value" | "unit" | "target">,
  baseline?: { readonly what: string; readonly value: number },
): Row {
  const ratio = baseline === undefined ? null : row.value / baseline.value;
  return {
    ...row,
    baseline: baseline?.what ?? null,
    baselineValue: baseline?.value ?? null,
    ratio,
    met: row.target === null || (ratio ?? row.value) >= row.target,
  };
}

/** A row about a duration (less is better); its target, if any, is the most it may take, in its unit. */
export function durationRow(row: Pick<Row, "id" | "what" | "value" | "unit" | "target">): Row {
  const met = row.target === null || row.value <= row.target;
  return { ...row, baseline: null, baselineValue: null, ratio: null, met };
}

/** Facts of this machine, now. */
export function machine(): Machine {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  let commit = "unknown";
  try {
    commit = git("rev-parse", "HEAD") + (git("status", "--porcelain") === "" ? "" : "+");
  } catch {
    // No repository, e.g. an unpacked archive.
  }
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    system: `${type()} ${release()} ${arch()}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    commit,
  };
}

/**
 * Writes `build/bench/<name>.json` and prints the rows.
 *
 * @returns whether every target is met
 */
export function report(name: string, rows: readonly Row[]): boolean {
  const folder = join(ROOT, "build/bench");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`);
  for (const row of rows) console.log(line(row));
  return rows.every(({ met }) => met);
}

function line({ id, value, unit, baselineValue, ratio, target, met, why }: Row): string {
  const compared = ratio === null ? "" : `, ${short(ratio)} times ${short(baselineValue!)}`;
  const aim = target === null ? "" : `, target ${short(target)} ${met ? "met" : "MISSED"}`;
  return `${id}: ${short(value)} ${unit}${compared}${aim}${why === undefined ? "" : ` (${why})`}`;
}

/** Three significant digits, thousands grouped. */
function short(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}
