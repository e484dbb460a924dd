/** `just contracts`: writes the generated parts of the headers; with `--check` it only compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadIr } from "./ir.ts";
import { HEADERS, withRegions } from "./regions.ts";

const root = join(import.meta.dirname, "../..");
const ir = loadIr(root);
for (const name of HEADERS) {
  const path = join(root, "c", name);
  const header = readFileSync(path, "utf8");
  const wanted = withRegions(header, ir, name);
  if (wanted === header) console.log(`contracts: c/${name}: as the IR makes them`);
  else if (process.argv.includes("--check")) {
    console.error(`contracts: c/${name} is not what the IR makes of it; repair: just contracts`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, wanted);
    console.log(`contracts: c/${name}: written`);
  }
}
