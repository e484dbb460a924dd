import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { areaFiles } from "../doc.ts";
import { filesOf } from "../row.ts";
import { allSources, hashesOf } from "../sources.ts";
import type { AreaArtefact } from "../table.ts";
import { targetsOf } from "../targets.ts";

const ROOT = join(import.meta.dirname, "../../..");
const record = JSON.parse(readFileSync(join(ROOT, "conformance/records/area.json"), "utf8")) as AreaArtefact;

describe("the record of area", () => {
  test.each(record.files)("is about the $path that is here", ({ path, code }) => {
    const sources = allSources();
    const name = path.split("/").at(-1)!;
    const [here] = sources.has(name) ? hashesOf([name], sources) : [];
    expect(
      here?.code,
      `${path} has changed since: run "just area", "just record area", "just area-doc"`,
    ).toBe(code);
  });

  test("names every file that its modules need", () => {
    const sources = allSources();
    const modules = [...new Set(record.rows.map(({ module }) => module))];
    const needed = new Set(modules.flatMap((module) => Object.keys(filesOf(module, sources))));
    const paths = hashesOf([...needed], sources).map(({ path }) => path);
    expect(record.files.map(({ path }) => path)).toEqual(paths);
  });

  test("says of its targets what its rows say", () => expect(record.targets).toEqual(targetsOf(record.rows)));

  test("accepts no more than ports times the clock, and none above the device's limit", () => {
    for (const row of record.rows.filter(({ fmaxMHz }) => fmaxMHz !== null)) {
      const clock = Math.min(row.fmaxMHz!.median, row.clockLimit.mhz);
      expect(Math.abs(row.acceptedPerSecond! / 1e6 - row.ports * clock)).toBeLessThanOrEqual(
        row.ports * 0.06,
      );
    }
  });
});

test("a comment may change, code may not", () => {
  const hash = (text: string): string => {
    const [one] = hashesOf(["a.v"], new Map([["a.v", { folder: "rtl", text }]]));
    return one!.code;
  };
  expect(hash("assign a = b; // why\n")).toBe(hash("assign a =\n b; /* other */"));
  expect(hash("assign a = b;")).not.toBe(hash("assign a = c;"));
});

test.each(Object.entries(areaFiles()))("%s is what the record gives", (path, text) => {
  expect(readFileSync(join(ROOT, path), "utf8"), `stale: run "just area-doc"`).toBe(text);
});
