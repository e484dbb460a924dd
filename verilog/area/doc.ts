/** `just area-doc`: writes verilog/doc/area.md and area.svg from the record of `just area`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { areaPlot } from "./plot.ts";
import { type AreaArtefact, areaPage } from "./table.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The generated files, path below the repository's root to text. */
export function areaFiles(): Record<string, string> {
  const record = JSON.parse(
    readFileSync(join(ROOT, "conformance/records/area.json"), "utf8"),
  ) as AreaArtefact;
  return { "verilog/doc/area.md": areaPage(record), "verilog/doc/area.svg": areaPlot(record) };
}

if (import.meta.main)
  for (const [path, text] of Object.entries(areaFiles())) {
    writeFileSync(join(ROOT, path), text);
    console.log(`area-doc: ${path}`);
  }
