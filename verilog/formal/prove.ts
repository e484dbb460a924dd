/**
 * Proves `atomik_core` equal to the golden model in every configuration, by every tool that is here, shows that the
 * proof is not vacuous and that it finds planted bugs, and writes `build/formal.json`. Exit code 1 unless all of it holds.
 *
 * Options: `--wasm` takes Yosys from npm even if there is a native one; `--only <configuration id>` is for work on a
 * proof, writes nothing and still fails on what it finds.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findYosys } from "../tools/yosys.ts";
import { configurations } from "./harness.ts";
import { type ProofRow, proveAll } from "./run.ts";

const { values } = parseArgs({ options: { wasm: { type: "boolean" }, only: { type: "string" } } });
const started = performance.now();
const chosen = configurations().filter(({ id }) => values.only === undefined || id === values.only);
const { proofs, skipped } = await proveAll({
  yosys: await findYosys(values.wasm ? "wasm" : "native"),
  configurations: chosen,
  progress: (line) => console.log(line),
});

const failed = proofs.filter((row) => !holds(row));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`formal: ${proofs.length - failed.length} of ${proofs.length} proofs hold, ${seconds} s`);
for (const { id, reason } of skipped) console.log(`formal: skipped ${id}: ${reason}`);
if (values.only === undefined) {
  const build = join(import.meta.dirname, "../../build");
  mkdirSync(build, { recursive: true });
  writeFileSync(join(build, "formal.json"), `${JSON.stringify({ proofs, skipped }, null, 2)}\n`);
}
if (proofs.length === 0 || failed.length > 0) process.exit(1);

function holds({ result, coverReached, plantedBugs: { caught, missed } }: ProofRow): boolean {
  return result === "proved" && coverReached && caught > 0 && missed.length === 0;
}
