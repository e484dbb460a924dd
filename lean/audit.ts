/**
 * Audits every declaration of the Lean project: `node audit.ts [--all] [--deep] [--external]`.
 *
 * Builds what is stale, sweeps, replays, writes `build/theorems.json`, prints a summary. `--all` prints every theorem
 * as well; `--deep` insists on following the axioms of core theorems, as is done by itself under native Lean;
 * `--external` exports all declarations and gives them to a kernel that is not Lean's.
 * Exit 0: clean, 1: violations or refused by that kernel, 2: wrong arguments, no such kernel, or a program that failed.
 */
import fs from "node:fs";
import path from "node:path";
import { exportFile } from "./Audit/driver/export.ts";
import { checkWith, findChecker, NoCheckerError } from "./Audit/driver/external.ts";
import { listing, summary, violationLines } from "./Audit/driver/print.ts";
import { merge } from "./Audit/driver/reports.ts";
import { LeanProgramError, runAudit } from "./Audit/driver/run.ts";
import { ExportError } from "./Audit/driver/structure.ts";
import { EXPORTS, exportProject } from "./export.ts";
import { buildModules, messageText } from "./runner/lean.ts";
import { leanRoot, repository } from "./runner/paths.ts";
import { leanSourcesHash } from "./runner/sources.ts";

const FLAGS: readonly string[] = ["--all", "--deep", "--external"];

/** What a kernel that is not Lean's says of all declarations. */
async function external(): Promise<boolean> {
  const report = await exportProject();
  const { accepted, said } = checkWith(findChecker(), exportFile(EXPORTS, report.project), report);
  const believed = `${report.axioms.length} axioms and ${report.hidden.length} core theorems without proof`;
  if (accepted) console.log(`external: ${report.declarations} declarations accepted, given ${believed}`);
  else console.error(`external: refused: ${said}`);
  return accepted;
}

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => !FLAGS.includes(arg));
  if (unknown !== undefined)
    throw new RangeError(`arguments: expected ${FLAGS.join(" or ")}, got ${unknown}`);
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
    parts: build.mode === "lake" ? 1 : 3,
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
  const accepted = !args.includes("--external") || (await external());
  return file.violations.length || !accepted ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const told = [RangeError, LeanProgramError, ExportError, NoCheckerError].some(
    (kind) => error instanceof kind,
  );
  if (!told) throw error;
  console.error(`audit: ${(error as Error).message}`);
  process.exitCode = 2;
}
