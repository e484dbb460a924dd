/** Builds the fuzzer of the parsers and lets it run. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Ran, ROOT, run, WARNINGS } from "../test/compile.ts";
import { seeds } from "./seeds.ts";

/** Inputs that once were new, or failed: kept for ever, run first. */
export const CORPUS: string = join(ROOT, "c/fuzz/corpus");

const COMPILER = "clang-14";
const FLAGS = "-std=c11 -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all".split(" ");

/** Compiles the fuzzer from the sources below `root`. @throws Error with the compiler's own words */
export function buildFuzzer(program: string, root: string = ROOT): void {
  const source = join(root, "c/fuzz/parsers.c");
  const { status, stderr } = run(COMPILER, [...FLAGS, ...WARNINGS, source, "-o", program]);
  if (status !== 0) throw new Error(stderr);
}

/**
 * Runs the fuzzer for so many seconds on the corpus and the seeds; what is new goes to `folder`, and so does an input
 * that fails, as `crash-<hash>`.
 */
export function fuzz(program: string, folder: string, seconds: number, seed: number): Ran {
  const [first, found] = [join(folder, "seeds"), join(folder, "found")];
  for (const path of [first, found]) mkdirSync(path, { recursive: true });
  for (const [name, input] of seeds()) writeFileSync(join(first, name), input);
  const limits = [`-max_total_time=${seconds}`, `-seed=${seed}`, "-max_len=4096", "-print_final_stats=1"];
  return run(
    program,
    [...limits, `-artifact_prefix=${folder}/`, found, first, CORPUS],
    undefined,
    seconds * 1000 + 240_000,
  );
}

/** The numbers that the fuzzer printed at its end, by name. */
export function statistics({ stderr }: Ran): Readonly<Record<string, number>> {
  const lines = stderr.matchAll(/^stat::(\w+): +(\d+)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name!, Number(value)]));
}

/** Places in the compiled code that were reached, as the fuzzer last counted them; 0 if it never did. */
export function coverage({ stderr }: Ran): number {
  return Number([...stderr.matchAll(/ cov: (\d+) /g)].at(-1)?.[1] ?? 0);
}

/** Inputs that failed, by file name. */
export function crashes(folder: string): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(folder).filter((name) => /^(crash|leak|timeout|oom)-/.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}
