/** The header as Frama-C reads it: preprocessed with Frama-C's own standard headers, so that macros can be annotated. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WIDTHS } from "../object/contracts/shapes.ts";
import { type Annotation, annotated } from "./annotation.ts";
import { contextAnnotations } from "./ops.ts";

/** Every annotation. */
export const ANNOTATIONS: readonly Annotation[] = WIDTHS.flatMap(contextAnnotations);

/** No vectors, whose extensions of C Frama-C does not read, and no allocator. */
const DEFINITIONS = ["-D__FC_MACHDEP_X86_64", "-DATOMIK_VECTOR_BITS=0", "-DATOMIK_NO_MALLOC", "-U__GNUC__"];

/** The header's text with every annotation. @throws Error when a function is gone or gcc refuses the text */
export function prepared(header: string): string {
  return `${lemma()}\n${ANNOTATIONS.reduce(annotated, expand(header))}`;
}

/** What the provers are given, as they do not find it: to mask all 64 bits of a number leaves it. */
function lemma(): string {
  const max = (1n << 64n) - 1n;
  return `/*@ admit lemma mask64: \\forall integer a; 0 <= a <= ${max} ==> (a & ${max}) == a; */`;
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
