/**
 * `just c-matrix [ID...]`: the header from many compilers, at every level, under sanitizers and on other machines; rows
 * whose id contains one of the words. All rows together write build/c-matrix.json.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { machine } from "../../conformance/bench/harness.ts";
import { ROOT } from "../test/compile.ts";
import type { Outcome, Row } from "./row.ts";
import { ROWS } from "./rows.ts";
import { compared, runRow } from "./run.ts";

/** The row whose digest the others are compared with. */
const FIRST = "gcc/c99/O2";

const words = process.argv.slice(2);
const chosen = ROWS.filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)));
if (chosen.length === 0) {
  console.error(`c-matrix: expected part of one of ${ROWS.map(({ id }) => id).join(", ")}, got ${words}`);
  process.exit(2);
}

const first = await runRow(ROWS.find(({ id }) => id === FIRST)!);

const outcomes: Outcome[] = new Array(chosen.length);
let next = 0;
async function worker(): Promise<void> {
  for (let i = next++; i < chosen.length; i = next++) {
    const row: Row = chosen[i]!;
    outcomes[i] = row.id === FIRST ? first : compared(await runRow(row), first);
    const { id, ok, seconds, why, bytes } = outcomes[i]!;
    console.log(`${ok ? "ok  " : "RED "} ${id.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s`);
    if (why !== undefined) console.log(why.replaceAll(/^/gm, "     | "));
    for (const [name, size] of Object.entries(bytes ?? {}))
      if (/^atomik_(?!.*table|.*tree)|^\(all\)$/.test(name))
        console.log(`     ${String(size).padStart(6)} bytes ${name}`);
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, worker));

const red = outcomes.filter(({ ok }) => !ok);
console.log(`c-matrix: ${outcomes.length - red.length} of ${outcomes.length} rows, digest ${first.digest}`);
if (words.length === 0) {
  mkdirSync(join(ROOT, "build"), { recursive: true });
  const artefact = { machine: machine(), digest: first.digest ?? null, rows: outcomes };
  writeFileSync(join(ROOT, "build/c-matrix.json"), `${JSON.stringify(artefact, null, 2)}\n`);
}
process.exitCode = red.length === 0 ? 0 : 1;
