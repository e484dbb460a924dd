/** The specification's files that come with the package, checked before they are used. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT_HASH } from "../root-hash.ts";
import type { VectorFile } from "../vectors/case.ts";
import { CommandError } from "./command.ts";
import { packageRoot } from "./package.ts";

/** A file of vectors. */
export interface BundledVectors {
  /** As in `spec/MANIFEST.json`. */
  readonly path: string;
  readonly file: VectorFile;
}

interface Entry {
  readonly path: string;
  readonly sha256: string;
  /** At files of vectors only. */
  readonly cases?: number;
}

/**
 * A file with the SHA-256 that it must have.
 *
 * @throws CommandError `damaged`
 */
function checkedFile(path: string, expected: string): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(packageRoot(), path));
  } catch {
    throw new CommandError("damaged", `${path}: expected a file of this package, got none`);
  }
  const got = createHash("sha256").update(bytes).digest("hex");
  if (got !== expected)
    throw new CommandError("damaged", `${path}: expected SHA-256 ${expected}, got ${got}`);
  return JSON.parse(bytes.toString("utf8"));
}

/**
 * The vector files whose path contains the filter. The manifest must have the root hash of the code, and each file the
 * hash that the manifest says.
 *
 * @throws CommandError `damaged`
 */
export function bundledVectors(filter: string): readonly BundledVectors[] {
  const { files } = checkedFile("spec/MANIFEST.json", ROOT_HASH) as { files: readonly Entry[] };
  return files
    .filter(({ path, cases }) => cases !== undefined && path.includes(filter))
    .map(({ path, sha256 }) => ({ path, file: checkedFile(path, sha256) as VectorFile }));
}
