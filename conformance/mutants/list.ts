/** Planted faults: `mutants/<implementation>.json` lists them, and every op of every implementation has one. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "../adapters/table.ts";
import type { Spec } from "../spec.ts";

/** One planted fault: a text that occurs once in a file is replaced. */
export interface Mutant {
  /** Unique; starts with the implementation. */
  readonly id: string;
  /** The op whose meaning it breaks, or a name of something that all ops share. */
  readonly op: string;
  /** Path from the repository's root. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** What mistake it stands for. */
  readonly why: string;
  /** The test that judges it, from the repository's root; the vectors do unless given. */
  readonly test?: string;
}

/** A filter over ids: the name of an implementation stands for all of its mutants, not for every id with these letters. */
export function filterOf(filter: string, rows: readonly Pick<Row, "name">[]): string {
  return rows.some(({ name }) => name === filter) ? `${filter}/*` : filter;
}

const KEYS = ["id", "op", "file", "find", "replace", "why"] as const satisfies readonly (keyof Mutant)[];

/**
 * The mutants of an implementation.
 *
 * @throws Error when there is no list, a line of it is malformed, an id occurs twice or an op has no mutant
 */
export function loadMutants(spec: Spec, root: string, { name }: Row): Mutant[] {
  const file = `conformance/mutants/${name}.json`;
  if (!existsSync(join(root, file))) throw new Error(`${file}: expected a list of mutants, got no file`);
  const mutants = JSON.parse(readFileSync(join(root, file), "utf8")) as Mutant[];
  const ids = new Set<string>();
  for (const mutant of mutants) {
    for (const key of KEYS)
      if (typeof mutant[key] !== "string")
        throw new TypeError(`${file} ${mutant.id}: expected ${key} to be a text, got ${typeof mutant[key]}`);
    if (!mutant.id.startsWith(`${name}/`))
      throw new RangeError(`${file}: expected an id that starts with ${name}/, got ${mutant.id}`);
    if (ids.has(mutant.id)) throw new RangeError(`${file}: the id ${mutant.id} occurs twice`);
    ids.add(mutant.id);
  }
  const without = spec.ops.filter(({ name: op }) => !mutants.some((mutant) => mutant.op === op));
  if (without.length > 0)
    throw new RangeError(
      `${file}: expected a mutant of every op, got none of ${without.map((op) => op.name)}`,
    );
  return mutants;
}
