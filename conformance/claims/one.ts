/**
 * `just claim C101`: one claim alone, and why its verdict stands or not. Its programs and vectors are run now, its tests unless they ran on
 * these sources; theorems come from the last
 * audit, which is repeated when a Lean source is newer; fuzzing, mutants, solvers and benchmarks from their last run or record.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { closeAll, openAll } from "../adapters/open.ts";
import { ROWS } from "../adapters/table.ts";
import { provenance } from "../provenance/provenance.ts";
import type { ImplementationResult, Results } from "../runner/results.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { type Evidence, partsOf } from "./evidence.ts";
import { type JudgedClaim, judgeClaim } from "./judge.ts";
import { loadLedger } from "./ledger.ts";
import { runSelected, runsSome } from "./live.ts";
import { loadPrograms, runPrograms } from "./programs.ts";
import { runMissing } from "./tests.ts";
import { references } from "./usage.ts";
import { loadWorld, type World } from "./world.ts";

/** Repeats the audit when there is none, or a source is newer than it. */
function auditIfStale(): void {
  const file = join(ROOT, "build/theorems.json");
  const made = existsSync(file) ? statSync(file).mtimeMs : 0;
  const sources = globSync("lean/Atomik/**/*.lean", { cwd: ROOT });
  if (sources.every((source) => statSync(join(ROOT, source)).mtimeMs <= made)) return;
  console.log("the Lean sources are newer than the last audit: just audit");
  spawnSync(process.execPath, ["lean/audit.ts"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
}

/** The results of the last check with the vectors of this run in place of its own. */
function withVectors(
  results: Results | undefined,
  vectors: ReadonlyMap<string, ImplementationResult["vectors"]>,
): Results {
  const empty = { fuzz: { programs: 0, mismatches: 0 }, mutants: { killed: 0, survived: [] }, skips: [] };
  const implementations = [...vectors].map(([name, own]) => {
    const last = results?.implementations.find((one) => one.name === name);
    return { ...(last ?? { name, ...empty }), vectors: own };
  });
  const { rootHash, coverage } = results ?? { rootHash: "", coverage: { cells: 0, empty: [] } };
  return { rootHash, coverage, implementations } as Results;
}

function print(claim: JudgedClaim, title: string): void {
  const line = (label: string, text: string | undefined): void => {
    if (text !== undefined) console.log(`${label.padEnd(13)} ${text}`);
  };
  const evidence = ({ kind, ref, ok, detail, from }: Evidence, label: string): void =>
    line(
      ok ? "  holds" : "  FAILS",
      `${label}${kind} ${ref}: ${detail}${from === "record" ? " (record)" : ""}`,
    );
  line(claim.id, `${claim.claim} (${title})`);
  line("verdict", claim.verdict);
  line("because", claim.because);
  line("condition", claim.condition);
  line("instead", claim.instead);
  line("here", claim.offer);
  line("does not say", claim.doesNotSay);
  console.log("evidence");
  if (claim.smallest !== undefined) evidence(claim.smallest, "against it: ");
  for (const one of claim.evidence) evidence(one, "");
  for (const fault of claim.faults) line("RED", fault);
  console.log(`${claim.id}: the verdict "${claim.verdict}" ${claim.ok ? "stands" : "does not stand"}`);
}

async function main(id: string): Promise<boolean> {
  const sources = loadLedger();
  const found = sources.find(({ claims }) => claims.some((one) => one.id === id));
  const claim = found?.claims.find((one) => one.id === id);
  if (found === undefined || claim === undefined)
    throw new RangeError(`claim: expected an id of the ledger, e.g. C101 or A1, got "${id}"`);
  const wanted = references(claim).map(partsOf);
  const of = (...kinds: readonly string[]): string[] =>
    wanted.filter(({ kind }) => kinds.includes(kind)).map(({ ref }) => ref);
  if (of("theorem").length > 0) auditIfStale();
  runMissing(ROOT, references(claim));
  const names = of("counterexample", "example");
  const filters = of("vectors");
  const spec = loadSpec();
  const all = await openAll(ROWS.filter(({ name }) => names.length > 0 || runsSome(name, filters)));
  try {
    const programs = loadPrograms().filter(({ id: program }) => names.includes(program));
    const chain = of("provenance").length > 0 ? await provenance(ROOT) : undefined;
    const world = loadWorld(ROOT, runPrograms(spec, all.opened, programs), chain);
    const now: World =
      filters.length === 0
        ? world
        : { ...world, results: withVectors(world.results, runSelected(spec, all.opened, filters)) };
    for (const { name, reason } of all.failed) console.log(`${name} does not run: ${reason}`);
    const judged = judgeClaim(found.source, claim, now);
    print(judged, found.title);
    return judged.ok;
  } finally {
    closeAll(all);
  }
}

try {
  if (!(await main(process.argv[2] ?? ""))) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
