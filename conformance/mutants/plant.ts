/** Copies of an implementation's sources, each with one fault in it. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "../adapters/table.ts";
import { filesHash, NEVER } from "../hash.ts";
import type { Mutant } from "./list.ts";

/** Copied for every implementation: `package.json` says that sources are ES modules. */
const SHARED = ["package.json", "spec/MANIFEST.json"];
const ADAPTERS = fileURLToPath(new URL("../adapters/", import.meta.url));

/**
 * Copies the sources of a row to a temporary folder and plants the mutant there.
 *
 * @returns the folder; the caller deletes it
 * @throws RangeError unless the text to be replaced occurs exactly once
 */
export function plant(root: string, { sources }: Row, mutant: Mutant): string {
  const text = planted(readFileSync(join(root, mutant.file), "utf8"), mutant);
  const copy = mkdtempSync(join(tmpdir(), "atomik-mutant-"));
  for (const path of [...SHARED, ...sources])
    cpSync(join(root, path), join(copy, path), {
      recursive: true,
      filter: (from) => !NEVER.test(from.slice(root.length)),
    });
  if (!existsSync(join(copy, mutant.file)))
    throw new RangeError(`${mutant.id}: expected a file of ${[...SHARED, ...sources]}, got ${mutant.file}`);
  writeFileSync(join(copy, mutant.file), text);
  return copy;
}

/** The text of a file with the fault in it. @throws RangeError unless the text to be replaced occurs exactly once */
export function planted(text: string, { id, file, find, replace }: Mutant): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new RangeError(`${id}: expected the text once in ${file}, got it ${parts.length - 1} times`);
  return parts.join(replace);
}

/** The files of the judge, below conformance/, on which the verdict on a mutant depends. */
function judgeOf(name: string): string[] {
  if (name === "lean") return ["mutants/lean-trial.ts"];
  return [
    "protocol",
    "runner/compare.ts",
    "runner/machines.ts",
    "mutants/trial.ts",
    "fuzz/cases",
    ...readdirSync(ADAPTERS)
      .filter((file) => /^(answers|offers)/.test(file) || file.split(/[.-]/)[0] === name.split("-")[0])
      .map((file) => `adapters/${file}`),
    "vectors",
  ];
}

/** SHA-256 over everything that a verdict on the row's mutants depends on. */
export function sourcesHash(root: string, { name, sources }: Row): string {
  const judge = judgeOf(name).map((path) => `conformance/${path}`);
  return filesHash(root, [...sources, ...judge]);
}
