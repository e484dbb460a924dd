/** Skips: cases that an implementation is excused from, each one listed with its reason in `conformance/skips.json`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { matches } from "./select.ts";

/** One line of the list. */
export interface Skip {
  /** A filter over case ids, as on the command line; `*` skips the whole implementation. */
  readonly id: string;
  readonly implementation: string;
  readonly reason: string;
}

/** A skip as results show it. */
export interface Skipped {
  readonly id: string;
  readonly reason: string;
  /** How many cases it excuses from. */
  readonly cases: number;
}

/** The skips of an implementation with what they excuse it from. */
export function skippedBy(
  items: readonly { readonly id: string }[],
  skips: readonly Skip[],
  implementation: string,
): Skipped[] {
  return skips
    .filter((skip) => skip.implementation === implementation)
    .map(({ id, reason }) => ({ id, reason, cases: items.filter((item) => matches(id, item.id)).length }));
}

/** The list below `root`. @throws TypeError when a line of it is not as above */
export function loadSkips(root: string): Skip[] {
  const skips = JSON.parse(readFileSync(join(root, "conformance/skips.json"), "utf8")) as Skip[];
  for (const skip of skips)
    for (const key of ["id", "implementation", "reason"] as const)
      if (typeof skip[key] !== "string" || skip[key] === "")
        throw new TypeError(`skips.json: expected ${key} to be a text, got ${JSON.stringify(skip)}`);
  return skips;
}

/** One line for each implementation that does not run although no skip excuses it. */
export function unlisted(
  failed: readonly { readonly name: string; readonly reason: string }[],
  skips: readonly Skip[],
): string[] {
  return failed
    .filter(({ name }) => !skips.some((skip) => skip.implementation === name && skip.id === "*"))
    .map(({ name, reason }) => `${name}: does not run, and skips.json does not excuse it: ${reason}`);
}

/**
 * The cases that remain for an implementation.
 *
 * @throws RangeError when a skip excuses it from nothing: it is out of date
 */
export function withoutSkipped<T extends { readonly id: string }>(
  items: readonly T[],
  skips: readonly Skip[],
  implementation: string,
): T[] {
  const own = skips.filter((skip) => skip.implementation === implementation);
  for (const { id } of own)
    if (!items.some((item) => matches(id, item.id)))
      throw new RangeError(`skips.json: "${id}" selects no case of ${implementation}`);
  return items.filter((item) => !own.some(({ id }) => matches(id, item.id)));
}
