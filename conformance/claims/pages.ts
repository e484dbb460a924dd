/** The Markdown pages of the project: those written by hand are public, and each of their sentences that claims something has a verdict. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "./ledger.ts";
import { uncovered } from "./prose.ts";

/** Pages that a command writes, and by what they are held instead. */
export const GENERATED: Readonly<Record<string, string>> = {
  "CLAIMS.md": "just report --check",
  "c/bench/README.md": "conformance/bench/test/c-doc.test.ts",
  "conformance/mutants/spec/README.md": "conformance/mutants/spec/test/record.test.ts",
  "verilog/doc/area.md": "verilog/area/test/record.test.ts",
};

/** Paths of the pages that are written by hand, below the root. */
export function handWritten(root: string): string[] {
  const exclude = ["**/node_modules/**", "**/.*/**", "build/**", "ts/dist/**"];
  return globSync("**/*.md", { cwd: root, exclude })
    .filter((file) => GENERATED[file] === undefined)
    .sort();
}

/** Sentences of a page that no claim of the ledger quotes, each with where a verdict goes. */
export function withoutVerdict(root: string, file: string, sources: readonly Source[]): string[] {
  const own = sources.filter(({ claims }) => claims.some(({ where }) => where === file));
  const quotes = own
    .flatMap(({ claims }) => claims.filter(({ where }) => where === file))
    .flatMap((claim) => claim.quotes ?? []);
  const ledger = own.map(({ source }) => `conformance/claims/ledger/${source}.json`).join(" or ");
  const place = ledger === "" ? "a new claim in conformance/claims/ledger" : `a claim in ${ledger}`;
  return uncovered(readFileSync(join(root, file), "utf8"), quotes).map(
    (sentence) => `${file}: "${sentence}" has no verdict; quote words of it in ${place}`,
  );
}
