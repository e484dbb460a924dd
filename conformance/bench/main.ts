/** `just bench [what …]`: runs benchmarks one after another, each in a process of its own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

/** Benchmarks by name, as script and arguments; each writes `build/bench/<name>.json` and fails when a target is missed. */
const benchmarks: ReadonlyMap<string, readonly string[]> = new Map([
  ["ts-context", ["conformance/bench/ts-context.ts"]],
  ["ts-table", ["conformance/bench/ts-table.ts"]],
  ["ts-bulk", ["conformance/bench/ts-bulk.ts"]],
  ["ts-shared", ["conformance/bench/ts-shared.ts"]],
  ["ts-digest", ["conformance/bench/ts-digest.ts"]],
  ["c", ["conformance/bench/c-header.ts"]],
  ["rtl", ["conformance/bench/rtl.ts"]],
  ["fuzz", ["conformance/fuzz/bench.ts"]],
  ["prove", ["lean/runner/prove.ts", "--bench", "build/bench/prove.json"]],
]);

/** A name, or the first part of several: `ts` is all whose name begins with `ts-`. */
function named(name: string): string[] {
  const parts = [...benchmarks.keys()].filter((one) => one.startsWith(`${name}-`));
  return parts.length > 0 && !benchmarks.has(name) ? parts : [name];
}

const wanted = process.argv.length > 2 ? process.argv.slice(2).flatMap(named) : [...benchmarks.keys()];
for (const name of wanted) {
  const command = benchmarks.get(name);
  if (command === undefined) {
    console.error(`bench: expected ${[...benchmarks.keys()].join(", ")}, got ${name}`);
    process.exitCode = 2;
    continue;
  }
  console.log(`bench ${name}`);
  const { status } = spawnSync(process.execPath, [...command], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exitCode ||= 1;
}
