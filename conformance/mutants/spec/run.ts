/** `run.ts [filter]`: plants faults in definitions; the filter selects ids. Without one the record is written anew. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildModules, messageText } from "../../../lean/runner/lean.ts";
import type { Module } from "../../../lean/runner/modules.ts";
import { select } from "../../runner/select.ts";
import { ROOT } from "../../spec.ts";
import { judges, reachHash } from "./modules.ts";
import { page, record } from "./record.ts";
import { loadTable, type SpecMutant } from "./table.ts";
import { type Trial, tryMutant } from "./trial.ts";

const LEAN = join(ROOT, "lean");
const CACHE = join(ROOT, ".cache/mutants/spec");
const PRISTINE = join(CACHE, "olean");
const AT_ONCE = 2;

/** The verdict, from an earlier run if nothing that it depends on has changed since. */
async function judge(modules: readonly Module[], mutant: SpecMutant): Promise<Trial> {
  const reach = reachHash(LEAN, modules, mutant.file);
  const key = createHash("sha256")
    .update(JSON.stringify([reach, mutant]))
    .digest("hex");
  const file = join(CACHE, `${key.slice(0, 32)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Trial;
  const trial = await tryMutant(LEAN, PRISTINE, mutant).catch(
    (error: Error): Trial => ({ verdict: "broken", theorems: [], examples: [], why: error.message }),
  );
  // other verdicts depend on more than the judging modules
  if (trial.verdict === "theorem" || trial.verdict === "example") writeFileSync(file, JSON.stringify(trial));
  return trial;
}

function told({ id }: SpecMutant, { verdict, theorems, examples, why }: Trial): void {
  const count = `${theorems.length} theorems and ${examples.length} examples red`;
  console.log(`${verdict.padEnd(8)} ${id}: ${why ?? count}${theorems[0] ? `, ${theorems[0]} first` : ""}`);
}

async function main(filter: string): Promise<boolean> {
  const table = loadTable();
  const selected = select(table, filter);
  mkdirSync(PRISTINE, { recursive: true });
  const modules = judges(LEAN);
  const names = modules.map(({ name }) => name);
  const { failed, messages } = await buildModules({ root: LEAN, out: PRISTINE, modules: names });
  for (const message of messages) console.error(messageText(message));
  if (failed.length) throw new Error(`lean: expected to build without a mutant, got errors in ${failed}`);
  const trials: Trial[] = new Array(selected.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < selected.length; i = next++) {
      trials[i] = await judge(modules, selected[i]!);
      told(selected[i]!, trials[i]!);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const well = trials.every(({ verdict }) => verdict !== "survived" && verdict !== "broken");
  if (well && !filter) {
    const all = record(modules, table, trials);
    writeFileSync(join(import.meta.dirname, "record.json"), `${JSON.stringify(all, undefined, 1)}\n`);
    writeFileSync(join(import.meta.dirname, "README.md"), page(table, all));
  }
  return well;
}

try {
  if (!(await main(process.argv[2] ?? ""))) process.exitCode = 1;
} catch (error) {
  console.error(`mutants-spec: ${(error as Error).message}`);
  process.exitCode = 1;
}
