/** `just contracts`: writes the generated parts of `c/atomik_core.h`; with `--check` it only compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadIr } from "./ir.ts";
import { withRegions } from "./regions.ts";

const root = join(import.meta.dirname, "../..");
const path = join(root, "c/atomik_core.h");
const header = readFileSync(path, "utf8");
const wanted = withRegions(header, loadIr(root));
if (wanted === header) console.log("contracts: as the IR makes them");
else if (process.argv.includes("--check")) {
  console.error("contracts: c/atomik_core.h is not what the IR makes of it; repair: just contracts");
  process.exitCode = 1;
} else {
  writeFileSync(path, wanted);
  console.log("contracts: written");
}
