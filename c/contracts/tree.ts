/** Contracts of the tree of digests. */
import type { Block } from "./block.ts";
import type { Ir } from "./ir.ts";
import { combined } from "./many.ts";

/** Its four functions whose meaning the IR has; the depth and the storage are C's own. */
export function treeBlocks({ tree, fold: { combine } }: Ir): readonly Block[] {
  const other = tree.compared === "left" ? "right" : "left";
  const change = tree.update.xor.map((name) => (name === "digest" ? "leaf[chunk]" : "delta")).join(" ^ ");
  const never = ["rejects", ["never"]] as const;
  return [
    {
      name: "atomik_tree_load",
      english: `makes the tree of n digests: above the leaves, each node is ${tree.node.xor.join(" ^ ")}.`,
      equations: [["leaf[i]'", `digests[i]; ${tree.padding} when i >= n`]],
      facts: [
        ["bounds", ["digests has n elements; may be NULL if n = 0; 0 <= i < 2^depth"]],
        ["aliasing", ["the digests are outside of the tree"]],
        ["rejects", ["ATOMIK_ADDRESS_OUT_OF_RANGE when n > 2^depth"]],
      ],
      returns: "atomik_status_t",
      parameters: ["atomik_tree_t *tree", "const uint64_t *digests", "size_t n"],
    },
    {
      name: "atomik_tree_root",
      english: "the digest of all chunks. Changes nothing.",
      equations: [["result", combined("leaf[0]", "leaf[2^depth - 1]", combine)]],
      facts: [never],
      returns: "uint64_t",
      parameters: ["const atomik_tree_t *tree"],
    },
    {
      name: "atomik_tree_update",
      english: "the digest of one chunk has changed by a delta. Writes depth + 1 digests.",
      equations: [["leaf[chunk]'", change]],
      facts: [
        ["bounds", ["0 <= chunk < 2^depth"]],
        ["rejects", ["ATOMIK_ADDRESS_OUT_OF_RANGE when chunk >= 2^depth"]],
      ],
      returns: "atomik_status_t",
      parameters: ["atomik_tree_t *tree", "size_t chunk", "uint64_t delta"],
    },
    {
      name: "atomik_tree_locate",
      english: `which chunk has changed between two trees, by \`depth\` comparisons: descends to the ${tree.compared} where the digests there differ, else to the ${other}. Of several chunks it finds one; a change whose digests cancel in a node hides there. Changes nothing but *chunk.`,
      equations: [["*chunk'", "a leaf whose digest differs"]],
      facts: [
        ["aliasing", ["chunk is outside of both trees"]],
        [
          "rejects",
          [
            "ATOMIK_SIZE_MISMATCH unless after.depth = before.depth",
            "ATOMIK_UNCHANGED when both have the same root",
          ],
        ],
      ],
      returns: "atomik_status_t",
      parameters: ["const atomik_tree_t *before", "const atomik_tree_t *after", "size_t *chunk"],
    },
  ];
}
