/** One hash over Lean sources, so that what was found about them can be told from what is there now. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { type Module, moduleFile, moduleNames } from "./modules.ts";

/** SHA-256 of modules, names and sources, in hex; their order does not matter. */
export function modulesHash(modules: readonly Pick<Module, "name" | "source">[]): string {
  const hash = createHash("sha256");
  for (const { name, source } of [...modules].sort((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(`${name}\0${source}\0`);
  return hash.digest("hex");
}

/** The same of all modules below the folder `root`. */
export function leanSourcesHash(root: string): string {
  const names = moduleNames(root);
  return modulesHash(
    names.map((name) => ({ name, source: fs.readFileSync(moduleFile(root, name), "utf8") })),
  );
}
