/** Contracts of the digests whose terms the IR has. */
import type { Block } from "./block.ts";
import type { Ir } from "./ir.ts";

/** The keyed digest of words, and what a change of one word does to it. */
export function keyedBlocks({ reduction }: Ir): readonly Block[] {
  const modulo = `x^64 = ${polynomial(BigInt(`0x${reduction}`))}`;
  return [
    {
      name: "atomik_field_multiply",
      english: `the product in the field of 2^64 elements: bit i of a word is the coefficient of x^i, and ${modulo}.`,
      equations: [["result", "a b"]],
      facts: [["rejects", ["never"]]],
      returns: "uint64_t",
      parameters: ["uint64_t a", "uint64_t b"],
    },
    {
      name: "atomik_keyed",
      english:
        "the keyed digest of n words: each one times the key of its place, in that field. A change of word i by delta changes it by atomik_field_multiply(keys[i], delta).",
      equations: [["result", "keys[0] words[0] ^ ... ^ keys[n - 1] words[n - 1]; 0 when n = 0"]],
      facts: [
        ["bounds", ["keys and words have n elements; both may be NULL if n = 0"]],
        ["rejects", ["never"]],
      ],
      returns: "uint64_t",
      parameters: ["const uint64_t *keys", "const uint64_t *words", "size_t n"],
    },
    {
      name: "atomik_keyed_bytes",
      english:
        "the keyed digest of n bytes: of the words that they are, each least significant byte first, the last one filled up with zero bytes.",
      equations: [["result", "atomik_keyed(keys, words, (n + 7) / 8)"]],
      facts: [
        ["bounds", ["keys has (n + 7) / 8 elements, bytes has n; both may be NULL if n = 0"]],
        ["rejects", ["never"]],
      ],
      returns: "uint64_t",
      parameters: ["const uint64_t *keys", "const void *bytes", "size_t n"],
    },
  ];
}

/** `x^4 + x^3 + x + 1` for 0x1b. */
function polynomial(word: bigint): string {
  const terms: string[] = [];
  for (let i = 63; i >= 0; i--) {
    if ((word >> BigInt(i)) & 1n) terms.push(i === 0 ? "1" : i === 1 ? "x" : `x^${i}`);
  }
  return terms.join(" + ");
}
