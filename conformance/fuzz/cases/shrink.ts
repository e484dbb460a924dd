/** Makes a failing case small: fewer steps, entries, keys with their words, and bytes, as long as it fails. */
import type { GivenCase } from "./generate.ts";

type Json = Readonly<Record<string, unknown>>;

/** A case that fails and from which nothing single can be taken. */
export function shrinkCase(given: GivenCase, fails: (one: GivenCase) => boolean): GivenCase {
  let best = given;
  for (;;) {
    const smaller = candidates(best.json as Json)
      .map((json) => ({ ...best, json }))
      .find((one) => failsStill(one, fails));
    if (smaller === undefined) return best;
    best = smaller;
  }
}

/** A candidate may be no case at all, e.g. a change beyond the bytes: then it does not count as failing. */
function failsStill(one: GivenCase, fails: (one: GivenCase) => boolean): boolean {
  try {
    return fails(one);
  } catch {
    return false;
  }
}

/** The same case with one thing less. */
function candidates(json: Json): Json[] {
  const { steps, fields, bytes, keys, words } = json;
  const found: Json[] = [];
  if (Array.isArray(steps)) {
    for (const [i, step] of steps.entries()) {
      found.push({ ...json, steps: steps.toSpliced(i, 1) });
      const inner = candidates(step as Json);
      found.push(...inner.map((smaller) => ({ ...json, steps: steps.with(i, smaller) })));
    }
  }
  const entries = (fields as Json | undefined)?.entries;
  if (Array.isArray(entries) && entries.length > 1) {
    for (const i of entries.keys())
      found.push({ ...json, fields: { ...(fields as Json), entries: entries.toSpliced(i, 1) } });
  }
  if (typeof bytes === "string") {
    for (let at = 0; at < bytes.length; at += 2)
      found.push({ ...json, bytes: bytes.slice(0, at) + bytes.slice(at + 2) });
  }
  if (Array.isArray(keys) && Array.isArray(words) && json.change === null && keys.length === words.length) {
    for (const i of keys.keys())
      found.push({ ...json, keys: keys.toSpliced(i, 1), words: words.toSpliced(i, 1) });
  }
  return found;
}
