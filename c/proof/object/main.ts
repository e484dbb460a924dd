/**
 * `just object-proof`: proves that compiled code does what spec/ir says, that the proof refuses planted bugs, and writes
 * build/object-proof.json. Exit code 1 unless all of it holds.
 *
 * Options: `--quick` proves the contexts as gcc compiles them and writes build/object-proof-quick.json; `--build` and
 * `--group` choose some for work on a proof, write nothing and still fail on what they find.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Build, compileHeader, versionOf } from "./compile.ts";
import { functionsOf, GROUPS } from "./groups.ts";
import { plantedBugs, tryBug } from "./planted.ts";
import { type ProofRow, proveGroup, rowOf } from "./row.ts";
import { findSolver } from "./solver.ts";

const BUILDS: readonly Build[] = ["-O2", "-O3"].flatMap((level) =>
  ["gcc", "clang-14"].map((compiler) => ({ id: `${compiler}${level}`, compiler, level })),
);
/** What a proof is about: once it has changed, its record counts no more. */
const SOURCES = ["c/atomik_core.h", "c/proof/object", "spec/ir"];

const { values } = parseArgs({
  options: { quick: { type: "boolean" }, build: { type: "string" }, group: { type: "string" } },
});
const started = performance.now();
const root = join(import.meta.dirname, "../../..");
const header = readFileSync(join(root, "c/atomik_core.h"), "utf8");
const solver = findSolver();
if (solver === undefined) throw new Error("object-proof: expected cvc5 or z3 on PATH; run: npm run setup");

const wantedBuild = values.quick ? "gcc-O2" : values.build;
const wantedGroups = values.quick ? ["context"] : values.group?.split(",");
const rows: ProofRow[] = [];
const skipped: { id: string; reason: string }[] = [];
const chosen = BUILDS.filter(({ id }) => wantedBuild === undefined || id === wantedBuild);
const groups = GROUPS.filter(({ id }) => wantedGroups?.includes(id) ?? true);
const ahead = new Set(chosen.flatMap((build) => groups.map((group) => `object/${build.id}/${group.id}`)));
for (const build of chosen) {
  const version = versionOf(build.compiler);
  if (version === undefined) {
    skipped.push({ id: `object/${build.id}`, reason: `no ${build.compiler} on PATH` });
    for (const group of groups) ahead.delete(`object/${build.id}/${group.id}`);
    continue;
  }
  for (const group of groups) {
    const code = compileHeader(build, header, functionsOf(group), group.defines);
    const result = proveGroup(group, code, solver, false);
    const bugs = plantedBugs().filter((bug) => bug.group === group.id);
    const tried = bugs.map((bug) => tryBug(bug, header, group, build, solver));
    const missed = tried.filter(({ caught }) => !caught);
    const row = rowOf(group, build, version, solver, result, {
      caught: tried.length - missed.length,
      missed: missed.map(({ id }) => id),
    });
    rows.push(row);
    ahead.delete(row.id);
    console.log(
      `object-proof: ${row.id}: ${row.result}, ${row.goals} goals, ${row.paths} paths, ` +
        `${row.code.notRun} of ${row.code.instructions} instructions not run, solver asked ${row.solver.asked} times, ` +
        `${row.plantedBugs.caught} of ${bugs.length} planted bugs caught, ${row.seconds.toFixed(1)} s`,
    );
    for (const text of row.open) console.log(`object-proof: ${row.id}: not proved: ${text}`);
    for (const { id, reason } of missed)
      console.log(`object-proof: ${row.id}: planted bug not caught: ${id}: ${reason}`);
    write();
  }
}

write();
const failed = rows.filter((row) => !holds(row));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`object-proof: ${rows.length - failed.length} of ${rows.length} proofs hold, ${seconds} s`);
for (const { id, reason } of skipped) console.log(`object-proof: skipped ${id}: ${reason}`);
process.exitCode = rows.length === 0 || failed.length > 0 || skipped.length > 0 ? 1 : 0;

function holds({ result, plantedBugs: { caught, missed } }: ProofRow): boolean {
  return result === "proved" && caught > 0 && missed.length === 0;
}

/** Writes the artefact after each row, so that a run that is stopped has said what it did not come to. */
function write(): void {
  if (values.build !== undefined || values.group !== undefined) return;
  const leftOut = [...ahead].map((id) => ({ id, reason: "the run ended before" }));
  mkdirSync(join(root, "build"), { recursive: true });
  const file = join(root, `build/object-proof${values.quick ? "-quick" : ""}.json`);
  writeFileSync(file, `${JSON.stringify({ sources: SOURCES, proofs: rows, leftOut, skipped }, null, 2)}\n`);
}
