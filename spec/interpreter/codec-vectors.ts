/** Runs the cases of codecs and digests. They are questions with one answer, not programs, so they have a runner of their own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SUITES } from "./codec-answers.ts";
import type { CodecCase } from "./texts.ts";

/** A case that was answered otherwise than the Spec answers it; both answers as JSON. */
export interface CodecFailure {
  readonly id: string;
  readonly expected: string;
  readonly got: string;
}

/** What became of the cases. */
export interface CodecResult {
  readonly passed: number;
  readonly failed: readonly CodecFailure[];
}

/**
 * Asks the interpreter every case of codecs and digests below `root`, the repository's root folder.
 *
 * @param file - below `conformance/vectors`; all of them when left out
 * @throws Error when a file's count is wrong; IrError when the IR cannot be read
 */
export function runCodecVectors(root: string, file?: string): CodecResult {
  let passed = 0;
  const failed: CodecFailure[] = [];
  for (const [name, answerer] of SUITES) {
    if (file !== undefined && name !== file) continue;
    const answer = answerer(join(root, "spec/ir"));
    for (const one of loadCases(root, name)) {
      const expected = canonical({ expect: one.expect, result: one.result });
      const got = canonical(answer(one));
      if (got === expected) passed++;
      else failed.push({ id: one.id, expected, got });
    }
  }
  return { passed, failed };
}

/** The cases of a file below `conformance/vectors`. @throws Error when there are not as many as it says */
export function loadCases(root: string, file: string): readonly CodecCase[] {
  const text = readFileSync(join(root, "conformance/vectors", file), "utf8");
  const { count, cases } = JSON.parse(text) as { count: number; cases: readonly CodecCase[] };
  if (cases.length !== count || count === 0) {
    throw new Error(`${file}: expected ${count} cases and more than none, got ${cases.length}`);
  }
  return cases;
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
