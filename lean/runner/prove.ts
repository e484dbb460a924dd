/**
 * Checks every module of the project: `node prove.ts`.
 *
 * `--bench FILE` measures instead: a build from nothing and one without a change, in seconds, as rows of JSON.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { findLake } from "./lake.ts";
import { allModules, type BuildReport, buildModules, messageText, toolName } from "./lean.ts";

const slow = 5; // seconds

function print(report: BuildReport): void {
  for (const message of report.messages) console.error(messageText(message));
  for (const [module, seconds] of Object.entries(report.times)) {
    if (seconds > slow) console.log(`prove: ${module} took ${seconds.toFixed(1)} s`);
  }
  const { modules, rebuilt, failed, seconds } = report;
  console.log(
    `prove: ${modules.length} modules, ${rebuilt.length} elaborated, ${failed.length} failed, ${seconds.toFixed(1)} s`,
  );
}

/** Targets in seconds, on two cores. */
const targets = { clean: 60, unchanged: 0.3 };

/** Build from nothing into a folder of its own, then again, and write both times. */
async function bench(file: string): Promise<boolean> {
  if (findLake())
    throw new RangeError("prove --bench: expected no lake on PATH (its outputs would not be clean), got one");
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "lean-bench-"));
  try {
    const clean = await buildModules({ out });
    const unchanged = await buildModules({ out });
    const row = (id: string, what: string, value: number, target: number): object => ({
      id,
      what,
      value: Math.round(value * 1000) / 1000,
      unit: "s",
      target,
      met: value <= target,
    });
    const machine = `${os.cpus()[0]?.model ?? "unknown"}, ${os.cpus().length} CPUs, Node ${process.versions.node}`;
    const rows = [
      row(
        "prove-clean",
        `elaborate ${clean.modules.length} modules (${clean.tool})`,
        clean.seconds,
        targets.clean,
      ),
      row("prove-unchanged", "find that nothing has changed", unchanged.seconds, targets.unchanged),
    ];
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    fs.writeFileSync(file, `${JSON.stringify({ machine, rows }, undefined, 2)}\n`);
    print(clean);
    return !clean.failed.length;
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}

const args = process.argv.slice(2);
console.log(`prove: ${toolName()}`);
if (args.length === 2 && args[0] === "--bench") process.exitCode = (await bench(args[1]!)) ? 0 : 1;
else if (args.length)
  throw new RangeError(`prove: expected no arguments or --bench FILE, got ${args.join(" ")}`);
else {
  const report = await buildModules();
  print(report);
  // a build of nothing proves nothing
  process.exitCode =
    report.failed.length || !report.modules.length || report.modules.length !== allModules().length ? 1 : 0;
}
