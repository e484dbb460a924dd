import type { Yosys } from "../tools/yosys.ts";
import { type Configuration, type Cover, elaborate, harnessOf, type Sources, TOP } from "./harness.ts";
import { type PlantedBug, plant } from "./planted.ts";

/** What a tool says of the rules: they hold always, are broken by a run it found, or it cannot tell. */
export type Verdict = "proved" | "refuted" | "unknown";

/** A proof and the covers of the same design. */
export interface SatProof {
  readonly verdict: Verdict;
  /** Induction length at which the proof closed, 0 if it did not. */
  readonly depth: number;
  readonly reached: readonly string[];
  readonly missed: readonly string[];
  /** What Yosys printed. */
  readonly output: string;
}

/** Proves all rules by induction with base case, and looks for a run to each cover, with Yosys' own SAT solver. */
export async function proveBySat(
  yosys: Yosys,
  sources: Sources,
  configuration: Configuration,
  covers: readonly Cover[],
): Promise<SatProof> {
  const { maxLength } = harnessOf(configuration);
  const script = [
    ...elaborate(sources, configuration),
    ...prepareSat,
    ...section("rules", `sat -set-assumes -prove-asserts -tempinduct -maxsteps ${maxLength} ${TOP}`),
    ...dropRules,
    ...covers.flatMap(({ name, cycles }) =>
      section(name, `sat -set-assumes -seq ${cycles} -set-at ${cycles} ${name} 1 -show ${name} ${TOP}`),
    ),
  ];
  const { output } = await yosys.run(script.join("\n"), sources);
  const parts = sections(output);
  const rules = parts.get("rules") ?? "";
  const isReached = ({ name }: Cover): boolean =>
    parts.get(name)?.includes("SAT solving finished - model found:") ?? false;
  const length = /\[induction step (\d+)\][^[]*Induction step proven: SUCCESS!/.exec(rules)?.[1];
  return {
    verdict: verdict(rules),
    depth: Number(length ?? 0),
    reached: covers.filter(isReached).map(({ name }) => name),
    missed: covers.filter((cover) => !isReached(cover)).map(({ name }) => name),
    output,
  };
}

/** The planted bugs for which Yosys' SAT solver does not find a run that breaks a rule. */
export async function missedBySat(
  yosys: Yosys,
  sources: Sources,
  configuration: Configuration,
  bugs: readonly PlantedBug[],
): Promise<string[]> {
  const cycles = configuration.cycles ?? harnessOf(configuration).bugCycles;
  const search = `sat -set-assumes -prove-asserts -seq ${cycles} ${TOP}`;
  const files: Record<string, string> = { ...sources };
  const script: string[] = [];
  bugs.forEach((bug, index) => {
    const planted = plant(sources, bug);
    const prefix = `bug${index}_`;
    for (const [name, text] of Object.entries(planted)) if (name.endsWith(".v")) files[prefix + name] = text;
    script.push(
      ...elaborate(planted, configuration, prefix),
      ...observed,
      ...prepareSat,
      ...section(bug.id, search),
    );
  });
  const parts = sections((await yosys.run(script.join("\n"), files)).output);
  return bugs.map(({ id }) => id).filter((id) => !parts.get(id)?.includes(BROKEN));
}

const BROKEN = "SAT proof finished - model found: FAIL!";
// What only helps the induction, about registers inside a module, finds no bug: one must break a rule about its outputs.
const observed = [`delete ${TOP}/c:inside_*`];
// Covers are searched for in the design alone, in half the time.
const dropRules = ["delete */t:$assert", "opt_clean"];
const prepareSat = ["memory_map", "opt_clean", "dffunmap"];

function section(id: string, command: string): string[] {
  return [`log SECTION ${id}`, command, "log SECTION end"];
}

/** What was printed in each section. */
function sections(output: string): Map<string, string> {
  const parts = output.split(/^SECTION /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end), part.slice(end)];
    }),
  );
}

function verdict(printed: string): Verdict {
  if (printed.includes("proof finished - model found for base case: FAIL!")) return "refuted";
  return printed.includes("Base case for induction length 1 proven.") &&
    printed.includes("Induction step proven: SUCCESS!")
    ? "proved"
    : "unknown";
}
