/** `replay <corpus hash | file | seed:index:width>`: one program on all implementations, step by step. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { closeAll, type OpenedAll, openAll } from "../adapters/open.ts";
import { ROWS } from "../adapters/table.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { type CaseEntry, casesFolder, readCase } from "./cases/corpus.ts";
import { differenceOn, oracleOf } from "./cases/loop.ts";
import { corpusFolder } from "./corpus.ts";
import { locate } from "./locate.ts";
import { replay } from "./replay-table.ts";

/** A case of the corpus on all implementations that offer its machine: the answers, each beside the oracle's. */
function replayCase(all: OpenedAll, { given }: CaseEntry): boolean {
  const oracle = oracleOf(all.opened);
  let agree = true;
  for (const { name, machines } of all.opened) {
    if (!machines?.names.has(given.machine)) continue;
    const difference = differenceOn(oracle, machines, given);
    agree &&= difference === undefined;
    console.log(
      `${name}: ${difference ?? JSON.stringify(machines.answer(given.machine, given.width, given.json))}`,
    );
  }
  return agree;
}

async function main(text: string): Promise<boolean> {
  const spec = loadSpec();
  const path = join(casesFolder(ROOT), `${text}.json`);
  if (/^[0-9a-f]{16}$/.test(text) && existsSync(path)) {
    const all = await openAll(ROWS);
    try {
      return replayCase(all, readCase(path));
    } finally {
      closeAll(all);
    }
  }
  const program = locate(spec, corpusFolder(ROOT), text);
  const all = await openAll(ROWS);
  try {
    for (const { name, reason } of all.failed) console.log(`${name}: not opened: ${reason}`);
    if (all.opened.length === 0) return false;
    const { lines, differing } = replay(spec, all.opened, program);
    console.log(`width ${program.width}, ${program.ops.length} ops`);
    for (const line of lines) console.log(line);
    const first = all.opened[0]!.name;
    console.log(differing.length === 0 ? "all agree" : `${differing.join(", ")} differ from ${first}`);
    return differing.length === 0 && all.failed.length === 0;
  } finally {
    closeAll(all);
  }
}

try {
  if (!(await main(process.argv[2] ?? ""))) process.exitCode = 1;
} catch (error) {
  console.error(`replay: ${(error as Error).message}`);
  process.exitCode = 1;
}
