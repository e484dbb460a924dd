/** The Node that runs TypeScript files directly (22.18 or later). */
import fs from "node:fs";
import path from "node:path";
import { repository } from "./paths.ts";

/**
 * This process's own Node, or else the one that npm installed here.
 * @throws RangeError if neither runs TypeScript.
 */
export function nodeWithTypes(): string {
  if (process.features.typescript) return process.execPath;
  const installed = path.join(repository, "node_modules", ".bin", "node");
  if (fs.existsSync(installed)) return installed;
  throw new RangeError(`node: expected 22.18 or later, or ${installed}, got ${process.version}`);
}
