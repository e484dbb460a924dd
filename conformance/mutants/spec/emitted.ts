/** What a tree of Lean modules emits. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runnerDirectory } from "../../../lean/runner/paths.ts";
import { execute } from "../execute.ts";

const MOST_MS = 600_000;

/** SHA-256 of all files that the modules below `root` emit. @throws Error when they do not build */
export async function emitted(root: string, out: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "atomik-emitted-"));
  try {
    const args = ["run", "--root", root, "--out", out, "App.Emit", folder];
    const { code, output } = await execute(
      process.execPath,
      [join(runnerDirectory, "main.ts"), ...args],
      MOST_MS,
    );
    if (code !== 0) throw new Error(`emit: expected exit code 0, got ${code}: ${output.slice(-1000)}`);
    const hash = createHash("sha256");
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
      if (statSync(join(folder, file)).isFile())
        hash
          .update(`${file}\0`)
          .update(readFileSync(join(folder, file)))
          .update("\0");
    return hash.digest("hex");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
