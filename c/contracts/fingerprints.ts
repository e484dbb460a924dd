/** Contracts of the fold digest of bytes, and of fingerprints: contexts whose state is that digest. */
import type { Block } from "./block.ts";
import { derivedBlock } from "./derived.ts";
import type { Ir } from "./ir.ts";
import { combined } from "./many.ts";
import { opNamed } from "./ops.ts";
import { firstByte } from "./wire.ts";

/** The digest of a whole buffer, and what some bytes of it contribute. */
export function foldBlocks({ fold: { byteOrder, padding, combine } }: Ir): readonly Block[] {
  const bytes = ["data has n bytes; may be NULL if n = 0"];
  const place = "(offset + i) mod 8";
  return [
    {
      name: "atomik_fold_bytes",
      english: `the fold digest of n bytes: the XOR of the words that they are, each ${firstByte(byteOrder)}, the last one filled up with bytes ${padding}.`,
      equations: [["result", `${combined("words[0]", "words[(n + 7) / 8 - 1]", combine)}; 0 when n = 0`]],
      facts: [
        ["bounds", bytes],
        ["rejects", ["never"]],
      ],
      returns: "uint64_t",
      parameters: ["const void *data", "size_t n"],
    },
    {
      name: "atomik_fold_at",
      english:
        "what n bytes contribute to the fold digest of a buffer in which the first of them is byte `offset`, aligned or not. XORed into the digest, it follows a change that XORs these bytes into the buffer.",
      equations: [["result", `the XOR of data[i] << 8 (${byteOrder === "little" ? place : `7 - ${place}`})`]],
      facts: [
        ["bounds", [`${bytes}; 0 <= i < n`]],
        ["rejects", ["never"]],
      ],
      returns: "uint64_t",
      parameters: ["size_t offset", "const void *data", "size_t n"],
    },
  ];
}

/** The functions that are an op on the digest. */
export function fingerprintBlocks({ context }: Ir): readonly Block[] {
  const one = (
    op: string,
    name: string,
    word: string,
    english: string,
    bounds: string | undefined,
    ...parameters: readonly string[]
  ): Block =>
    derivedBlock({
      op: opNamed(context, op),
      name: `atomik_fp_${name}`,
      english,
      word,
      facts: bounds === undefined ? [] : [["bounds", [bounds]]],
      returns: "void",
      parameters: ["atomik_fingerprint_t *fp", ...parameters],
    });
  const differs = (a: string, b: string): string => `${a} ^ ${b}`;
  return [
    one("load", "init", "0", "the fingerprint of an empty buffer. *fp may be uninitialised.", undefined),
    one(
      "load",
      "load",
      "atomik_fold_bytes(data, n)",
      "takes a buffer as the baseline. *fp may be uninitialised.",
      "data has n bytes; may be NULL if n = 0",
      "const void *data",
      "size_t n",
    ),
    one(
      "accum",
      "accum_delta",
      differs("old_word", "new_word"),
      "one aligned word of the buffer, read as a little-endian number, has changed. Looks at nothing else. A word at the wrong place counts the same: see atomik_fp_accum_bytes.",
      undefined,
      "uint64_t old_word",
      "uint64_t new_word",
    ),
    one(
      "accum",
      "accum_bytes",
      differs("atomik_fold_at(offset, old_data, n)", "atomik_fold_at(offset, new_data, n)"),
      "n bytes from byte `offset` of the buffer on, aligned or not, have changed.",
      "old_data and new_data have n bytes; both may be NULL if n = 0",
      "size_t offset",
      "const void *old_data",
      "const void *new_data",
      "size_t n",
    ),
  ];
}
