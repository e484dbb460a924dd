/** Cases that once told an implementation from the oracle; they are run first, always. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GivenCase } from "./generate.ts";

const SCHEMA = "atomik.corpus.case.v1";

/** One entry. It holds nothing that is expected. */
export interface CaseEntry {
  /** First 16 hex digits of the SHA-256 of machine, width and case; the file's name. */
  readonly hash: string;
  /** How it was found, for the reader. */
  readonly found: string;
  readonly given: GivenCase;
}

/** Stores a case and returns its entry; storing it again changes nothing. */
export function storeCase(folder: string, given: GivenCase, found: string): CaseEntry {
  const { machine, width } = given;
  const { id: _, ...json } = given.json as { id: string };
  const digest = createHash("sha256").update(JSON.stringify({ machine, width, json }));
  const hash = digest.digest("hex").slice(0, 16);
  const path = join(folder, `${hash}.json`);
  mkdirSync(folder, { recursive: true });
  const entry = { schema: SCHEMA, found, machine, width, json };
  if (!existsSync(path)) writeFileSync(path, `${JSON.stringify(entry, null, 2)}\n`);
  return { hash, found, given };
}

/** Reads one entry. @throws RangeError when the file is not one */
export function readCase(path: string): CaseEntry {
  const { schema, found, machine, width, json } = JSON.parse(readFileSync(path, "utf8")) as GivenCase & {
    schema: string;
    found: string;
  };
  if (schema !== SCHEMA) throw new RangeError(`${path}: expected schema ${SCHEMA}, got ${schema}`);
  const hash = /([0-9a-f]{16})\.json$/.exec(path)?.[1] ?? path;
  return { hash, found, given: { machine, width, json: { id: `corpus/${hash}`, ...json } } };
}

/** The folder of entries below a root. */
export function casesFolder(root: string): string {
  return join(root, "conformance/corpus/cases");
}

/** All entries of a folder, by name. A folder that does not exist is empty. */
export function loadCases(folder: string): CaseEntry[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.sort().map((file) => readCase(join(folder, file)));
}
