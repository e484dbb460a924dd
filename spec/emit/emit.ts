/** `just emit`: lets Lean write everything that it emits, and the root hash into the products. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { emitFresh, rootHash } from "./fresh.ts";
import { type Stamped, stamped } from "./stamps.ts";
import { EMITTED_FOLDERS, emittedFiles, MANIFEST } from "./trees.ts";

/**
 * Puts the emitted files of `fresh` in the place of those below `root`, then writes `stamps`. Whole folders are renamed, so that
 * nobody reads half of an old one and half of a new one; the old ones stay in `fresh`.
 */
export function install(fresh: string, root: string, stamps: readonly Stamped[]): void {
  for (const path of [...EMITTED_FOLDERS, MANIFEST]) {
    const [place, old] = [join(root, path), join(fresh, "old", path)];
    for (const folder of [dirname(place), dirname(old)]) mkdirSync(folder, { recursive: true });
    if (existsSync(place)) renameSync(place, old);
    renameSync(join(fresh, path), place);
  }
  for (const { path, text } of stamps) {
    writeFileSync(join(fresh, "stamp"), text);
    renameSync(join(fresh, "stamp"), join(root, path));
  }
}

async function main(): Promise<void> {
  const root = join(import.meta.dirname, "../..");
  const fresh = await emitFresh(root);
  try {
    const hash = rootHash(fresh);
    const stamps = stamped(root, hash); // before anything is replaced: a missing marker leaves all as it was
    const count = emittedFiles(fresh).length;
    install(fresh, root, stamps);
    console.log(`emitted ${count} files, stamped ${stamps.length}; root hash ${hash}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
