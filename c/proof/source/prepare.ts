/** The header as Frama-C reads it: preprocessed with Frama-C's own standard headers, so that macros can be annotated. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WIDTHS } from "../object/contracts/shapes.ts";
import { annotated } from "./annotation.ts";
import { foldDefinition } from "./folds.ts";
import { ANNOTATIONS } from "./groups.ts";
import { scatterDefinition } from "./scatter.ts";

/** No vectors, whose extensions of C Frama-C does not read, and no allocator. */
const DEFINITIONS = ["-D__FC_MACHDEP_X86_64", "-DATOMIK_VECTOR_BITS=0", "-DATOMIK_NO_MALLOC", "-U__GNUC__"];

/** The header's text with every annotation. @throws Error when a function is gone or gcc refuses the text */
export function prepared(header: string): string {
  const definitions = [foldDefinition, scatterDefinition].flatMap((of) => WIDTHS.map(of)).join("\n");
  return `${lemmas()}\n${ANNOTATIONS.reduce(annotated, withDefinitions(expand(header), definitions))}`;
}

/** What the provers are given, as they do not find it: XOR commutes, associates and cancels, and a mask of all bits of a word leaves it. */
function lemmas(): string {
  const masks = WIDTHS.map((width) => {
    const most = (1n << BigInt(width)) - 1n;
    return `/*@ admit lemma mask${width}: \\forall integer a; 0 <= a <= ${most} ==> (a & ${most}) == a; */`;
  });
  return [
    "/*@ logic integer xored(integer a, integer b) = a ^ b; */",
    "/*@ admit lemma xor_commutes: \\forall integer a, b; xored(a, b) == xored(b, a); */",
    "/*@ admit lemma xor_associates: \\forall integer a, b, c; xored(xored(a, b), c) == xored(a, xored(b, c)); */",
    "/*@ admit lemma xor_cancels: \\forall integer a, b; xored(xored(a, b), b) == a; */",
    ...masks,
  ].join("\n");
}

/** Definitions need the types of words, so they stand before the first function. */
function withDefinitions(text: string, definitions: string): string {
  const first = text.search(/^(?:static inline|typedef enum)/m);
  return `${text.slice(0, first)}${definitions}\n${text.slice(first)}`;
}

function expand(header: string): string {
  const folder = mkdtempSync(join(tmpdir(), "atomik-source-"));
  try {
    const file = join(folder, "atomik_core.h");
    writeFileSync(file, header);
    const share = run("frama-c", ["-print-share-path"]).trim();
    return run("gcc", ["-E", "-P", "-nostdinc", `-I${share}/libc`, ...DEFINITIONS, file]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error) throw new Error(`${program}: ${error.message}`);
  if (status !== 0)
    throw new Error(`${program} exited with ${status}: ${stderr.trim().split("\n").slice(0, 5).join("\n")}`);
  return stdout;
}
