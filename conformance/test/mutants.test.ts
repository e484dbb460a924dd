import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROWS, rowOf } from "../adapters/table.ts";
import { judgeMutants } from "../mutants/judge.ts";
import { filterOf, loadMutants, type Mutant } from "../mutants/list.ts";
import { plant, planted } from "../mutants/plant.ts";
import { OPENED, readTrial } from "../mutants/verdict.ts";
import { matches } from "../runner/select.ts";
import { loadSpec, ROOT } from "../spec.ts";

const spec = loadSpec();
const row = rowOf("ts");
const mutant: Mutant = {
  id: "ts/test",
  op: "load",
  file: "ts/src/root-hash.ts",
  find: "export const ROOT_HASH",
  replace: "export const ROOT_HASH",
  why: "changes nothing",
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atomik-test-"));
  mkdirSync(join(folder, "conformance/mutants"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("lists", () => {
  const list = (mutants: unknown): (() => unknown) => {
    writeFileSync(join(folder, "conformance/mutants/ts.json"), JSON.stringify(mutants));
    return () => loadMutants(spec, folder, row);
  };
  const complete = spec.ops.map(({ name }) => ({ ...mutant, id: `ts/${name}`, op: name }));

  test("must exist, be well-formed and have every op", () => {
    expect(() => loadMutants(spec, folder, row)).toThrow("expected a list of mutants, got no file");
    expect(list(complete)).not.toThrow();
    expect(list(complete.slice(1))).toThrow(`got none of ${spec.ops[0]!.name}`);
    expect(list([...complete, complete[0]])).toThrow("occurs twice");
    expect(list([...complete, { ...mutant, find: 5 }])).toThrow("expected find to be a text, got number");
    expect(list([...complete, { ...mutant, id: "c/x" }])).toThrow("starts with ts/");
  });

  test.each(ROWS.map((one) => [one.name, one] as const))("%s: each can be planted", (_, one) => {
    for (const planned of loadMutants(spec, ROOT, one)) {
      const text = readFileSync(join(ROOT, planned.file), "utf8");
      expect(planted(text, planned)).not.toBe(text);
    }
  });
});

test("the name of an implementation selects its mutants and no others", () => {
  const ids = ROWS.flatMap((one) => loadMutants(spec, ROOT, one).map(({ id }) => id));
  const selected = (filter: string) => ids.filter((id) => matches(filterOf(filter, ROWS), id));
  for (const { name } of ROWS) {
    expect(selected(name)).toEqual(loadMutants(spec, ROOT, rowOf(name)).map(({ id }) => id));
    expect(selected(`${name}/`)).toEqual(expect.arrayContaining(selected(name)));
  }
  expect(selected("swap").length).toBeGreaterThan(ROWS.length);
  expect(selected("")).toEqual(ids);
});

describe("planting", () => {
  test("the text must occur once", () => {
    expect(() => planted("a b a", { ...mutant, find: "a" })).toThrow("expected the text once");
    expect(() => planted("a b a", { ...mutant, find: "c" })).toThrow("got it 0 times");
    expect(planted("a b a", { ...mutant, find: "b", replace: "$&" })).toBe("a $& a");
  });

  test("a file that the implementation is not made from is refused", () => {
    expect(() => plant(ROOT, row, { ...mutant, file: "tsconfig.json", find: '"strict"' })).toThrow(
      "expected a file of",
    );
  });
});

describe("verdicts", () => {
  test("one that changes nothing survives, one that cannot run is broken, a fault is killed", async () => {
    const broken = { ...mutant, id: "ts/broken", replace: "export const = ROOT_HASH" };
    const source = "this.#words[REFERENCE] = word;";
    const [fault] = loadMutants(spec, ROOT, row);
    const judged = await judgeMutants(row, [mutant, broken, fault!, { ...mutant, find: source }], 2);
    expect(judged.map(({ trial }) => trial.verdict)).toEqual(["survived", "broken", "killed", "broken"]);
  });

  test("where a test is the judge, the same", async () => {
    const file = "ts/src/counter.ts";
    const counter = { ...mutant, file, test: "ts/test/counter.test.ts" };
    const trials = [
      { ...counter, find: "const REFERENCE = 0;", replace: "const REFERENCE = 0; // nothing" },
      { ...counter, find: "const REFERENCE = 0;", replace: "const = 0;" },
      { ...counter, find: "BigInt.asIntN(this.#width.bits, this.read())", replace: "this.read()" },
    ];
    const judged = await judgeMutants(row, trials, 2);
    expect(judged.map(({ trial, mutant }) => [mutant.file, trial.verdict])).toEqual([
      [file, "survived"],
      [file, "broken"],
      [file, "killed"],
    ]);
  });

  test("silence counts against the mutant only once it runs", () => {
    expect(readTrial("", true)).toEqual({ verdict: "broken", how: "never opened" });
    expect(readTrial("", false).verdict).toBe("broken");
    expect(readTrial(`${OPENED}\n`, true)).toEqual({ verdict: "killed", how: "it hangs" });
    expect(readTrial(`${OPENED}\nout of memory`, false).verdict).toBe("killed");
  });
});
