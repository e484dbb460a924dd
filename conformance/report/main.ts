/**
 * `just report`: rewrites CLAIMS.md and the README's status box from the artefacts of the last check.
 * `--check` writes nothing and fails when either is not what the artefacts say.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, readArtefacts } from "./artefacts.ts";
import { claimsPage } from "./claims-page.ts";
import { statusBox } from "./status-box.ts";

const BEGIN = "<!-- BEGIN GENERATED: status (just report) -->";
const END = "<!-- END GENERATED: status -->";

/** README.md with a new status box. */
function withBox(readme: string, box: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(`README.md: expected the lines ${BEGIN} and ${END}, got neither in order`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n${box}\n\n${readme.slice(end)}`;
}

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
    ["README.md", withBox(read("README.md"), statusBox(artefacts))],
  ]);
  let stale = 0;
  for (const [file, text] of fresh) {
    if (read(file) === text) continue;
    stale += 1;
    if (check) console.error(`report: ${file} is not what this run found; run: just report`);
    else writeFileSync(join(ROOT, file), text);
    if (!check) console.log(`report: wrote ${file}`);
  }
  if (stale === 0) console.log("report: CLAIMS.md and README.md are what this run found");
  return check && stale > 0 ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.includes("--check"));
} catch (error) {
  console.error(`report: ${(error as Error).message}`);
  process.exitCode = 1;
}
