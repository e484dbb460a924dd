/** `mutants [filter]`: plants faults and looks whether they are caught; the filter is an implementation or selects ids, which start with one. */
import { ROWS } from "../adapters/table.ts";
import { select } from "../runner/select.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { judgeMutants } from "./judge.ts";
import { filterOf, loadMutants } from "./list.ts";

const AT_ONCE = 2;

async function main(filter: string): Promise<boolean> {
  const spec = loadSpec();
  const all = ROWS.flatMap((row) =>
    loadMutants(spec, ROOT, row).map((mutant) => ({ id: mutant.id, row, mutant })),
  );
  const selected = select(all, filterOf(filter, ROWS));
  let well = true;
  for (const row of ROWS) {
    const mutants = selected.filter((one) => one.row === row).map(({ mutant }) => mutant);
    for (const { mutant, trial, cached } of await judgeMutants(row, mutants, AT_ONCE)) {
      well &&= trial.verdict === "killed";
      const mark = trial.verdict === "killed" ? "killed  " : trial.verdict.toUpperCase().padEnd(8);
      console.log(`${mark} ${mutant.id}${cached ? " (known)" : ""}: ${trial.how}`);
    }
  }
  return well;
}

try {
  if (!(await main(process.argv[2] ?? ""))) process.exitCode = 1;
} catch (error) {
  console.error(`mutants: ${(error as Error).message}`);
  process.exitCode = 1;
}
