/**
 * `just source-proof`: Frama-C proves the header's functions of one context against contracts out of spec/ir, and leaves
 * goals open for planted bugs; writes build/source-proof.json. Exit code 1 unless all of it holds.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ANNOTATIONS, prepared } from "./prepare.ts";
import { framaVersion, runWp } from "./wp.ts";

interface PlantedBug {
  readonly id: string;
  readonly function: string;
  readonly find: string;
  readonly replace: string;
}

/** Seconds that a prover has for a goal; goals of planted bugs are open after less. */
const TIMEOUT = 60;
const BUG_TIMEOUT = 5;

/** What the proof is about: once it has changed, its record counts no more. */
const SOURCES = ["c/atomik_core.h", "c/proof/source", "spec/ir"];

const root = join(import.meta.dirname, "../../..");
const version = framaVersion();
if (version === undefined)
  throw new Error("source-proof: expected frama-c, cvc4 and z3 (Debian: frama-c-base why3 cvc4 z3)");
const header = readFileSync(join(root, "c/atomik_core.h"), "utf8");
const functions = ANNOTATIONS.map((annotation) => annotation.function);
const { proved, goals, open, seconds } = runWp(prepared(header), functions, TIMEOUT);
console.log(
  `source-proof: ${proved} of ${goals} goals of ${functions.length} functions proved, ${seconds.toFixed(1)} s`,
);
for (const name of open) console.log(`source-proof: open: ${name}`);

const bugs = JSON.parse(readFileSync(join(import.meta.dirname, "planted.json"), "utf8")) as PlantedBug[];
const missed = bugs.filter((bug) => {
  const parts = header.split(bug.find);
  if (parts.length !== 2)
    throw new RangeError(
      `planted bug ${bug.id}: expected its text once in the header, got ${parts.length - 1}`,
    );
  const found = runWp(prepared(parts.join(bug.replace)), [bug.function], BUG_TIMEOUT);
  const caught = found.proved < found.goals;
  console.log(`source-proof: ${bug.id}: ${caught ? `open: ${found.open.join(", ")}` : "not caught"}`);
  return !caught;
});

const proof = {
  id: "source/context",
  tool: version,
  method: "weakest preconditions (WP, RTE), Typed memory model",
  functions,
  bounded: false,
  goals,
  result: proved === goals && goals > functions.length ? "proved" : "open",
  open,
  seconds,
  plantedBugs: { caught: bugs.length - missed.length, missed: missed.map(({ id }) => id) },
};
mkdirSync(join(root, "build"), { recursive: true });
writeFileSync(
  join(root, "build/source-proof.json"),
  `${JSON.stringify({ sources: SOURCES, proofs: [proof] }, null, 2)}\n`,
);
process.exitCode = proof.result === "proved" && missed.length === 0 ? 0 : 1;
