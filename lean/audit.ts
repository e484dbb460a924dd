/**
 * Audits every declaration of the Lean project: `node audit.ts [--all] [--deep]`.
 *
 * Builds what is stale, sweeps, replays, writes `build/theorems.json`, prints a summary. `--all` prints every theorem
 * as well; `--deep` insists on following the axioms of core theorems, as is done by itself under native Lean.
 * Exit 0: clean, 1: violations, 2: wrong arguments or a program that failed.
 */
import fs from "node:fs";
import path from "node:path";
import { listing, summary, violationLines } from "./Audit/driver/print.ts";
import { merge } from "./Audit/driver/reports.ts";
import { LeanProgramError, runAudit } from "./Audit/driver/run.ts";
import { buildModules, messageText } from "./runner/lean.ts";
import { leanRoot, repository } from "./runner/paths.ts";
import { leanSourcesHash } from "./runner/sources.ts";

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== "--all" && arg !== "--deep");
  if (unknown !== undefined) throw new RangeError(`arguments: expected --all or --deep, got ${unknown}`);
  const sources = leanSourcesHash(leanRoot);
  const build = await buildModules();
  for (const message of build.messages) console.error(messageText(message));
  const project = "Atomik";
  const reports = await runAudit({
    projects: [project],
    source: leanRoot,
    allow: path.join(leanRoot, "axioms.allow"),
    reports: path.join(repository, "build", "audit"),
    tools: ["Audit", "App"],
    deep: build.mode === "lake" || args.includes("--deep"),
  });
  const { sweep, replay } = reports.get(project)!;
  const file = merge(`${build.tool}: ${sweep.lean}`, sweep, replay);
  fs.writeFileSync(
    path.join(repository, "build", "theorems.json"),
    `${JSON.stringify({ sources, ...file }, undefined, 2)}\n`,
  );
  if (args.includes("--all")) console.log(`${listing(file)}\n`);
  console.log(summary(file));
  if (file.violations.length) console.error(violationLines(file));
  return file.violations.length ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RangeError || error instanceof LeanProgramError)) throw error;
  console.error(`audit: ${error.message}`);
  process.exitCode = 2;
}
