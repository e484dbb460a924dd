/**
 * `just source-proof`: Frama-C proves functions of the header against contracts out of spec/ir, and leaves goals open for
 * planted bugs; writes build/source-proof.json. Exit code 1 unless all of it holds.
 *
 * Options: `--group` chooses some for work on a proof, writes nothing and still fails on what is open.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { GROUPS } from "./groups.ts";
import { prepared } from "./prepare.ts";
import { framaVersion, runWp } from "./wp.ts";

interface PlantedBug {
  readonly id: string;
  readonly group: string;
  readonly function: string;
  readonly find: string;
  readonly replace: string;
}

/** Seconds that a prover has for a goal; goals of planted bugs are open after less. */
const TIMEOUT = 60;
const BUG_TIMEOUT = 5;

/** What the proof is about: once it has changed, its record counts no more. */
const SOURCES = ["c/atomik_core.h", "c/proof/source", "spec/ir"];

const { values } = parseArgs({ options: { group: { type: "string" } } });
const wanted = values.group?.split(",");
const root = join(import.meta.dirname, "../../..");
const version = framaVersion();
if (version === undefined)
  throw new Error("source-proof: expected frama-c, cvc4 and z3 (Debian: frama-c-base why3 cvc4 z3)");
const header = readFileSync(join(root, "c/atomik_core.h"), "utf8");
const planted = JSON.parse(readFileSync(join(import.meta.dirname, "planted.json"), "utf8")) as PlantedBug[];
const proofs = GROUPS.filter(({ id }) => wanted?.includes(id) ?? true).map(({ id, annotations }) => {
  const functions = annotations.map((annotation) => annotation.function);
  const { proved, goals, open, seconds } = runWp(prepared(header), functions, TIMEOUT);
  console.log(
    `source-proof: ${id}: ${proved} of ${goals} goals of ${functions.length} functions proved, ${seconds.toFixed(1)} s`,
  );
  for (const name of open) console.log(`source-proof: ${id}: open: ${name}`);
  const bugs = planted.filter(({ group }) => group === id);
  const missed = bugs.filter((bug) => !isCaught(bug));
  return {
    id: `source/${id}`,
    tool: version,
    method: "weakest preconditions (WP, RTE), Typed memory model",
    functions,
    bounded: false,
    goals,
    result: proved === goals && goals > functions.length ? "proved" : "open",
    open,
    seconds,
    plantedBugs: { caught: bugs.length - missed.length, missed: missed.map((bug) => bug.id) },
  };
});

const failed = proofs.filter(
  ({ result, plantedBugs: { caught, missed } }) => result !== "proved" || caught === 0 || missed.length > 0,
);
console.log(`source-proof: ${proofs.length - failed.length} of ${proofs.length} proofs hold`);
if (wanted === undefined) {
  mkdirSync(join(root, "build"), { recursive: true });
  const file = join(root, "build/source-proof.json");
  writeFileSync(file, `${JSON.stringify({ sources: SOURCES, proofs }, null, 2)}\n`);
}
process.exitCode = proofs.length === 0 || failed.length > 0 ? 1 : 0;

/** Whether a goal of the bug's function is open. @throws RangeError when its text is not in the header once */
function isCaught(bug: PlantedBug): boolean {
  const parts = header.split(bug.find);
  if (parts.length !== 2)
    throw new RangeError(
      `planted bug ${bug.id}: expected its text once in the header, got ${parts.length - 1}`,
    );
  const { proved, goals, open } = runWp(prepared(parts.join(bug.replace)), [bug.function], BUG_TIMEOUT);
  const caught = proved < goals;
  console.log(`source-proof: ${bug.id}: ${caught ? `open: ${open.join(", ")}` : "not caught"}`);
  return caught;
}
