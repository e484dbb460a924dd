/** Rows of build/object-proof.json: one group of functions, compiled in one way. */
import { type Build, type Code, FLAGS } from "./compile.ts";
import { EXTERNALS, processorRegions } from "./external.ts";
import { functionsOf, type Group } from "./groups.ts";
import type { Instruction } from "./listing.ts";
import { prove, type Verdict } from "./prove.ts";
import type { ByteRegion } from "./region.ts";
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
  /** Instructions of the functions, padding aside, and how many of them no goal ran. */
  readonly code: { readonly instructions: number; readonly notRun: number };
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
  readonly code: ProofRow["code"];
  readonly asked: number;
  readonly seconds: number;
}

/** Proves the goals of a group; with `stop` no further than the first that is not proved. */
export function proveGroup(group: Group, code: Code, solver: Solver, stop: boolean): GroupResult {
  const started = performance.now();
  const before = solver.asked;
  const constants = (): readonly ByteRegion[] => [...processorRegions(), ...code.constants];
  const run = new Set<Instruction>();
  const observe = (instruction: Instruction): unknown => run.add(instruction);
  const options = { ...code, externals: EXTERNALS, constants, solver, observe };
  const verdicts: Verdict[] = [];
  for (const goal of group.goals()) {
    const verdict = prove(goal, options);
    verdicts.push(verdict);
    if (stop && !verdict.proved) break;
  }
  const seconds = Math.round(performance.now() - started) / 1000;
  const all = [...code.listing.instructions.values()].filter((one) => !isPadding(one));
  const notRun = all.filter((one) => !run.has(one)).length;
  return { verdicts, code: { instructions: all.length, notRun }, asked: solver.asked - before, seconds };
}

function isPadding({ text }: Instruction): boolean {
  return /^(?:nop\b|xchg +ax,ax$|int3$)/.test(text);
}

/** The row of a group. */
export function rowOf(
  group: Group,
  build: Build,
  version: string,
  solver: Solver,
  { verdicts, code, asked, seconds }: GroupResult,
  plantedBugs: ProofRow["plantedBugs"],
): ProofRow {
  const open = verdicts.filter(({ proved }) => !proved);
  return {
    id: `object/${build.id}/${group.id}`,
    compiler: version,
    flags: [build.level, ...FLAGS, ...(group.defines ?? []).map((define) => `-D${define}`)].join(" "),
    method: "symbolic execution of the object code, normal form over GF(2)",
    functions: [...functionsOf(group)],
    goals: verdicts.length,
    paths: verdicts.reduce((sum, { paths }) => sum + paths, 0),
    code,
    bounded: group.lengths !== null,
    lengths: group.lengths,
    result: open.length === 0 ? "proved" : "refuted",
    open: open.slice(0, 3).map(({ id, reason }) => `${id}: ${reason}`),
    seconds,
    solver: { version: solver.version, asked },
    plantedBugs,
  };
}
