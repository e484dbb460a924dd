/** Writes every declaration of a project for other kernels, and checks that the file hangs together. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { leanCommand } from "../../runner/lean.ts";
import { start } from "./run.ts";
import { ExportError, readStructure } from "./structure.ts";

/** `<project>.export.json`: what `App.KernelExport` says of its export, with the hash of the file. */
export interface ExportReport {
  project: string;
  lean: string;
  /** Constants of the project in the export. */
  constants: number;
  /** Declarations, those of core Lean that the project uses included. */
  declarations: number;
  expressions: number;
  /** Axioms proper. */
  axioms: string[];
  /** Theorems of core Lean whose proofs this toolchain does not have; in the export they are axioms. */
  hidden: string[];
  /** Of the export, lower-case hex. */
  sha256: string;
}

/** What to export; paths are absolute or relative to the working folder. */
export interface ExportOptions {
  project: string;
  /** Folder of the `.lean` files. */
  source: string;
  /** Folder of the compiled files, if they are not the project's own. */
  olean?: string;
  /** Folder for `<project>.ndjson` and `<project>.export.json`; it is emptied first. */
  folder: string;
}

/** The export of a project in a folder. */
export function exportFile(folder: string, project: string): string {
  return path.join(folder, `${project}.ndjson`);
}

/**
 * Export compiled modules.
 *
 * @throws LeanProgramError if the Lean program fails; ExportError if its file does not hang together or says something else
 * than its report
 */
export async function runExport(options: ExportOptions): Promise<ExportReport> {
  const { project, source, olean } = options;
  const folder = path.resolve(options.folder);
  fs.rmSync(folder, { recursive: true, force: true });
  const args = ["--source", path.resolve(source), "--reports", folder];
  if (olean !== undefined) args.push("--olean", path.resolve(olean));
  const { command, args: all } = leanCommand("App.KernelExport", [...args, project]);
  await start(command, all);
  const file = exportFile(folder, project);
  const said = path.join(folder, `${project}.export.json`);
  const report = JSON.parse(fs.readFileSync(said, "utf8")) as ExportReport;
  await checkExport(file, report);
  report.sha256 = createHash("sha256").update(fs.readFileSync(file)).digest("hex");
  fs.writeFileSync(said, `${JSON.stringify(report, undefined, 2)}\n`);
  return report;
}

/** @throws ExportError if the file does not hang together, or has other axioms than the report says */
export async function checkExport(
  file: string,
  { axioms, hidden }: Pick<ExportReport, "axioms" | "hidden">,
): Promise<void> {
  const structure = await readStructure(file);
  const listed = new Set([...axioms, ...hidden]);
  const unlisted = structure.axioms.filter((name) => !listed.has(name));
  if (unlisted.length > 0 || structure.axioms.length !== listed.size)
    throw new ExportError(
      `${file}: expected the ${listed.size} axioms of the report, got ${structure.axioms.length}, of which it does not list ${unlisted.join(", ") || "any"}`,
    );
}
