/** `conf <implementation> [filter]`: runs vectors on one implementation and prints what differs. */
import { openOne } from "../adapters/open.ts";
import { rowOf } from "../adapters/table.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { runVectors } from "./compare.ts";
import { framesOf } from "./frames.ts";
import { loadMachineVectors, runMachines, together } from "./machines.ts";
import { select } from "./select.ts";
import { loadSkips, withoutSkipped } from "./skips.ts";
import { loadVectors } from "./vectors.ts";

const MOST_SHOWN = 20;

async function main(name: string, filter: string): Promise<boolean> {
  const spec = loadSpec();
  const row = rowOf(name);
  const [programs, machineCases] = [loadVectors(ROOT), loadMachineVectors(ROOT)];
  const all: readonly { id: string }[] = [...programs, ...machineCases];
  const cases = new Set(select(withoutSkipped(all, loadSkips(ROOT), name), filter));
  const { adapter, machines } = await openOne(spec, row, ROOT);
  try {
    const frames = framesOf(
      spec,
      programs.filter((one) => cases.has(one)),
    );
    const { passed, failures } = together(
      runVectors(spec, adapter, frames),
      runMachines(
        machines,
        machineCases.filter((one) => cases.has(one)),
      ),
    );
    for (const { id, difference } of failures.slice(0, MOST_SHOWN))
      console.log(`${name} ${id}: ${difference}`);
    if (failures.length > MOST_SHOWN) console.log(`… and ${failures.length - MOST_SHOWN} more`);
    console.log(
      `${name}: ${passed} passed, ${failures.length} failed of ${all.length} (${adapter.observes})`,
    );
    return failures.length === 0;
  } finally {
    adapter.close();
    machines?.close?.();
  }
}

try {
  const [name = "", filter = ""] = process.argv.slice(2);
  if (!(await main(name, filter))) process.exitCode = 1;
} catch (error) {
  console.error(`conf: ${(error as Error).message}`);
  process.exitCode = 1;
}
