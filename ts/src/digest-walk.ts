/** Ways down two trees at once, to where they differ. Node 1 is the root; below node n are 2n and 2n + 1. */

/** A chunk at which two trees differ. */
export interface Located {
  /** Which one, from 0. */
  readonly chunk: number;
  /** How many pairs of digests were compared. */
  readonly compared: number;
}

/**
 * To one leaf: at each node to the left if that side differs, else to the right.
 *
 * @param first - the node of leaf 0, a power of two; the leaves are all nodes from there on
 * @returns null when the roots do not differ
 * @example
 * ```ts
 * walkToOne(4, (node) => [1, 3, 6].includes(node)); // => { chunk: 2, compared: 2 }
 * ```
 */
export function walkToOne(first: number, differs: (node: number) => boolean): Located | null {
  if (!differs(1)) return null;
  let node = 1;
  let compared = 0;
  while (node < first) {
    compared++;
    node = differs(2 * node) ? 2 * node : 2 * node + 1;
  }
  return { chunk: node - first, compared };
}

/**
 * To all leaves below nodes that differ, lowest first.
 *
 * @param first - as of `walkToOne`
 * @example
 * ```ts
 * walkToAll(4, (node) => node !== 4 && node !== 6); // => [1, 3]
 * ```
 */
export function walkToAll(first: number, differs: (node: number) => boolean): number[] {
  const found: number[] = [];
  const look = (node: number): void => {
    if (!differs(node)) return;
    if (node >= first) found.push(node - first);
    else {
      look(2 * node);
      look(2 * node + 1);
    }
  };
  look(1);
  return found;
}
