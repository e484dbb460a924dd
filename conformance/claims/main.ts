/** `just claims`: every claim's evidence against this run's artefacts; writes build/claims.json, red when a verdict does not stand. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { closeAll, openAll } from "../adapters/open.ts";
import { ROWS } from "../adapters/table.ts";
import { provenance, writeProvenance } from "../provenance/provenance.ts";
import { loadSkips, unlisted } from "../runner/skips.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { judgeClaims, redLines } from "./judge.ts";
import { loadLedger, VERDICTS } from "./ledger.ts";
import { loadPrograms, runPrograms } from "./programs.ts";
import { runMissing } from "./tests.ts";
import { references } from "./usage.ts";
import { loadWorld } from "./world.ts";

async function main(): Promise<boolean> {
  const spec = loadSpec();
  const sources = loadLedger();
  runMissing(
    ROOT,
    sources.flatMap(({ claims }) => claims.flatMap(references)),
  );
  const all = await openAll(ROWS);
  try {
    const programs = runPrograms(spec, all.opened, loadPrograms());
    const chain = await provenance(ROOT);
    writeProvenance(ROOT, chain);
    const file = judgeClaims(spec.rootHash, sources, loadWorld(ROOT, programs, chain));
    mkdirSync(join(ROOT, "build"), { recursive: true });
    writeFileSync(join(ROOT, "build/claims.json"), `${JSON.stringify(file, null, 2)}\n`);
    const red = [...unlisted(all.failed, loadSkips(ROOT)), ...redLines(file)];
    for (const line of red) console.log(`RED ${line}`);
    const { total, ok, byVerdict } = file.summary;
    console.log(
      `claims: ${ok} of ${total} stand; ${VERDICTS.map((verdict) => `${byVerdict[verdict]} ${verdict}`).join(", ")}`,
    );
    return red.length === 0;
  } finally {
    closeAll(all);
  }
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(`claims: ${(error as Error).message}`);
  process.exitCode = 1;
}
