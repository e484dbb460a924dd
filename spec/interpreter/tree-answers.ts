/** Answers cases of the tree of digests from the IR: a change is followed from word to chunk to root, nothing is built anew. */
import { loadCodecIr } from "./codec-ir.ts";
import { type DigestIr, digest } from "./digest.ts";
import { type Answer, hex, ok, word } from "./texts.ts";
import { build, changed, depthFor, type Tree, type TreeIr, update } from "./tree.ts";

interface Given {
  readonly digest: string;
  readonly widthBits: number;
  readonly chunkWords: number;
  /** One a word; `null` for a digest without keys. */
  readonly keys: readonly string[] | null;
  readonly words: readonly string[];
  readonly changes: readonly { readonly index: number; readonly xor: string }[];
}

/** Reads `tree.json` and the digests that it names. @throws IrError for a file that cannot be read or is of another kind */
export function tree(directory: string): Answer {
  const ir = loadCodecIr<TreeIr>(directory, "digest/tree.json", "atomik.ir.tree.v1");
  const leaves = new Map(
    ir.leaves.map(({ digest: name }) => [
      name,
      loadCodecIr<DigestIr>(directory, `digest/${name}.json`, "atomik.ir.digest.v1"),
    ]),
  );
  return (one) => {
    const { digest: name, widthBits, chunkWords, keys, words, changes } = one as unknown as Given;
    const leaf = leaves.get(name);
    if (leaf === undefined)
      throw new RangeError(`digest: expected ${[...leaves.keys()].join(", ")}, got ${name}`);
    const values = words.map(word);
    const keyWords = (keys ?? words).map(word);
    const count = Math.ceil(words.length / chunkWords);
    const part = (all: readonly bigint[], i: number): bigint[] =>
      all.slice(i * chunkWords, (i + 1) * chunkWords);
    const digests = Array.from({ length: count }, (_, i) =>
      digest(leaf, widthBits, part(values, i), part(keyWords, i)),
    );
    const before = build(ir, digests);
    const after = changes.reduce((all: Tree, { index, xor }) => {
      const change = digest(leaf, widthBits, [word(xor)], [keyWords[index]!]);
      return update(ir, all, Math.floor(index / chunkWords), change);
    }, before);
    const shown = (all: Tree): { leaves: string[]; root: string } => {
      const first = (all.length - 1) / 2;
      return {
        leaves: all.slice(first, first + count).map((value) => hex(value, widthBits / 8)),
        root: hex(all[0]!, widthBits / 8),
      };
    };
    return ok({
      depth: depthFor(count),
      ...shown(before),
      after: { ...shown(after), changed: changed(ir, before, after) },
    });
  };
}
