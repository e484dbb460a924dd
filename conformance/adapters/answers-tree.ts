/** Answers cases of trees of digests. */
import type { Width } from "../protocol/protocol.ts";
import { number, word } from "./answers-text.ts";
import type { Offers, TreeDigests, TreeGiven } from "./offers.ts";

/** A case of a tree without what is expected. */
export interface GivenTree {
  readonly digest: TreeGiven["digest"];
  readonly widthBits: Width;
  readonly chunkWords: number;
  readonly keys: readonly string[] | null;
  readonly words: readonly string[];
  readonly changes: readonly { readonly index: number; readonly xor: string }[];
}

/** Answers a case. */
export function treeAnswer(given: GivenTree, tree: NonNullable<Offers["tree"]>): object {
  const { digest, widthBits, chunkWords, keys, words, changes } = given;
  const { depth, before, after, changed } = tree(widthBits, {
    digest,
    chunkWords,
    keys: keys?.map(number) ?? null,
    words: words.map(number),
    changes: changes.map(({ index, xor }) => ({ index, xor: number(xor) })),
  });
  const shown = ({ leaves, root }: TreeDigests): object => ({
    leaves: leaves.map((leaf) => word(leaf, widthBits)),
    root: word(root, widthBits),
  });
  return { ...given, expect: { depth, ...shown(before), after: { ...shown(after), changed } }, result: "ok" };
}
