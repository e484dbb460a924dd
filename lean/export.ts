/**
 * Exports every declaration of the Lean project, with all that it uses, for kernels that are not Lean's: `node export.ts`.
 *
 * Writes `build/export/Atomik.ndjson` (the format of lean4export 3.1) and `Atomik.export.json` beside it. Exit 0: written;
 * 2: a program failed, or the export does not hang together.
 */
import path from "node:path";
import { type ExportReport, runExport } from "./Audit/driver/export.ts";
import { LeanProgramError } from "./Audit/driver/run.ts";
import { ExportError } from "./Audit/driver/structure.ts";
import { buildModules, messageText } from "./runner/lean.ts";
import { leanRoot, repository } from "./runner/paths.ts";

/** Where the export goes. */
export const EXPORTS: string = path.join(repository, "build", "export");

/** Export the project, which is built first. @throws as `runExport` does */
export async function exportProject(project = "Atomik"): Promise<ExportReport> {
  const build = await buildModules();
  for (const message of build.messages) console.error(messageText(message));
  return runExport({ project, source: leanRoot, folder: EXPORTS });
}

async function main(): Promise<void> {
  const { project, declarations, constants, axioms, hidden, sha256 } = await exportProject();
  console.log(
    `export: ${declarations} declarations, of which ${constants} constants are the project's; ${axioms.length} axioms and ` +
      `${hidden.length} core theorems without proof; ${project}.ndjson ${sha256}`,
  );
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof LeanProgramError || error instanceof ExportError)) throw error;
    console.error(`export: ${error.message}`);
    process.exitCode = 2;
  }
}
