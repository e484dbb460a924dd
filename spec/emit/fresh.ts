/** Runs the emitters of the Lean sources as they are now. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildModules, leanCommand, messageText } from "../../lean/runner/lean.ts";
import { defaultOutput } from "../../lean/runner/paths.ts";
import { emittedFiles, MANIFEST } from "./trees.ts";

const run = promisify(execFile);

/** Where emits are kept, one folder each: `<key>-<root hash>`. */
const KEPT = ".cache/emit";

/**
 * Fills the new, empty `folder` with what `make` writes, or with what it wrote before under the same `key`: a hash of all that it
 * depends on. What was kept and is not whole any more is made anew. Without a key nothing is kept.
 *
 * @throws Error when what was made is not complete
 */
export async function keptOrMade(
  cache: string,
  key: string | undefined,
  folder: string,
  make: () => Promise<unknown>,
): Promise<void> {
  const kept = existsSync(cache) ? readdirSync(cache).find((name) => name.startsWith(`${key}-`)) : undefined;
  if (kept !== undefined) {
    cpSync(join(cache, kept), folder, { recursive: true });
    if (isWhole(folder) && kept === `${key}-${rootHash(folder)}`) return;
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  }
  await make();
  checkComplete(folder);
  if (key === undefined) return;
  mkdirSync(cache, { recursive: true });
  const copy = mkdtempSync(join(cache, "new-"));
  cpSync(folder, copy, { recursive: true });
  for (const old of readdirSync(cache).filter((name) => !name.startsWith("new-")))
    rmSync(join(cache, old), { recursive: true, force: true }); // of sources that are gone, or no longer whole
  renameSync(copy, join(cache, `${key}-${rootHash(folder)}`));
}

function isWhole(folder: string): boolean {
  try {
    checkComplete(folder);
    return true;
  } catch {
    return false;
  }
}

/**
 * Builds the emitters and lets them write into a new folder below `root`'s `build`, so that what they wrote can be
 * renamed into place.
 *
 * @returns the folder, which the caller removes
 * @throws Error with Lean's own words when the sources do not build
 */
export async function emitFresh(root: string): Promise<string> {
  const report = await buildModules({ modules: ["App.Emit"] });
  if (report.failed.length > 0) throw new Error(report.messages.map(messageText).join("\n"));
  mkdirSync(join(root, "build"), { recursive: true });
  const folder = mkdtempSync(join(root, "build/emit-"));
  // The builder's key of a module stands for its sources, all that it imports, options and toolchain. Lake leaves none.
  const file = join(defaultOutput(), "App/Emit.key");
  const key = report.mode === "runner" && existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const { command, args } = leanCommand("App.Emit", [folder]);
  await keptOrMade(join(root, KEPT), key, folder, () => run(command, args));
  return folder;
}

/** The SHA-256 of the manifest below `root`, in hex. */
export function rootHash(root: string): string {
  return sha256(readFileSync(join(root, MANIFEST)));
}

/**
 * Checks that an emit really ran and ended: its manifest names exactly the files that are there, with their hashes.
 *
 * @throws Error when it does not
 */
export function checkComplete(folder: string): void {
  const present = emittedFiles(folder);
  if (!present.includes(MANIFEST)) throw new Error(`emit: expected ${MANIFEST}, got ${present.length} files`);
  const { files } = JSON.parse(readFileSync(join(folder, MANIFEST), "utf8")) as {
    files: readonly { path: string; sha256: string }[];
  };
  const named = [...files.map(({ path }) => path), MANIFEST].sort();
  if (files.length === 0 || named.join() !== present.join()) {
    throw new Error(`emit: expected the ${named.length} files of the manifest, got ${present.length}`);
  }
  for (const { path, sha256: expected } of files) {
    const got = sha256(readFileSync(join(folder, path)));
    if (got !== expected) throw new Error(`emit: ${path}: expected SHA-256 ${expected}, got ${got}`);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
