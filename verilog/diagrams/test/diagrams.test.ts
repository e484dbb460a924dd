import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DOC, TIMING } from "../main.ts";
import { netlistOf, SUBJECTS, stampOf } from "../schematic.ts";
import { timingDiagram } from "../timing.ts";

const committed = (name: string): string => readFileSync(join(DOC, name), "utf8");
const STALE = 'run "just diagrams"';

describe("drawings are of the modules that are here", () => {
  test.each(SUBJECTS)("$module", async (subject) => {
    expect(committed(`${subject.module}.svg`), STALE).toContain(stampOf(await netlistOf(subject)));
  });
});

test("the timing diagram is what the simulator shows", () => {
  expect(committed(TIMING), STALE).toBe(timingDiagram());
});

test("another netlist has another stamp", () => {
  expect(stampOf('{"modules":{}}')).not.toBe(stampOf('{"modules":{"a":{}}}'));
});
