import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Yosys } from "../tools/yosys.ts";
import { type Configuration, elaborate, type Sources, TOP } from "./harness.ts";
import { type PlantedBug, plant } from "./planted.ts";
import type { Verdict } from "./sat.ts";

/** Length of the induction, and number of cycles of its base case and of the search for planted bugs. */
export const SMT_DEPTH = 5;

/** An SMT solver that `yosys-smtbmc` can drive. */
export interface Solver {
  /** Name as `yosys-smtbmc -s` takes it. */
  readonly name: string;
  /** Name and version for the record. */
  readonly version: string;
}

/**
 * The first of cvc5 and z3 that is on PATH beside `yosys-smtbmc`; undefined when there is none. (On the 64-bit core
 * cvc5 takes 0.1 s of CPU for a base case, z3 3 s.)
 */
export function findSolver(): Solver | undefined {
  if (spawnSync("yosys-smtbmc", ["--help"]).error) return undefined;
  for (const name of ["cvc5", "z3"]) {
    const { status, stdout } = spawnSync(name, ["--version"], { encoding: "utf8" });
    if (status === 0) return { name, version: stdout.split("\n")[0]!.replace("This is ", "").trim() };
  }
  return undefined;
}

/** Proves all rules: base case and induction step, each an own run of `yosys-smtbmc`. */
export async function proveBySmt(
  yosys: Yosys,
  solver: Solver,
  sources: Sources,
  configuration: Configuration,
): Promise<Verdict> {
  const model = (await models(yosys, configuration, [sources]))[0];
  if (model === undefined) return "unknown";
  const base = check(solver, model);
  return base === "proved" ? check(solver, model, "-i") : base;
}

/** The planted bugs for which the solver does not find a run that breaks a rule. */
export async function missedBySmt(
  yosys: Yosys,
  solver: Solver,
  sources: Sources,
  configuration: Configuration,
  bugs: readonly PlantedBug[],
): Promise<string[]> {
  const found = await models(
    yosys,
    configuration,
    bugs.map((bug) => plant(sources, bug)),
  );
  const isMissed = (model: string | undefined): boolean =>
    model === undefined || check(solver, model) !== "refuted";
  return bugs.filter((_, index) => isMissed(found[index])).map(({ id }) => id);
}

/** Each design as an SMT-LIB model; undefined for one that Yosys cannot read. */
async function models(
  yosys: Yosys,
  configuration: Configuration,
  designs: readonly Sources[],
): Promise<(string | undefined)[]> {
  const files: Record<string, string> = {};
  const script = designs.flatMap((sources, index) => {
    const prefix = `design${index}_`;
    for (const [name, text] of Object.entries(sources))
      files[name.endsWith(".v") ? prefix + name : name] = text;
    return [...elaborate(sources, configuration, prefix), `write_smt2 -wires ${index}.smt2`];
  });
  const wanted = designs.map((_, index) => `${index}.smt2`);
  const run = await yosys.run(script.join("\n"), files, wanted);
  return wanted.map((name) => run.files[name]);
}

function check(solver: Solver, model: string, ...options: string[]): Verdict {
  const dir = mkdtempSync(join(tmpdir(), "atomik-smt-"));
  try {
    writeFileSync(join(dir, "model.smt2"), model);
    const args = ["-s", solver.name, ...options, "-t", String(SMT_DEPTH), "-m", TOP, "model.smt2"];
    const { stdout } = spawnSync("yosys-smtbmc", args, { cwd: dir, encoding: "utf8" });
    if (/Status: PASSED/i.test(stdout)) return "proved";
    return /Assert failed in/.test(stdout) && /Status: FAILED/i.test(stdout) ? "refuted" : "unknown";
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
