import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileHeader } from "../compile.ts";
import { functionsOf, GROUPS } from "../groups.ts";
import { type Instruction, readListing } from "../listing.ts";
import { canRun, differences } from "../native/compare.ts";
import { type Snippet, snippetOf } from "../native/snippet.ts";

/** A generator of words: small ones, edges and any. */
function words(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    const word = state ^ (state >> 29n);
    const edges = [0n, 1n, 0xffff_ffff_ffff_ffffn, 0x8000_0000_0000_0000n, 0x7fff_ffffn, 0xffn];
    const pick = Number((state >> 40n) % 12n);
    return edges[pick] ?? word;
  };
}

/** Every instruction of the functions that are proved, once for each text. */
function instructions(compiler: string, level: string): readonly Instruction[] {
  const header = readFileSync(join(import.meta.dirname, "../../../atomik_core.h"), "utf8");
  const wanted = new Set(GROUPS.flatMap((group) => [...functionsOf(group)]));
  const { listing } = compileHeader({ id: "test", compiler, level }, header, wanted);
  // numbers above a nibble and other scales make no other instruction
  const shape = (text: string): string => text.replace(/0x[0-9a-f]{2,}/g, "0x");
  return [...new Map([...listing.instructions.values()].map((one) => [shape(one.text), one])).values()];
}

const snippets = (all: readonly Instruction[]): Snippet[] =>
  all.map(snippetOf).filter((snippet) => snippet !== undefined);

const one = (text: string): Instruction => {
  const listing = readListing(`0000000000000000 <f>:\n   0:\t90                   \t${text}\n`);
  return listing.instructions.get(0)!;
};

describe.skipIf(!canRun())("the proofs' instructions are the processor's", () => {
  it("as gcc -O2 uses them", () => {
    const all = snippets(instructions("gcc", "-O2"));
    expect(all.length).toBeGreaterThan(200);
    expect(differences(all, 3, words(1n))).toEqual([]);
  }, 900_000);

  it("as clang uses them where gcc does not", () => {
    const texts = ["psrld  xmm0,0x10", "psrlw  xmm1,0x8", "psrlq  xmm2,0x20", "vpsrld xmm3,xmm4,0x10"];
    expect(differences(snippets(texts.map(one)), 6, words(4n))).toEqual([]);
  });

  it("finds one that is another", () => {
    const [xor, or] = [snippetOf(one("xor    rax,rbx"))!, snippetOf(one("or     rax,rbx"))!];
    expect(differences([{ ...xor, text: or.text }], 6, words(2n))).toHaveLength(1);
    const [carry, zero] = [snippetOf(one("setb   al"))!, snippetOf(one("sete   al"))!];
    expect(differences([{ ...carry, text: zero.text }], 12, words(3n))).toHaveLength(1);
  });
});
