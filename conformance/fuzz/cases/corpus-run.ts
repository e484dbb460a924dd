/** Runs the corpus of cases; whoever differs from the oracle is red. */
import type { Opened } from "../../adapters/open.ts";
import type { CaseEntry } from "./corpus.ts";
import { differenceOn, oracleOf } from "./loop.ts";

/** One line for each entry on which an implementation differs from the oracle, with the command that shows it. */
export function checkCases(opened: readonly Opened[], entries: readonly CaseEntry[]): string[] {
  if (entries.length === 0) return [];
  const oracle = oracleOf(opened);
  return entries.flatMap(({ hash, given }) =>
    opened.flatMap(({ name, machines }) => {
      if (!machines?.names.has(given.machine)) return [];
      const difference = differenceOn(oracle, machines, given);
      return difference === undefined ? [] : [`${name}: ${difference}: just replay ${hash}`];
    }),
  );
}
