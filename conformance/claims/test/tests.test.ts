import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { currentTests, keep, readTests, testOf } from "../tests.ts";

const root = mkdtempSync(join(tmpdir(), "atomik-tests-"));
afterAll(() => rmSync(root, { recursive: true }));

/** Writes a file that was last changed so many seconds after 1970. */
function put(file: string, text: string, seconds: number): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  utimesSync(join(root, file), seconds, seconds);
}

const report = (startTime: number, status: string): string =>
  JSON.stringify({
    testResults: [
      { name: join(root, "c/a.test.ts"), startTime, assertionResults: [{ fullName: "a is b", status }] },
    ],
  });

it("the last run of a file counts, and only if no source has changed since", () => {
  put("c/a.test.ts", "", 10);
  expect(currentTests(root)).toEqual([]);
  put("build/tests.json", report(11_000, "passed"), 12);
  expect(currentTests(root)).toEqual([
    { file: "c/a.test.ts", started: 11_000, tests: [{ name: "a is b", status: "passed" }] },
  ]);
  put("build/claims-tests.json", report(20_000, "skipped"), 21);
  expect(readTests(root)[0]?.tests[0]?.status).toBe("skipped");
  put("c/atomik_core.h", "", 30);
  expect(currentTests(root)).toEqual([]);
});

it.each(["LICENSE", "Justfile", "c/examples/printed.txt", "c/fuzz/corpus/0a"])("%s is a source", (file) => {
  put("build/tests.json", report(50_000, "passed"), 51);
  expect(currentTests(root)).toHaveLength(1);
  put(file, "", 60);
  expect(currentTests(root)).toEqual([]);
  rmSync(join(root, file));
});

it("what a run writes is none", () => {
  put("build/tests.json", report(50_000, "passed"), 70);
  put("build/results.json", "", 70);
  expect(currentTests(root)).toHaveLength(1);
});

it("a further run keeps what is known of other files", () => {
  const report = (...results: readonly (readonly [file: string, startTime: number])[]): string =>
    JSON.stringify({
      testResults: results.map(([file, startTime]) => ({
        ...{ name: join(root, file), startTime },
        assertionResults: [],
      })),
    });
  put("build/claims-tests.json", report(["c/x", 1], ["c/y", 1]), 40);
  put("build/now.json", report(["c/y", 2]), 41);
  for (const _ of ["once", "no report any more"])
    keep(join(root, "build/claims-tests.json"), join(root, "build/now.json"));
  const found = readTests(root).map(({ file, started }) => `${file} ${started}`);
  expect(found).toEqual(expect.arrayContaining(["c/x 1", "c/y 2"]));
});

it("a reference is a file and a filter over names", () => {
  expect(testOf("c/a.test.ts a is b")).toEqual({ file: "c/a.test.ts", filter: "a is b" });
  expect(testOf("c/a.test.ts")).toEqual({ file: "c/a.test.ts", filter: "" });
});
