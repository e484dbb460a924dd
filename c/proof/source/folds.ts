/** Contracts of the folds of narrow words and of many deltas on a context, for arrays of every length. */
import { prefixOf, type Width, wordType } from "../object/contracts/shapes.ts";
import type { Annotation } from "./annotation.ts";

/** What a fold is: nothing of no words; of more, the fold of all but the last, and the last. */
export function foldDefinition(width: Width): string {
  const word = wordType(width);
  return `/*@ logic integer fold${width}{L}(${word} *words, integer n) =
    n <= 0 ? 0 : (fold${width}(words, n - 1) ^ words[n - 1]); */`;
}

/** The fold, and many deltas on one context, which may stand among them. */
export function foldAnnotations(width: Width): readonly Annotation[] {
  const p = prefixOf(width);
  return [
    {
      function: `${p}_fold`,
      contract: [
        "requires \\valid_read(words + (0 .. n - 1));",
        "assigns \\nothing;",
        `ensures \\result == fold${width}(words, n);`,
      ],
      loops: [
        [
          "loop invariant 0 <= i <= n;",
          `loop invariant fold == fold${width}(words, i);`,
          "loop assigns i, fold;",
          "loop variant n - i;",
        ],
      ],
    },
    {
      function: `${p}_accum_many`,
      contract: [
        "requires \\valid(ctx) && \\valid_read(deltas + (0 .. n - 1));",
        "assigns ctx->accumulator;",
        `ensures ctx->accumulator == (\\old(ctx->accumulator) ^ fold${width}{Pre}(deltas, n));`,
      ],
    },
  ];
}
