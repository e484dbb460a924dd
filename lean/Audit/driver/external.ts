/** Gives an export to a kernel that is not Lean's: `nanoda_bin`, written in Rust by other people. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { ExportReport } from "./export.ts";

/** What another kernel said. */
export interface ExternalResult {
  readonly accepted: boolean;
  /** The last lines that it printed. */
  readonly said: string;
}

/** No other kernel is installed. */
export class NoCheckerError extends Error {}

/** The checker: `ATOMIK_NANODA` if it is set, else `nanoda_bin` on PATH. */
export function findChecker(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.ATOMIK_NANODA) return env.ATOMIK_NANODA;
  const folders = (env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, "nanoda_bin")).find((file) => fs.existsSync(file));
}

/**
 * Let another kernel check an export. It may believe the axioms of the report, and no others.
 *
 * @throws NoCheckerError if there is none
 */
export function checkWith(
  checker: string | undefined,
  file: string,
  { axioms, hidden }: Pick<ExportReport, "axioms" | "hidden">,
): ExternalResult {
  if (checker === undefined)
    throw new NoCheckerError(
      "nanoda_bin: expected on PATH or in ATOMIK_NANODA, got none; TRUST.md says where it is",
    );
  const config = `${file}.config.json`;
  fs.writeFileSync(
    config,
    JSON.stringify({
      export_file_path: path.resolve(file),
      use_stdin: false,
      permitted_axioms: [...axioms, ...hidden],
      unpermitted_axiom_hard_error: true,
      nat_extension: true,
      string_extension: true,
      print_success_message: true,
    }),
  );
  const { status, stdout, stderr, error } = spawnSync(checker, [config], { encoding: "utf8" });
  if (error) throw error;
  const said = `${stdout}${stderr}`.trim().split("\n").slice(-5).join("\n");
  return { accepted: status === 0, said };
}
