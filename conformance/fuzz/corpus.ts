/** Programs that once told two implementations apart; they are run first, always. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Op, type OpJson, opFromJson, opToJson } from "../program.ts";
import { isWidth, type Width } from "../protocol/protocol.ts";
import type { Spec } from "../spec.ts";

/** One entry. It holds no expected words: those come from Lean at each run. */
export interface CorpusEntry {
  /** First 16 hex digits of the SHA-256 of width and steps; the file's name. */
  readonly hash: string;
  readonly width: Width;
  readonly ops: readonly Op[];
  /** How it was found, for the reader. */
  readonly found: string;
}

interface EntryJson {
  readonly schema: "atomik.corpus.v1";
  readonly found: string;
  readonly widthBits: number;
  readonly steps: readonly OpJson[];
}

/** The folder of entries below a root. */
export function corpusFolder(root: string): string {
  return join(root, "conformance/corpus");
}

/** Stores a program and returns its entry; storing it again changes nothing. */
export function storeEntry(
  spec: Spec,
  folder: string,
  width: Width,
  ops: readonly Op[],
  found: string,
): CorpusEntry {
  const steps = ops.map((op) => opToJson(spec, op));
  const digest = createHash("sha256").update(JSON.stringify({ widthBits: width, steps }));
  const hash = digest.digest("hex").slice(0, 16);
  const path = join(folder, `${hash}.json`);
  const json: EntryJson = { schema: "atomik.corpus.v1", found, widthBits: width, steps };
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, `${JSON.stringify(json, null, 2)}\n`);
  return { hash, width, ops, found };
}

/** Reads one entry. @throws RangeError when the file is not one */
export function readEntry(spec: Spec, path: string): CorpusEntry {
  const json = JSON.parse(readFileSync(path, "utf8")) as EntryJson;
  if (json.schema !== "atomik.corpus.v1")
    throw new RangeError(`${path}: expected schema atomik.corpus.v1, got ${json.schema}`);
  if (!isWidth(json.widthBits)) throw new RangeError(`${path}: expected a width, got ${json.widthBits}`);
  const hash = /([0-9a-f]{16})\.json$/.exec(path)?.[1] ?? path;
  return {
    hash,
    width: json.widthBits,
    ops: json.steps.map((step) => opFromJson(spec, step)),
    found: json.found,
  };
}

/** All entries of a folder, by name. A folder that does not exist is empty. */
export function loadCorpus(spec: Spec, folder: string): CorpusEntry[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.sort().map((file) => readEntry(spec, join(folder, file)));
}
