/** Rows of build/object-proof.json: one group of functions, compiled in one way. */
import { type Build, type Code, FLAGS } from "./compile.ts";
import { EXTERNALS, processorRegions } from "./external.ts";
import { functionsOf, type Group } from "./groups.ts";
import type { Instruction } from "./listing.ts";
import { prove, type Verdict } from "./prove.ts";
import type { Solver } from "./solver.ts";

/** One proof in the artefact. */
export interface ProofRow {
  readonly id: string;
  readonly compiler: string;
  readonly flags: string;
  readonly method: string;
  /** The C functions. */
  readonly functions: readonly string[];
  readonly goals: number;
  readonly paths: number;
  /** Whether lengths are bounded; what is not a length never is. */
  readonly bounded: boolean;
  readonly lengths: string | null;
  readonly result: "proved" | "refuted";
  /** The first goals that are not proved, and why. */
  readonly open: readonly string[];
  readonly seconds: number;
  readonly solver: { readonly version: string; readonly asked: number };
  readonly plantedBugs: { readonly caught: number; readonly missed: readonly string[] };
}

/** How a group of code fared. */
export interface GroupResult {
  readonly verdicts: readonly Verdict[];
  readonly asked: number;
  readonly seconds: number;
}

/** Proves the goals of a group; with `stop` no further than the first that is not proved. */
export function proveGroup(
  group: Group,
  code: Code,
  solver: Solver,
  stop: boolean,
  observe?: (instruction: Instruction) => void,
): GroupResult {
  const started = performance.now();
  const before = solver.asked;
  const options = { ...code, externals: EXTERNALS, constants: processorRegions, solver };
  const verdicts: Verdict[] = [];
  for (const goal of group.goals()) {
    const verdict = prove(goal, observe === undefined ? options : { ...options, observe });
    verdicts.push(verdict);
    if (stop && !verdict.proved) break;
  }
  const seconds = Math.round(performance.now() - started) / 1000;
  return { verdicts, asked: solver.asked - before, seconds };
}

/** The row of a group. */
export function rowOf(
  group: Group,
  build: Build,
  version: string,
  solver: Solver,
  { verdicts, asked, seconds }: GroupResult,
  plantedBugs: ProofRow["plantedBugs"],
): ProofRow {
  const open = verdicts.filter(({ proved }) => !proved);
  return {
    id: `object/${build.id}/${group.id}`,
    compiler: version,
    flags: [build.level, ...FLAGS].join(" "),
    method: "symbolic execution of the object code, normal form over GF(2)",
    functions: [...functionsOf(group)],
    goals: verdicts.length,
    paths: verdicts.reduce((sum, { paths }) => sum + paths, 0),
    bounded: group.lengths !== null,
    lengths: group.lengths,
    result: open.length === 0 ? "proved" : "refuted",
    open: open.slice(0, 3).map(({ id, reason }) => `${id}: ${reason}`),
    seconds,
    solver: { version: solver.version, asked },
    plantedBugs,
  };
}
