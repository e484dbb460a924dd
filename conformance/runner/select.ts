/** Filters over case ids. */

/**
 * Whether an id is selected: a filter with `*` is a glob over the whole id (`*` also matches `/`), any other
 * filter a part of it. The empty filter selects everything.
 */
export function matches(filter: string, id: string): boolean {
  if (!filter.includes("*")) return id.includes(filter);
  const parts = filter.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(id);
}

/**
 * The items whose id is selected.
 *
 * @throws RangeError when there are none
 */
export function select<T extends { readonly id: string }>(items: readonly T[], filter: string): T[] {
  const selected = items.filter(({ id }) => matches(filter, id));
  if (selected.length === 0)
    throw new RangeError(`filter: expected one that selects something of ${items.length}, got "${filter}"`);
  return selected;
}
