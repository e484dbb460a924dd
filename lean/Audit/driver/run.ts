/** Runs the sweep and the replay, with Lake or with the runner. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { leanCommand, toolName } from "../../runner/lean.ts";
import type { Replay, Sweep } from "./reports.ts";

/** What to audit. All paths are absolute or relative to the working folder. */
export interface AuditOptions {
  /** Module names of which everything below is audited. */
  projects: readonly string[];
  /** Folder of the `.lean` files. */
  source: string;
  /** Folder of the compiled files, if they are not the project's own. */
  olean?: string;
  /** The list of allowed axioms. */
  allow: string;
  /** Folder for the reports; it is emptied first. */
  reports: string;
  /** Modules of tools, swept along with the first project. */
  tools?: readonly string[];
  /** Follow the axioms of core theorems; needs native Lean. */
  deep?: boolean;
}

/** A Lean program ended with an error, which it has told on standard error. */
export class LeanProgramError extends Error {}

async function start(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  if (code !== 0) throw new LeanProgramError(`expected the Lean programs to end with 0, got ${code}`);
}

/**
 * Sweep and replay compiled projects; violations are in the reports.
 * @throws LeanProgramError if a Lean program fails; Error if it leaves out a report.
 */
export async function runAudit(
  options: AuditOptions,
): Promise<Map<string, { sweep: Sweep; replay: Replay }>> {
  const { projects, source, olean, allow, tools, deep } = options;
  const reports = path.resolve(options.reports);
  fs.rmSync(reports, { recursive: true, force: true });
  const args = [
    "--source",
    path.resolve(source),
    "--allow",
    path.resolve(allow),
    "--reports",
    reports,
    "--report-only",
  ];
  if (olean !== undefined) args.push("--olean", path.resolve(olean));
  if (tools?.length) args.push("--tools", tools.join(","));
  if (deep) args.push("--deep");
  args.push(...projects);
  const programs =
    toolName() === "lake"
      ? [leanCommand("App.Audit", args), leanCommand("App.Replay", args)]
      : [leanCommand("App.Audit", [...args, "++", "App.Replay", ...args])];
  for (const { command, args } of programs) await start(command, args);
  const read = <T>(project: string, kind: string): T =>
    JSON.parse(fs.readFileSync(path.join(reports, `${project}.${kind}.json`), "utf8")) as T;
  return new Map(
    projects.map((p) => [p, { sweep: read<Sweep>(p, "sweep"), replay: read<Replay>(p, "replay") }]),
  );
}
