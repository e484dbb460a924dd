/** Contracts of the folds and of many deltas on a context, for arrays of every length. */
import { prefixOf, type Width, wordType } from "../object/contracts/shapes.ts";
import type { Annotation } from "./annotation.ts";

/** What a fold is: nothing of no words; of more, the fold of all but the last, and the last. */
export function foldDefinition(width: Width): string {
  return `/*@ logic integer fold${width}{L}(${wordType(width)} *words, integer n) =
    n <= 0 ? 0 : xored(fold${width}(words, n - 1), words[n - 1]); */`;
}

/** Words in an array that no address space is too small for: 2^64 bytes and no more. */
export const MOST: Readonly<Record<Width, string>> = {
  8: "0xffffffffffffffff",
  16: "0x7fffffffffffffff",
  32: "0x3fffffffffffffff",
  64: "0x1fffffffffffffff",
};

/** The fold of narrow words, and many deltas on one context, which may stand among them. */
export function foldAnnotations(width: Width): readonly Annotation[] {
  const loop = [
    "loop invariant 0 <= i <= n;",
    `loop invariant fold == fold${width}(words, i);`,
    "loop assigns i, fold;",
    "loop variant n - i;",
  ];
  return [
    { function: `${prefixOf(width)}_fold`, contract: foldContract(width), loops: [loop] },
    manyAnnotation(width),
  ];
}

/** The same of words of 64 bits, whose portable fold has four chains. */
export function chainsAnnotations(): readonly Annotation[] {
  const folded = (words: string): string => `((a ^ b) ^ (c ^ d)) == fold64(words, ${words})`;
  const loop = (assigned: string): readonly string[] => [
    "loop invariant 0 <= i <= n;",
    `loop invariant ${folded("i")};`,
    `loop assigns ${assigned};`,
    "loop variant n - i;",
  ];
  return [
    { function: "atomik_vector_bits", contract: ["assigns \\nothing;", "ensures \\result == 0;"] },
    {
      function: "atomik_fold_words_",
      contract: foldContract(64),
      loops: [loop("i, a, b, c, d"), loop("i, a")],
      assertions: [
        "i += 4) {\n        a ^= words[i];",
        "words[i + 1];",
        "words[i + 2];",
        "words[i + 3];",
      ].map((behind, k) => ({ behind, clauses: [`assert ${folded(`i + ${k + 1}`)};`] })),
    },
    { function: "atomik_fold", contract: foldContract(64) },
    manyAnnotation(64),
  ];
}

function foldContract(width: Width): readonly string[] {
  return [
    "requires \\valid_read(words + (0 .. n - 1));",
    `requires n <= ${MOST[width]};`,
    "assigns \\nothing;",
    `ensures \\result == fold${width}(words, n);`,
  ];
}

function manyAnnotation(width: Width): Annotation {
  return {
    function: `${prefixOf(width)}_accum_many`,
    contract: [
      "requires \\valid(ctx) && \\valid_read(deltas + (0 .. n - 1));",
      `requires n <= ${MOST[width]};`,
      "assigns ctx->accumulator;",
      `ensures ctx->accumulator == (\\old(ctx->accumulator) ^ fold${width}{Pre}(deltas, n));`,
    ],
  };
}
