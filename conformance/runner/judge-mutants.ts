import { ROWS } from "../adapters/table.ts";
import { judgeMutants } from "../mutants/judge.ts";
import { loadMutants } from "../mutants/list.ts";
import { ROOT, type Spec } from "../spec.ts";
import type { ImplementationResult } from "./results.ts";

const AT_ONCE = 2;

/**
 * All mutants of all implementations.
 *
 * @param red receives a line for each list that is incomplete and each mutant that proves nothing
 */
export async function judgeAllMutants(
  spec: Spec,
  red: string[],
): Promise<Map<string, ImplementationResult["mutants"]>> {
  const results = new Map<string, ImplementationResult["mutants"]>();
  for (const row of ROWS) {
    try {
      const judged = await judgeMutants(row, loadMutants(spec, ROOT, row), AT_ONCE);
      const known = judged.filter(({ cached }) => cached).length;
      console.error(`mutants of ${row.name}: ${judged.length}, ${known} of them judged before`);
      for (const { mutant, trial } of judged)
        if (trial.verdict === "broken")
          red.push(`${row.name}: the mutant ${mutant.id} does not run: ${trial.how}`);
      results.set(row.name, {
        killed: judged.filter(({ trial }) => trial.verdict === "killed").length,
        survived: judged.filter(({ trial }) => trial.verdict === "survived").map(({ mutant }) => mutant.id),
        all: judged.map(({ mutant: { id, why }, trial: { verdict } }) => ({ id, why, verdict })),
      });
    } catch (error) {
      red.push(`mutants of ${row.name}: ${(error as Error).message}`);
    }
  }
  return results;
}
