/** All links together, and the file that the report and outside checks read: `build/provenance.json`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { binariesLink } from "./binaries.ts";
import { constantsLink, irLink, type Link, leanLink, reportLink, resultsLink, vectorsLink } from "./chain.ts";

/** `build/provenance.json`. */
export interface Provenance {
  /** In the order in which each is made from the one before. */
  readonly links: readonly Link[];
}

/** The chain of what is below `root`. */
export async function provenance(root: string): Promise<Provenance> {
  const [before, behind] = [
    [leanLink, irLink, vectorsLink, constantsLink],
    [resultsLink, reportLink],
  ];
  const binaries = await binariesLink(root);
  return { links: [...before.map((of) => of(root)), binaries, ...behind.map((of) => of(root))] };
}

export function writeProvenance(root: string, found: Provenance): void {
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(join(root, "build/provenance.json"), `${JSON.stringify(found, null, 2)}\n`);
}
