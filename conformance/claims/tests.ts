/**
 * Tests that claims rest on: what the last `npm test` found of them, or a run of just those files. A result counts only if the file
 * started after the last change of the sources.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { partsOf } from "./evidence.ts";

/** What a run found of one file of tests. */
export interface TestFile {
  /** Path below the root. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly tests: readonly { readonly name: string; readonly status: string }[];
}

/** Where runs of tests are written: by `npm test`, and here. */
const OWN = "build/claims-tests.json";
const REPORTS = ["build/tests.json", OWN];

/** The members of vitest's JSON report that are read. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** What the reports below `root` say of each file, the last run of it. */
export function readTests(root: string): TestFile[] {
  const newest = new Map<string, TestFile>();
  for (const path of REPORTS.map((name) => join(root, name)).filter((name) => existsSync(name))) {
    const { testResults } = JSON.parse(readFileSync(path, "utf8")) as Report;
    for (const { name, startTime, assertionResults } of testResults) {
      const file = relative(root, name);
      const tests = assertionResults.map(({ fullName, status }) => ({ name: fullName, status }));
      const last = newest.get(file);
      if (last === undefined || last.started < startTime)
        newest.set(file, { file, started: startTime, tests });
    }
  }
  return [...newest.values()];
}

/** Folders below a root that hold what it is made of; all their files count, as tests read texts, recipes and corpora, too. */
const SOURCES = "{c,conformance,lean,spec,ts,verilog}";

/** When a source below `root` was last changed, in milliseconds since 1970. */
export function lastChange(root: string): number {
  const sources = globSync(["*", `${SOURCES}/**/*`], { cwd: root, exclude: ["**/node_modules/**"] })
    .map((file) => statSync(join(root, file)))
    .filter((found) => found.isFile());
  return Math.max(...sources.map(({ mtimeMs }) => mtimeMs));
}

/** Results of sources that have not changed since. */
export function currentTests(root: string): TestFile[] {
  const change = lastChange(root);
  return readTests(root).filter(({ started }) => started >= change);
}

/** The file and the filter over names of a reference: `<file> <filter>`. */
export function testOf(ref: string): { readonly file: string; readonly filter: string } {
  const at = ref.indexOf(" ");
  return at < 0 ? { file: ref, filter: "" } : { file: ref.slice(0, at), filter: ref.slice(at + 1) };
}

/** Runs the files that some reference names and that no current result is about, so that `just check` needs no `npm test` before it. */
export function runMissing(root: string, references: readonly string[]): void {
  const known = new Set(currentTests(root).map(({ file }) => file));
  const named = references.map(partsOf).filter(({ kind }) => kind === "test");
  const missing = [...new Set(named.map(({ ref }) => testOf(ref).file))].filter((file) => !known.has(file));
  if (missing.length === 0) return;
  console.log(`tests that claims rest on and that did not run on these sources: ${missing.join(" ")}`);
  const fresh = join(root, "build/claims-tests-now.json");
  rmSync(fresh, { force: true });
  const args = ["run", ...missing, "--reporter=json", `--outputFile.json=${fresh}`];
  spawnSync(join(root, "node_modules/.bin/vitest"), args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  keep(join(root, OWN), fresh);
}

/** Moves the report `fresh`, if there is one, into `own`, which keeps what it has of other files. */
export function keep(own: string, fresh: string): void {
  if (!existsSync(fresh)) return;
  const read = (path: string): Report => JSON.parse(readFileSync(path, "utf8")) as Report;
  const now = read(fresh).testResults;
  const before = existsSync(own) ? read(own).testResults : [];
  const others = before.filter(({ name }) => !now.some((one) => one.name === name));
  writeFileSync(own, `${JSON.stringify({ testResults: [...others, ...now] }, null, 2)}\n`);
  rmSync(fresh);
}
