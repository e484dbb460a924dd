/** Which files are emitted, and where they are below a root folder. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders that hold emitted files and nothing else. */
export const EMITTED_FOLDERS: readonly string[] = ["conformance/vectors", "spec/golden", "spec/ir"];

/** The list of all other emitted files; its SHA-256 is the root hash. */
export const MANIFEST = "spec/MANIFEST.json";

/** Every file below `root` that is in an emitted folder or is the manifest: paths from `root`, sorted. */
export function emittedFiles(root: string): string[] {
  const files = EMITTED_FOLDERS.flatMap((folder) => filesBelow(root, folder));
  if (existsSync(join(root, MANIFEST))) files.push(MANIFEST);
  return files.sort();
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}
