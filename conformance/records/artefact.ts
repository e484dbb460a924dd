/** Artefacts of this run, or the committed record of one that takes too long for every run. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorText, schemaFileErrors } from "../../spec/schema/validate.ts";
import { filesHash } from "../hash.ts";
import { ROOT } from "../spec.ts";
import { contradictions } from "./contradictions.ts";

/** Where, when and how a record was made. */
export interface RecordNote {
  readonly machine: string;
  /** `YYYY-MM-DD` in UTC. */
  readonly date: string;
  readonly command: string;
  /** Of the sources, with `+` when the work tree differed. */
  readonly commit: string;
  /** Hash of the paths that the artefact names in its `sources`, if it names any. */
  readonly sources?: string;
}

/** An artefact and where it comes from. */
export interface Artefact<T> {
  readonly name: string;
  readonly json: T;
  readonly from: "run" | "record";
  /** Of the record, where there is one. */
  readonly note?: RecordNote;
  /** Why neither may be relied on as it is: what contradicts the record, or that its sources have changed. */
  readonly faults: readonly string[];
}

const SCHEMA = join(import.meta.dirname, "record.schema.json");

/** Path of the record of an artefact below `root`. */
export function recordPath(root: string, name: string): string {
  return join(root, "conformance/records", `${name}.json`);
}

/** The record itself. @throws Error when it is not what the schema says */
export function checkedRecord(name: string, json: unknown): { readonly record: RecordNote } {
  const errors = schemaFileErrors(SCHEMA, json);
  if (errors.length > 0) throw new Error(`records/${name}.json: ${errorText(errors)}`);
  return json as { readonly record: RecordNote };
}

/** The paths that an artefact names as what it is about; none where it names none. */
export function namedSources(json: unknown): readonly string[] {
  const { sources } = json as { readonly sources?: unknown };
  return Array.isArray(sources) ? sources.map(String) : [];
}

/**
 * The artefact of this name (`formal`, `bench/c`): this run's from build/, else its record. Of both, the run's counts and
 * the record is held against it.
 *
 * @returns nothing when there is neither
 * @throws Error when a file is not JSON, or a record is not what the schema says
 */
export function readArtefact<T>(name: string, root: string = ROOT): Artefact<T> | undefined {
  const read = (path: string): unknown =>
    existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  const run = read(join(root, "build", `${name}.json`));
  const stored = read(recordPath(root, name));
  const note = stored === undefined ? undefined : checkedRecord(name, stored).record;
  if (run !== undefined) {
    const faults = stored === undefined ? [] : contradictions(stored, run);
    return { name, json: run as T, from: "run", ...(note && { note }), faults };
  }
  if (stored === undefined || note === undefined) return undefined;
  return { name, json: stored as T, from: "record", note, faults: staleness(root, stored, note) };
}

/** The committed record alone: what generated pages show, so that they are the same on every machine. */
export function readRecord<T>(
  name: string,
  root: string = ROOT,
): (T & { readonly record: RecordNote }) | undefined {
  const path = recordPath(root, name);
  if (!existsSync(path)) return undefined;
  return checkedRecord(name, JSON.parse(readFileSync(path, "utf8"))) as T & { readonly record: RecordNote };
}

function staleness(root: string, stored: unknown, note: RecordNote): string[] {
  const paths = namedSources(stored);
  if (paths.length === 0 || note.sources === undefined) return [];
  try {
    if (filesHash(root, paths) === note.sources) return [];
  } catch {
    // A path is gone: another way of having changed.
  }
  return [`the record is about other sources than those here (${paths.join(", ")}); run: ${note.command}`];
}
