/** Runs the sweep and the replay, with Lake or with the runner. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { leanCommand } from "../../runner/lean.ts";
import { type Replay, type Sweep, together } from "./reports.ts";

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
  /** Into how many processes the sweep is divided, each with a share of the theorems; 1 by default. */
  parts?: number;
  /** Follow the axioms of core theorems; needs native Lean. */
  deep?: boolean;
}

/** A Lean program ended with an error, which it has told on standard error. */
export class LeanProgramError extends Error {}

/** Run a Lean program. @throws LeanProgramError if it does not end with 0 */
export async function start(command: string, args: readonly string[]): Promise<void> {
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
  const { projects, source, olean, allow, tools, deep, parts = 1 } = options;
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
  // one after the other: WebAssembly has 2 GiB for each process
  const shares = Array.from({ length: parts }, (_, i) => ["--part", `${i + 1}/${parts}`, ...args]);
  const programs = [
    ...shares.map((share) => leanCommand("App.Audit", share)),
    leanCommand("App.Replay", args),
  ];
  for (const { command, args } of programs) await start(command, args);
  const read = <T>(project: string, kind: string): T =>
    JSON.parse(fs.readFileSync(path.join(reports, `${project}.${kind}.json`), "utf8")) as T;
  const sweep = (project: string): Sweep =>
    parts === 1
      ? read<Sweep>(project, "sweep")
      : together(Array.from({ length: parts }, (_, i) => read<Sweep>(project, `sweep.${i + 1}`)));
  return new Map(projects.map((p) => [p, { sweep: sweep(p), replay: read<Replay>(p, "replay") }]));
}
