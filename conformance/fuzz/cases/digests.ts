/** Random cases of digests, half of them with a change. */
import type { Spec } from "../../spec.ts";
import { type Draw, digits, hex } from "./draw.ts";
import type { Given } from "./generate.ts";

/** A case of the fold digest. */
export function fold(spec: Spec, draw: Draw): Given {
  const widthBits = draw.of(spec.widths);
  const bytes = draw.bytes(draw.below(80));
  const offset = draw.below(bytes.length + 1);
  const xor = draw.bytes(draw.below(bytes.length - offset + 1));
  const change = draw.once(2) ? { offset, xor: hex(xor) } : null;
  return { width: 0, json: { widthBits, bytes: hex(bytes), change } };
}

/** A case of the keyed digest. */
export function keyed(_: Spec, draw: Draw): Given {
  const count = draw.below(9);
  const [keys, words] = [0, 1].map(() => draw.list(count, () => digits(draw.word(64), 16)));
  const change =
    count > 0 && draw.once(2) ? { index: draw.below(count), xor: digits(draw.word(64), 16) } : null;
  return { width: 0, json: { widthBits: 64, keys, words, change } };
}

/** A case of the tree, over fold digests of any width or keyed ones. */
export function tree(spec: Spec, draw: Draw): Given {
  const digest = draw.of(["fold", "keyed"]);
  const widthBits = digest === "keyed" ? 64 : draw.of(spec.widths);
  const count = draw.below(14);
  const word = (): string => digits(draw.word(widthBits), widthBits / 4);
  const changes = count === 0 ? 0 : draw.below(4);
  return {
    width: 0,
    json: {
      digest,
      widthBits,
      chunkWords: 1 + draw.below(5),
      keys: digest === "keyed" ? draw.list(count, word) : null,
      words: draw.list(count, word),
      changes: draw.list(changes, () => ({ index: draw.below(count), xor: word() })),
    },
  };
}
