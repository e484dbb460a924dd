/** Random cases of machines, codecs and digests: what differs is found, made small, stored and found again. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Machines } from "../adapters/adapter.ts";
import { type Opened, openOne } from "../adapters/open.ts";
import { rowOf } from "../adapters/table.ts";
import { loadCases } from "../fuzz/cases/corpus.ts";
import { checkCases } from "../fuzz/cases/corpus-run.ts";
import { generate, MACHINES } from "../fuzz/cases/generate.ts";
import { type CaseResult, fuzzCases } from "../fuzz/cases/loop.ts";
import { loadSpec, ROOT } from "../spec.ts";

const spec = loadSpec();
const corpus = mkdtempSync(join(tmpdir(), "atomik-cases-test-"));
let oracle: Opened;
beforeAll(async () => {
  oracle = await openOne(spec, rowOf("interpreter"), ROOT);
});
afterAll(() => {
  oracle.adapter.close();
  rmSync(corpus, { recursive: true });
});

/** The oracle with a fault in the answers of one machine. */
function faulty(machine: string, fault: (answer: Answer) => Answer): Opened {
  const { names, answer } = oracle.machines!;
  const machines: Machines = {
    names,
    answer(name, width, given) {
      const right = structuredClone(answer(name, width, given)) as Answer;
      return name === machine ? fault(right) : right;
    },
  };
  return { ...oracle, name: "faulty", machines };
}

interface Answer {
  expect: Record<string, unknown>;
  result: string;
  steps: { op: string; steps?: object[] }[];
}

const run = (other: Opened): CaseResult =>
  fuzzCases(spec, [oracle, other], { seconds: 60, cases: 700, seed: 7, corpus });

test("the same seed gives the same cases, and every machine and every end has some", () => {
  const seen = new Set<string>();
  for (let i = 0; i < 1400; i++) {
    const given = generate(spec, 3, i);
    expect(generate(spec, 3, i)).toEqual(given);
    const { result } = oracle.machines!.answer(given.machine, given.width, given.json) as Answer;
    seen.add(`${given.machine} ${result}`);
  }
  for (const machine of MACHINES) expect(seen).toContain(`${machine} ok`);
  for (const { name, rejects } of spec.machines.filter(({ name }) => MACHINES.includes(name)))
    for (const code of rejects) expect(seen).toContain(`${name} reject:${code}`);
  expect(seen).toContain("message reject:bad_length");
  const codes = "length magic version checksum width count varint".split(" ").map((one) => `bad_${one}`);
  codes.push(
    "sequence_out_of_range",
    "address_out_of_range",
    "word_out_of_range",
    "truncated",
    "trailing_bytes",
  );
  for (const code of codes) expect(seen).toContain(`frame reject:${code}`);
});

test("who agrees runs to the end", () => {
  const { finding, byImplementation } = run({ ...oracle, name: "equal" });
  expect(finding).toBeUndefined();
  expect(byImplementation).toEqual({ interpreter: 700, equal: 700 });
});

test("a fault that shows with two ops of a batch is found, made small and found again", () => {
  const other = faulty("table", (answer) =>
    answer.steps.some(({ steps }) => (steps?.length ?? 0) > 1) ? { ...answer, result: "ok!" } : answer,
  );
  const { finding } = run(other);
  expect(finding?.name).toBe("faulty");
  const { steps } = finding!.entry.given.json as Answer;
  expect(steps.map((step) => step.steps?.length)).toEqual([2]);
  expect(loadCases(corpus).map(({ hash }) => hash)).toEqual([finding!.entry.hash]);
  expect(checkCases([oracle, other], loadCases(corpus))).toHaveLength(1);
  expect(checkCases([oracle], loadCases(corpus))).toEqual([]);
});

test("without the oracle nothing can be said", () => {
  expect(() => fuzzCases(spec, [], { seconds: 1, seed: 1, corpus })).toThrow("expected interpreter");
});
