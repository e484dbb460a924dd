/**
 * `just release`: build/release/atomik-<version>.tar.gz with its bill of materials, made twice and equal, then unpacked elsewhere, where
 * its quick tests run. Exit code 1 when the two differ or a test fails.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../spec.ts";
import { releaseFiles, releaseName, writeArchive } from "./archive.ts";
import { writeSbom } from "./sbom.ts";

/** Tests that need no Lean, no hardware tools and no repository. */
const QUICK = [
  "spec/test/schema.test.ts",
  "spec/test/vectors.test.ts",
  "ts/test/context.test.ts",
  "ts/test/table.test.ts",
  "conformance/claims/test",
  "conformance/records/test",
  "conformance/test/protocol.test.ts",
];

function runTests(archive: string, name: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), "atomik-release-"));
  try {
    execFileSync("tar", ["-xzf", archive, "-C", folder]);
    const root = join(folder, name);
    symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
    const run = (args: readonly string[]): boolean =>
      spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status === 0;
    const vitest = "node_modules/vitest/vitest.mjs";
    return (
      run(["conformance/runner/main.ts", "interpreter", "w8"]) &&
      run(["conformance/runner/main.ts", "ts", "w64"]) &&
      run([vitest, "run", "--reporter=dot", ...QUICK])
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function main(): boolean {
  writeSbom();
  const name = releaseName(ROOT);
  const files = releaseFiles(ROOT);
  const folder = join(ROOT, "build/release");
  const extra = [{ from: join(ROOT, "build"), path: "sbom.json" }];
  const archive = join(folder, `${name}.tar.gz`);
  const [first, second] = [archive, `${archive}.again`].map((path) => writeArchive(ROOT, path, files, extra));
  rmSync(`${archive}.again`);
  if (first !== second) {
    console.error(`release: two archives of the same files differ: ${first} and ${second}`);
    return false;
  }
  writeFileSync(`${archive}.sha256`, `${first}  ${name}.tar.gz\n`);
  console.log(`release: build/release/${name}.tar.gz, ${files.length + 1} files, SHA-256 ${first}`);
  return runTests(archive, name);
}

try {
  if (!main()) process.exitCode = 1;
} catch (error) {
  console.error(`release: ${(error as Error).message}`);
  process.exitCode = 1;
}
