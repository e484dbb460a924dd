/** Contracts of functions of many words: what one accum or one merge does, for all of them. */
import type { Block } from "./block.ts";
import { derivedBlock } from "./derived.ts";
import type { Ir } from "./ir.ts";
import { opNamed } from "./ops.ts";

/** How the terms of a combination are written, e.g. `words[0] ^ ... ^ words[n - 1]`. */
export function combined(first: string, last: string, combine: "xor"): string {
  const sign = { xor: "^" }[combine];
  return `${first} ${sign} ... ${sign} ${last}`;
}

/** The fold, many deltas on one context, and the merge of arrays. */
export function manyBlocks({ context, fold: { combine } }: Ir): readonly Block[] {
  return [
    {
      name: "atomik_fold",
      english: "the XOR of all words.",
      equations: [["result", `${combined("words[0]", "words[n - 1]", combine)}; 0 when n = 0`]],
      facts: [
        ["bounds", ["words has n elements; aligned as a uint64_t is, no better; may be NULL if n = 0"]],
        ["rejects", ["never"]],
      ],
      returns: "uint64_t",
      parameters: ["const uint64_t *words", "size_t n"],
    },
    derivedBlock({
      op: opNamed(context, "accum"),
      name: "atomik_accum_many",
      english: "combines n deltas into the accumulator.",
      word: combined("deltas[0]", "deltas[n - 1]", combine),
      facts: [
        ["bounds", ["deltas has n elements, 0 <= deltas[i] < 2^64; may be NULL if n = 0"]],
        ["aliasing", ["*ctx may be one of the deltas' places; they are read first"]],
      ],
      returns: "void",
      parameters: ["atomik_ctx_t *ctx", "const uint64_t *deltas", "size_t n"],
    }),
    {
      name: "atomik_merge_words",
      english: "the XOR of arrays, place by place, in one pass; for accumulators of banks and tables.",
      equations: [
        [
          "destination[i]'",
          `${combined("sources[0][i]", "sources[source_count - 1][i]", combine)}; 0 when source_count = 0`,
        ],
      ],
      facts: [
        ["bounds", ["0 <= i < n; each source and the destination have n elements"]],
        ["aliasing", ["the destination may be one of the sources; partial overlap is not allowed"]],
        ["rejects", ["never"]],
      ],
      returns: "void",
      parameters: [
        "uint64_t *destination",
        "const uint64_t *const *sources",
        "size_t source_count",
        "size_t n",
      ],
    },
  ];
}
