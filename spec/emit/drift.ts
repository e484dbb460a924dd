/** `just drift`: compares what is committed with a fresh emit, and leaves what it found in build/drift.json. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leanSourcesHash } from "../../lean/runner/sources.ts";
import { emitFresh, rootHash } from "./fresh.ts";
import { stamped } from "./stamps.ts";
import { emittedFiles } from "./trees.ts";

/** One path that is not as Lean would write it. */
export interface Drift {
  /** From the repository's root. */
  readonly path: string;
  readonly what: "differs" | "missing" | "not emitted" | "root hash differs";
}

/**
 * Every difference between the files below `root` and a complete emit in the folder `fresh`. Files count whether or
 * not they are tracked.
 */
export function findDrift(fresh: string, root: string): Drift[] {
  const wanted = emittedFiles(fresh);
  const drift: Drift[] = [];
  for (const path of wanted) {
    if (!existsSync(join(root, path))) drift.push({ path, what: "missing" });
    else if (!readFileSync(join(root, path)).equals(readFileSync(join(fresh, path)))) {
      drift.push({ path, what: "differs" });
    }
  }
  for (const path of emittedFiles(root)) {
    if (!wanted.includes(path)) drift.push({ path, what: "not emitted" });
  }
  for (const { path, text } of stamped(root, rootHash(fresh))) {
    if (readFileSync(join(root, path), "utf8") !== text) drift.push({ path, what: "root hash differs" });
  }
  return drift;
}

async function main(): Promise<void> {
  const root = join(import.meta.dirname, "../..");
  rmSync(join(root, "build/drift.json"), { force: true });
  const sources = leanSourcesHash(join(root, "lean"));
  const fresh = await emitFresh(root);
  try {
    const drift = findDrift(fresh, root);
    const found = { sources, rootHash: rootHash(fresh), files: emittedFiles(fresh).length, drift };
    writeFileSync(join(root, "build/drift.json"), `${JSON.stringify(found, null, 2)}\n`);
    for (const { path, what } of drift) console.error(`${path}: ${what}`);
    if (drift.length > 0) {
      console.error(`drift: ${drift.length} files are not what Lean emits; repair: just emit`);
      process.exitCode = 1;
    } else console.log(`drift: none in ${emittedFiles(fresh).length} files; root hash ${rootHash(fresh)}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
