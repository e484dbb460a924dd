/** The package's own runner of vectors: all pass, and each one fails as soon as anything else is expected of it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { VectorCase, VectorFile } from "../src/vectors.ts";
import { runVectors } from "../src/vectors.ts";
import { refuses } from "./refuses.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const { files } = JSON.parse(readFileSync(`${ROOT}spec/MANIFEST.json`, "utf8")) as {
  files: readonly { path: string; cases?: number }[];
};
const vectors = files.filter(({ cases }) => cases !== undefined);

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

/** Where the leaves of what a case expects are: an object or array, and a place in it. */
function leaves(value: Json, holder: Json, place: string | number): [holder: Json, place: string | number][] {
  if (typeof value !== "object" || value === null) return [[holder, place]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, value, key));
}

/** A case of which the n-th thing that it expects, of all counted around, is another one; undefined if it expects nothing. */
function expectingOther(vector: VectorCase, n: number): VectorCase {
  const copy = structuredClone(vector) as unknown as { [name: string]: Json };
  const steps = (copy.steps ?? []) as { observe: Json }[];
  const places = [
    ...leaves(copy.result!, copy, "result"),
    ...(copy.expect === undefined ? [] : leaves(copy.expect, copy, "expect")),
    ...steps.flatMap((step) => leaves(step.observe, step as unknown as Json, "observe")),
  ];
  const [holder, place] = places[n % places.length]!;
  const at = holder as { [name: string]: Json };
  const old = at[place];
  if (typeof old === "string") at[place] = old === "" ? "00" : (old[0] === "0" ? "1" : "0") + old.slice(1);
  else at[place] = typeof old === "number" ? old + 1 : "00";
  return copy as unknown as VectorCase;
}

describe.each(vectors)("$path", ({ path, cases }) => {
  const file = JSON.parse(readFileSync(ROOT + path, "utf8")) as VectorFile;

  it("passes", () => {
    const { passed, failures, skipped } = runVectors(file);
    expect({ passed, failures, skipped }).toEqual({ passed: cases, failures: [], skipped: [] });
  });

  it("fails in each case of which something else is expected", () => {
    const wrong = file.cases.map((vector, i) => expectingOther(vector, i * 7));
    const { failures } = runVectors({ ...file, cases: wrong });
    expect(failures.map(({ id }) => id)).toEqual(file.cases.map(({ id }) => id));
  });
});

describe("a file that is none of these", () => {
  it("is skipped when it is of another machine, and says so", () => {
    const cases = [{ id: "one", result: "ok" }];
    const report = runVectors({ schema: "atomik.vectors.v1", machine: "engine", cases });
    expect(report).toEqual({
      machine: "engine",
      passed: 0,
      failures: [],
      skipped: [{ id: "one", reason: "no class of this library is the machine engine" }],
    });
  });

  it("is refused when it is no file of vectors", () => {
    for (const wrong of [null, 5, "x", {}, { cases: 3 }]) {
      refuses(
        "wrong_type",
        () => runVectors(wrong as never),
        () => null,
      );
    }
  });
});
