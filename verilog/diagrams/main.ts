/** `just diagrams`: draws each module and the timing of the core's ops into verilog/doc. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawing, netlistOf, SUBJECTS } from "./schematic.ts";
import { timingDiagram } from "./timing.ts";

/** Where the pictures are. */
export const DOC: string = join(import.meta.dirname, "../doc");

/** File name of the timing diagram. */
export const TIMING = "atomik_core-timing.svg";

if (import.meta.main) {
  for (const subject of SUBJECTS)
    writeFileSync(join(DOC, `${subject.module}.svg`), await drawing(await netlistOf(subject)));
  writeFileSync(join(DOC, TIMING), timingDiagram());
  console.log(`diagrams: ${SUBJECTS.length} modules, 1 timing diagram in verilog/doc`);
}
