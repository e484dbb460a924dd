/** A tree of digests by its IR: a full binary tree, its nodes level by level from the root, the two below node i at 2i + 1 and 2i + 2. */
import { IrError, isObject } from "./expression.ts";

/** A digest made of two others that the IR names. */
export type Pair = string | { readonly xor: readonly [Pair, Pair] };

/** `tree.json`. */
export interface TreeIr {
  /** Which digests the leaves may be, and at which widths. */
  readonly leaves: readonly { readonly digest: string; readonly widths: readonly number[] }[];
  /** The digest of a leaf behind the last chunk. */
  readonly padding: number;
  /** Of `left` and `right`. */
  readonly node: Pair;
  /** Of `digest` and `change`. */
  readonly update: Pair;
  /** The half whose digests are compared; the other one is entered when they agree. */
  readonly compared: "left" | "right";
}

/** The digests of all nodes. */
export type Tree = readonly bigint[];

/**
 * The digest that `pair` denotes.
 *
 * @throws IrError for a name that is not among `named`
 */
export function evaluatePair(pair: Pair, named: Readonly<Record<string, bigint>>): bigint {
  if (isObject(pair)) return pair.xor.reduce((all, side) => all ^ evaluatePair(side, named), 0n);
  const value = named[pair];
  if (value === undefined) throw new IrError("pair", Object.keys(named).join(" or "), pair);
  return value;
}

/** The least depth of a tree with room for `count` digests. */
export function depthFor(count: number): number {
  let depth = 0;
  while (2 ** depth < count) depth++;
  return depth;
}

/** The tree of the least depth over `digests`, filled up. */
export function build(ir: TreeIr, digests: readonly bigint[]): Tree {
  const leaves = 2 ** depthFor(digests.length);
  const tree = new Array<bigint>(2 * leaves - 1);
  for (let i = tree.length - 1; i >= 0; i--) {
    tree[i] =
      i >= leaves - 1
        ? (digests[i - leaves + 1] ?? BigInt(ir.padding))
        : evaluatePair(ir.node, { left: tree[2 * i + 1]!, right: tree[2 * i + 2]! });
  }
  return tree;
}

/** The tree after the digest of chunk `index` (zero-based) has changed by `change`: one digest a level is another. */
export function update(ir: TreeIr, tree: Tree, index: number, change: bigint): Tree {
  const next = [...tree];
  for (let i = (tree.length - 1) / 2 + index; ; i = (i - 1) >> 1) {
    next[i] = evaluatePair(ir.update, { digest: next[i]!, change });
    if (i === 0) return next;
  }
}

/** The index of a chunk whose digest has changed, by one comparison a level; `null` when the roots agree. */
export function changed(ir: TreeIr, before: Tree, after: Tree): number | null {
  if (before[0] === after[0]) return null;
  let node = 0;
  while (2 * node + 2 < before.length) {
    const half = 2 * node + (ir.compared === "left" ? 1 : 2);
    const other = 4 * node + 3 - half;
    node = before[half] === after[half] ? other : half;
  }
  return node - (before.length - 1) / 2;
}
