/**
 * Proves the modules equal to the golden model, by every tool that is here, shows that no proof is vacuous and that each
 * finds planted bugs, and writes `build/formal.json`, with `--all` `build/formal-all.json`. Exit code 1 unless all of it holds.
 *
 * Options: `--all` adds the configurations that take minutes, and takes what was found of the same text before; `--wasm` takes Yosys from npm even if there is a native one;
 * a module or module/configuration is for work on a proof, writes nothing and still fails on what it finds.
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findYosys } from "../tools/yosys.ts";
import { configurations } from "./harness.ts";
import { type ProofRow, proveAll } from "./run.ts";

/** What the long proofs are about: once it has changed, their record counts no more. */
const SOURCES = ["spec/golden", "verilog/configs.json", "verilog/rtl", ...harnessFiles()];

const options = { all: { type: "boolean" }, wasm: { type: "boolean" } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const [only] = positionals;
const started = performance.now();
const chosen = configurations().filter(({ module, id, nightly }) =>
  only === undefined ? values.all || !nightly : [module, `${module}/${id}`].includes(only),
);
if (chosen.length === 0) {
  const modules = [...new Set(configurations().map(({ module }) => module))].join(", ");
  console.error(`formal: expected one of ${modules}, or <module>/<configuration>, got ${only}`);
  process.exit(1);
}
const { proofs, skipped } = await proveAll({
  yosys: await findYosys(values.wasm ? "wasm" : "native"),
  configurations: chosen,
  progress: (line) => console.log(line),
  keep: values.all === true || only !== undefined,
});

const failed = proofs.filter((row) => !holds(row));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`formal: ${proofs.length - failed.length} of ${proofs.length} proofs hold, ${seconds} s`);
for (const { id, reason } of skipped) console.log(`formal: skipped ${id}: ${reason}`);
if (only === undefined) {
  const build = join(import.meta.dirname, "../../build");
  mkdirSync(build, { recursive: true });
  const name = values.all ? "formal-all" : "formal"; // A run of fewer rows would contradict a record of all.
  const artefact = { ...(values.all && { sources: SOURCES }), proofs, skipped };
  writeFileSync(join(build, `${name}.json`), `${JSON.stringify(artefact, null, 2)}\n`);
}
if (proofs.length === 0 || failed.length > 0) process.exit(1);

/** The harnesses, the bugs to plant, and the programs that make proofs of them; not the pages. */
function harnessFiles(): string[] {
  const names = readdirSync(import.meta.dirname).filter((name) => !name.endsWith(".md"));
  return names.sort().map((name) => `verilog/formal/${name}`);
}

function holds({ result, coverReached, plantedBugs: { caught, missed } }: ProofRow): boolean {
  return result === "proved" && coverReached && caught > 0 && missed.length === 0;
}
