/** Leaves of values: what the normal form in term.ts does not look into. */
import { keyOf, type Term } from "./term.ts";

/** What a leaf is. Every one but a symbol and an element is a function of its terms. */
export type Node =
  | { readonly kind: "symbol"; readonly name: string }
  /** What an array of unknown length holds at an index before the code runs. */
  | { readonly kind: "element"; readonly array: string; readonly index: Term }
  /** constant + the sum of coefficient × term, modulo 2^width. */
  | { readonly kind: "sum"; readonly constant: bigint; readonly addends: readonly Addend[] }
  | { readonly kind: "and" | "or" | "product"; readonly left: Term; readonly right: Term };

/** One term of a sum. */
export interface Addend {
  readonly coefficient: bigint;
  readonly term: Term;
}

/** A leaf: equal ids, equal values. */
export interface Leaf {
  readonly id: number;
  readonly widthBits: number;
  readonly node: Node;
}

const leaves: Leaf[] = [];
const known = new Map<string, Leaf>();

/** The leaf of a node; the same one for the same node and width. */
export function leafOf(widthBits: number, node: Node): Leaf {
  const key = `${widthBits}:${nodeKey(node)}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const leaf = { id: leaves.length, widthBits, node };
  leaves.push(leaf);
  known.set(key, leaf);
  return leaf;
}

/** The leaf with an id. */
export function leafById(id: number): Leaf {
  return leaves[id]!;
}

function nodeKey(node: Node): string {
  switch (node.kind) {
    case "symbol":
      return `symbol ${node.name}`;
    case "element":
      return `element ${node.array} ${keyOf(node.index)}`;
    case "sum":
      return `sum ${node.constant} ${node.addends.map(addendKey).join(" ")}`;
    default:
      return `${node.kind} ${keyOf(node.left)} ${keyOf(node.right)}`;
  }
}

/** A text that two addends share only if they are the same. */
export function addendKey({ coefficient, term }: Addend): string {
  return `${coefficient}*${keyOf(term)}`;
}
