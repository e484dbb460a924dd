/** The modules that judge a planted fault. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { inOrder, type Module, moduleNames } from "../../../lean/runner/modules.ts";
import { moduleKeys } from "../../../lean/runner/outputs.ts";

/**
 * Definitions and theorems. Claims follow: each is one exact reference to a theorem, so nothing reddens it that does not
 * redden that. What is emitted is looked at only when no theorem gives a fault away.
 */
const NOT_JUDGES = /^(App|Audit)(\.|$)|^Atomik\.(Claims|Emit)(\.|$)/;

/** The judging modules below `root`, each after its imports. */
export function judges(root: string): Module[] {
  const names = moduleNames(root).filter((name) => !NOT_JUDGES.test(name));
  return inOrder(root, names);
}

/** SHA-256 of everything that the verdict on faults in `file` depends on: the file's module and all that reach it. */
export function reachHash(root: string, modules: readonly Module[], file: string): string {
  const reached = new Set<string>();
  const keys = moduleKeys(modules);
  const hash = createHash("sha256");
  for (const module of modules) {
    if (module.file !== join(root, file) && !module.imports.some((name) => reached.has(name))) continue;
    reached.add(module.name);
    hash.update(`${module.name} ${keys.get(module.name)}\n`);
  }
  if (!reached.size) throw new RangeError(`file: expected one of a judging module, got ${file}`);
  return hash.digest("hex");
}
