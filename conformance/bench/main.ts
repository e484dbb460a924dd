/** `just bench [what …]`: runs benchmarks one after another, each in a process of its own. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

/** Benchmarks by name; each writes `build/bench/<name>.json` and fails when a target is missed. */
const benchmarks: ReadonlyMap<string, string> = new Map([["ts", "ts/bench/context.ts"]]);

const wanted = process.argv.length > 2 ? process.argv.slice(2) : [...benchmarks.keys()];
for (const name of wanted) {
  const file = benchmarks.get(name);
  if (file === undefined) {
    console.error(`bench: expected ${[...benchmarks.keys()].join(", ")}, got ${name}`);
    process.exitCode = 2;
    continue;
  }
  console.log(`bench ${name}`);
  const { status } = spawnSync(process.execPath, [join(ROOT, file)], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exitCode ||= 1;
}
