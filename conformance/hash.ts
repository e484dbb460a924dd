/** One SHA-256 over files and folders, so that what was found about them can be told from what is there now. */
import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Folders that hold nothing written by hand. */
export const NEVER: RegExp = /(^|\/)(node_modules|build|\.cache|obj_dir)(\/|$)/;

/**
 * SHA-256 over the paths and bytes of these files and of all files below these folders, in the order given, in hex.
 *
 * @param paths from `root`
 * @throws Error when one of them is not there
 */
export function filesHash(root: string, paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) addFiles(hash, root, path);
  return hash.digest("hex");
}

function addFiles(hash: Hash, root: string, path: string): void {
  if (NEVER.test(path)) return;
  const full = join(root, path);
  if (statSync(full).isDirectory()) {
    for (const entry of readdirSync(full).sort()) addFiles(hash, root, `${path}/${entry}`);
  } else hash.update(`${path}\0`).update(readFileSync(full)).update("\0");
}
