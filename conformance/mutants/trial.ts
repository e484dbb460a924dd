/**
 * `trial <implementation> <root>`: opens the implementation that is built from `root`, runs the vectors until something
 * differs, and prints what did. A process of its own, so that a mutant may hang, crash or keep what it likes.
 */
import { openOne } from "../adapters/open.ts";
import { rowOf } from "../adapters/table.ts";
import { runVectors } from "../runner/compare.ts";
import { framesOf } from "../runner/frames.ts";
import { loadMachineVectors, runMachines } from "../runner/machines.ts";
import { loadVectors } from "../runner/vectors.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { OPENED, type Trial } from "./verdict.ts";

const [name = "", root = ""] = process.argv.slice(2);
const spec = loadSpec();
const frames = framesOf(spec, loadVectors(ROOT));
let trial: Trial;
try {
  const { adapter, machines } = await openOne(spec, rowOf(name), root);
  console.log(OPENED);
  try {
    const offered = loadMachineVectors(ROOT).filter((one) => machines?.names.has(one.machine));
    const [failure] = [
      ...runVectors(spec, adapter, frames, true).failures,
      ...runMachines(machines, offered, true).failures,
    ];
    trial = failure
      ? { verdict: "killed", how: `${failure.id}: ${failure.difference}` }
      : { verdict: "survived", how: "every vector passed" };
  } catch (error) {
    trial = { verdict: "killed", how: (error as Error).message };
  } finally {
    adapter.close();
  }
} catch (error) {
  trial = { verdict: "broken", how: (error as Error).message };
}
console.log(JSON.stringify(trial));
process.exit(0);
