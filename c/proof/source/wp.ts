/** Frama-C's WP as a program: run-time errors and contracts of the functions that are named. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prefixOf, WIDTHS } from "../object/contracts/shapes.ts";

/** What came out of a run. */
export interface WpResult {
  readonly proved: number;
  readonly goals: number;
  /** Names of the goals that are open. */
  readonly open: readonly string[];
  readonly seconds: number;
}

/** Frama-C's version, or undefined when it or its provers are not here. */
export function framaVersion(): string | undefined {
  const run = (program: string, args: readonly string[]): string | undefined => {
    const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
    return status === 0 ? stdout.trim().split("\n")[0]! : undefined;
  };
  const versions = [run("frama-c", ["-version"]), run("cvc4", ["--version"]), run("z3", ["--version"])];
  if (versions.includes(undefined)) return undefined;
  spawnSync("why3", ["config", "detect"]);
  return `Frama-C ${versions[0]}, ${versions[1]!.replace("This is ", "")}, ${versions[2]}`;
}

/** Tries to prove every goal of the functions. @throws Error when Frama-C does not get as far as goals */
export function runWp(text: string, functions: readonly string[], timeoutSeconds: number): WpResult {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "atomik-wp-"));
  try {
    const file = join(folder, "annotated.c");
    writeFileSync(file, text);
    // WP then sees that a word of a copied context is the word that was copied, not just an equal one
    const inlined = WIDTHS.map((width) => `${prefixOf(width)}_table_get_`).join(",");
    // a switch as branches: WP takes the temporaries of one for places that are assigned to
    const args = ["-machdep", "x86_64", "-simplify-cfg", "-inline-calls", inlined];
    args.push("-wp", "-wp-rte", "-wp-prover", "cvc4,z3", "-wp-par", "2");
    const { stdout } = spawnSync(
      "frama-c",
      [...args, "-wp-timeout", String(timeoutSeconds), "-wp-fct", functions.join(","), file],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    );
    const count = /Proved goals:\s+(\d+) \/ (\d+)/.exec(stdout);
    if (count === null)
      throw new Error(`frama-c: no goals: ${stdout.trim().split("\n").slice(-5).join(" ")}`);
    const open = [...stdout.matchAll(/^\[wp\] \[[^\]]*\] Goal (\S+)( : (?!Valid)|$)/gm)].map(
      ([, name]) => name!,
    );
    const seconds = Math.round(performance.now() - started) / 1000;
    return { proved: Number(count[1]), goals: Number(count[2]), open: [...new Set(open)], seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
