/**
 * `just report`: rewrites CLAIMS.md, the README's status box and TRUST.md's versions from the artefacts of the last check and from
 * records. `--check` writes nothing and fails when one of them is not what the artefacts say.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, readArtefacts } from "./artefacts.ts";
import { withBox } from "./box.ts";
import { claimsPage } from "./claims-page.ts";
import { statusBox } from "./status-box.ts";
import { versionsBox } from "./versions-box.ts";

function main(check: boolean): number {
  const artefacts = readArtefacts();
  const read = (file: string): string => {
    try {
      return readFileSync(join(ROOT, file), "utf8");
    } catch {
      return "";
    }
  };
  const fresh = new Map([
    ["CLAIMS.md", claimsPage(artefacts)],
    ["README.md", withBox("README.md", read("README.md"), "status", statusBox(artefacts))],
    ["TRUST.md", withBox("TRUST.md", read("TRUST.md"), "versions", versionsBox())],
  ]);
  let stale = 0;
  for (const [file, text] of fresh) {
    if (read(file) === text) continue;
    stale += 1;
    if (check) console.error(`report: ${file} is not what this run found; run: just report`);
    else writeFileSync(join(ROOT, file), text);
    if (!check) console.log(`report: wrote ${file}`);
  }
  if (stale === 0) console.log("report: CLAIMS.md, README.md and TRUST.md are what this run found");
  return check && stale > 0 ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.includes("--check"));
} catch (error) {
  console.error(`report: ${(error as Error).message}`);
  process.exitCode = 1;
}
