/** The files of the package that this program is part of. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandError } from "./command.ts";

/** The folder of the package's own `package.json`, whether built or run from its sources. */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder))
      throw new CommandError("damaged", "package: expected a package.json, got none");
  }
}

/** The package's version. */
export function packageVersion(): string {
  return (readPackageJson("package.json") as { version: string }).version;
}

/** A file of the package, parsed. @throws CommandError `damaged` when it is not there or no JSON */
export function readPackageJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(packageRoot(), path), "utf8"));
  } catch (error) {
    throw new CommandError(
      "damaged",
      `${path}: expected a JSON file of this package, got: ${(error as Error).message}`,
    );
  }
}
