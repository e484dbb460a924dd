import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileHeader, versionOf } from "../compile.ts";
import { functionsOf, GROUPS, type Group } from "../groups.ts";
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

/** Every instruction of the functions of these groups, once for each text. */
function instructions(compiler: string, level: string, groups: readonly Group[]): readonly Instruction[] {
  const header = readFileSync(join(import.meta.dirname, "../../../atomik_core.h"), "utf8");
  const wanted = new Set(groups.flatMap((group) => [...functionsOf(group)]));
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
    const all = snippets(instructions("gcc", "-O2", GROUPS));
    expect(all.length).toBeGreaterThan(200);
    expect(differences(all, 3, words(1n))).toEqual([]);
  }, 900_000);

  it.each([
    ["clang-14", "-O2"],
    ["clang-14", "-O3"],
    ["gcc", "-O3"],
  ])(
    "as %s %s uses them",
    (compiler, level) => {
      if (versionOf(compiler) === undefined) return;
      const all = snippets(instructions(compiler, level, GROUPS));
      expect(all.length).toBeGreaterThan(200);
      expect(differences(all, 2, words(4n))).toEqual([]);
    },
    900_000,
  );

  it("as clang and gcc -O3 use them where these do not", () => {
    const texts = [
      "psrld  xmm0,0x10",
      "psrlw  xmm1,0x8",
      "psrlq  xmm2,0x20",
      "vpsrld xmm3,xmm4,0x10",
      "pextrw eax,xmm0,0x7",
      "pextrw WORD PTR [rax],xmm1,0x3",
      "movhps QWORD PTR [rax-0x10],xmm2",
      "movhps xmm1,QWORD PTR [rcx+rdx*1]",
      "vmovhps xmm1,xmm2,QWORD PTR [rcx]",
      "pinsrq xmm3,rbx,0x1",
      "vpinsrq xmm3,xmm4,QWORD PTR [rcx+rdx*1],0x1",
      "vpinsrq xmm3,xmm4,rbx,0x0",
      "vinserti128 ymm0,ymm1,xmm2,0x1",
      "vinserti128 ymm0,ymm1,xmm2,0x0",
      "vinserti64x4 zmm0,zmm3,ymm1,0x1",
      "punpckldq xmm2,xmm0",
      "punpckhdq xmm2,xmm0",
      "paddq  xmm2,xmm4",
      "vpgatherqq zmm10{k1},QWORD PTR [zmm6*1+0x0]",
      "vpermt2q zmm4,zmm4,zmm12",
      "vshufi64x2 zmm4,zmm30,zmm4,0x1b",
      "vperm2i128 ymm13,ymm9,ymm11,0x13",
      "vperm2i128 ymm13,ymm9,YMMWORD PTR [rax],0x20",
    ];
    expect(differences(snippets(texts.map(one)), 6, words(5n))).toEqual([]);
  });

  it("finds one that is another", () => {
    const [xor, or] = [snippetOf(one("xor    rax,rbx"))!, snippetOf(one("or     rax,rbx"))!];
    expect(differences([{ ...xor, text: or.text }], 6, words(2n))).toHaveLength(1);
    const [carry, zero] = [snippetOf(one("setb   al"))!, snippetOf(one("sete   al"))!];
    expect(differences([{ ...carry, text: zero.text }], 12, words(3n))).toHaveLength(1);
    const mask = snippetOf(one("kxnorw k1,k2,k3"))!;
    expect(differences([{ ...mask, text: "kxorw k1,k2,k3" }], 6, words(6n))).toHaveLength(1);
  });
});
