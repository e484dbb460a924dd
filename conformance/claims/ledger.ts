/** The ledger: every public sentence with a verdict and what the verdict rests on (`ledger/*.json`). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorText, schemaFileErrors } from "../../spec/schema/validate.ts";

/** In the order of the summary. */
export const VERDICTS = [
  "proved",
  "tested",
  "measured",
  "conditional",
  "false",
  "not checkable here",
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** One claim as it is written down; evidence is `kind:reference`. */
export interface Claim {
  readonly id: string;
  /** The claim in our own words. */
  readonly claim: string;
  /** Of our own claims: the document, and what in it the claim covers, word for word. */
  readonly where?: string;
  readonly quotes?: readonly string[];
  readonly verdict: Verdict;
  readonly because: string;
  /** Of conditional ones: when it holds. */
  readonly condition?: string;
  /** Of false ones: the smallest evidence against it, what holds instead, and what here gives what was hoped for. */
  readonly smallest?: string;
  readonly instead?: string;
  readonly offer?: string;
  readonly doesNotSay: string;
  readonly evidence: readonly string[];
}

/** The claims of one document. */
export interface Source {
  readonly source: string;
  readonly title: string;
  readonly claims: readonly Claim[];
}

const HERE = import.meta.dirname;

/** Reads a JSON file and holds it against a schema of `schema/`. @throws Error naming what is wrong */
export function readChecked<T>(file: string, schema: string): T {
  const json = JSON.parse(readFileSync(file, "utf8")) as T;
  const errors = schemaFileErrors(join(HERE, "schema", `${schema}.schema.json`), json);
  if (errors.length > 0) throw new Error(`${file}: ${errorText(errors)}`);
  return json;
}

/**
 * The whole ledger: published documents in the order of their claims, then our own pages, to which claims are added at any time.
 *
 * @throws Error when a file is not what the schema says, or an id occurs twice or is missing in the count from 1
 */
export function loadLedger(folder: string = join(HERE, "ledger")): Source[] {
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => readChecked<Source>(join(folder, file), "ledger"));
  const first = ({ claims }: Source): number => orderOf(claims[0]!.id);
  sources.sort((a, b) => first(a) - first(b));
  for (const letter of ["C", "A"]) {
    const ids = sources.flatMap(({ claims }) => claims.map(({ id }) => id)).filter((id) => id[0] === letter);
    if (letter === "A") ids.sort((a, b) => orderOf(a) - orderOf(b));
    ids.forEach((id, index) => {
      if (id !== `${letter}${index + 1}`)
        throw new Error(`ledger: expected ${letter}${index + 1} next, got ${id}`);
    });
  }
  return sources;
}

function orderOf(id: string): number {
  return Number(id.slice(1)) + (id.startsWith("A") ? 1e6 : 0);
}
