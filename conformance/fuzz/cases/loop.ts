/** The time-boxed loop over random cases: the interpreter says what is expected, everyone who offers the machine answers. */
import type { Machines } from "../../adapters/adapter.ts";
import type { Opened } from "../../adapters/open.ts";
import { differenceOf } from "../../runner/machines.ts";
import type { Spec } from "../../spec.ts";
import { type CaseEntry, storeCase } from "./corpus.ts";
import { type GivenCase, generate } from "./generate.ts";
import { shrinkCase } from "./shrink.ts";

/** Whose answers are taken as expected. */
const ORACLE = "interpreter";

/** An implementation that answers a case otherwise than the oracle. */
export interface CaseFinding {
  readonly name: string;
  readonly difference: string;
  readonly entry: CaseEntry;
}

/** What a run did. */
export interface CaseResult {
  readonly seconds: number;
  /** Cases answered, by implementation; the oracle's are all that were generated. */
  readonly byImplementation: Readonly<Record<string, number>>;
  /** The difference that ended the run, if there was one. */
  readonly finding: CaseFinding | undefined;
}

/** When a run ends, and where a finding is stored. */
export interface CaseOptions {
  readonly seconds: number;
  /** The most cases. */
  readonly cases?: number;
  readonly seed: number;
  readonly corpus: string;
}

/** What differs between the oracle's answer to a case and another one's; undefined when nothing does. */
export function differenceOn(
  oracle: Machines,
  machines: Machines,
  { machine, width, json }: GivenCase,
): string | undefined {
  const expected = oracle.answer(machine, width, json) as { id: string; result: string };
  return differenceOf(machines, { id: expected.id, machine, width, json: { ...expected } });
}

/** The oracle's machines. @throws RangeError when it is not open */
export function oracleOf(opened: readonly Opened[]): Machines {
  const oracle = opened.find(({ name }) => name === ORACLE)?.machines;
  if (!oracle) throw new RangeError(`cases: expected ${ORACLE} among the implementations, got none`);
  return oracle;
}

/** Runs until the time is over or an implementation differs. @throws RangeError when the oracle is not open */
export function fuzzCases(spec: Spec, opened: readonly Opened[], options: CaseOptions): CaseResult {
  const oracle = oracleOf(opened);
  const others = opened.flatMap(({ name, machines }) =>
    name !== ORACLE && machines ? [{ name, machines }] : [],
  );
  const byImplementation: Record<string, number> = { [ORACLE]: 0 };
  for (const { name } of others) byImplementation[name] = 0;
  const started = performance.now();
  const { seconds, cases = Number.POSITIVE_INFINITY, seed, corpus } = options;
  let finding: CaseFinding | undefined;
  for (let index = 0; !finding && index < cases && performance.now() - started < seconds * 1000; index++) {
    const given = generate(spec, seed, index);
    byImplementation[ORACLE]!++;
    for (const { name, machines } of others) {
      if (finding || !machines.names.has(given.machine)) continue;
      if (machines.takes?.(given.machine, given.width, given.json) === false) continue;
      byImplementation[name]!++;
      if (differenceOn(oracle, machines, given) === undefined) continue;
      const small = shrinkCase(given, (one) => differenceOn(oracle, machines, one) !== undefined);
      const difference = differenceOn(oracle, machines, small)!;
      finding = { name, difference, entry: storeCase(corpus, small, `seed ${seed}, case ${index}`) };
    }
  }
  return { seconds: (performance.now() - started) / 1000, byImplementation, finding };
}
