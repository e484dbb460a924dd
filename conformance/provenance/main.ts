/** `just provenance`: the chain from the Lean sources to the report, each hash, and red at the first link that is broken. */
import { ROOT } from "../spec.ts";
import { provenance, writeProvenance } from "./provenance.ts";

try {
  const found = await provenance(ROOT);
  writeProvenance(ROOT, found);
  for (const { id, what, sha256, ok, faults } of found.links) {
    console.log(`${ok ? "ok " : "RED"} ${id.padEnd(9)} ${sha256.slice(0, 16)}  ${what}`);
    for (const fault of faults.slice(0, 5)) console.log(`      ${fault}`);
  }
  const broken = found.links.filter(({ ok }) => !ok).map(({ id }) => id);
  console.log(
    broken.length === 0 ? "provenance: every link holds" : `provenance: broken at ${broken.join(", ")}`,
  );
  if (broken.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(`provenance: ${(error as Error).message}`);
  process.exitCode = 1;
}
