/**
 * Mutants of the Lean sources. Their judge is the proof: a definition that is not what the theorems say must stop a
 * module *behind* it from building. An error in the mutated file itself proves nothing.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../spec.ts";
import { execute } from "./execute.ts";
import type { Mutant } from "./list.ts";
import type { Trial } from "./verdict.ts";

/** The modules whose proofs hold the IR to the Spec. */
const JUDGES = ["Atomik.Ir.Sound", "Atomik.Ir.Sound.Counter", "Atomik.Ir.Sound.Table"];
const MOST_MS = 300_000;

/** Builds the proofs of a copy whose file carries the mutant. Modules that the mutant does not touch are built once. */
export async function leanTrial(copy: string, mutant: Mutant): Promise<Trial> {
  const out = mkdtempSync(join(tmpdir(), "atomik-lean-"));
  try {
    cpSync(await pristine(), out, { recursive: true });
    const { code, output } = await build(join(copy, "lean"), out);
    if (code === 0) return { verdict: "survived", how: "every proof still holds" };
    const errors = output.split("\n").filter((line) => / error: /.test(line));
    const own = errors.find((line) => line.includes(mutant.file));
    if (own) return { verdict: "broken", how: own };
    const proof = errors[0];
    return proof
      ? { verdict: "killed", how: proof.slice(proof.indexOf("Atomik/")) }
      : { verdict: "broken", how: output.trim().split("\n").at(-1) ?? "no output" };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

let base: Promise<string> | undefined;

/** A build without a mutant. @throws Error when it fails: then no mutant could be judged */
function pristine(): Promise<string> {
  base ??= (async () => {
    const out = join(ROOT, ".cache/mutants/lean-out");
    mkdirSync(out, { recursive: true });
    const { code, output } = await build(join(ROOT, "lean"), out);
    if (code !== 0) throw new Error(`lean: does not build without a mutant: ${output.slice(-1000)}`);
    return out;
  })();
  return base;
}

function build(root: string, out: string): Promise<{ code: number; output: string }> {
  const args = [join(ROOT, "lean/runner/main.ts"), "build", "--root", root, "--out", out, ...JUDGES];
  return execute(process.execPath, args, MOST_MS);
}
