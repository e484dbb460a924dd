import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeAll, type OpenedAll, openAll } from "../../adapters/open.ts";
import { rowOf } from "../../adapters/table.ts";
import { loadSpec } from "../../spec.ts";
import { runSelected, runsSome } from "../live.ts";
import { loadPrograms, type NamedProgram, runPrograms } from "../programs.ts";

const spec = loadSpec();
let all: OpenedAll;
beforeAll(async () => {
  all = await openAll([rowOf("ts"), rowOf("interpreter")]);
});
afterAll(() => closeAll(all));

describe("programs of claims", () => {
  it("run as they are recorded", () => {
    const outcomes = runPrograms(spec, all.opened, loadPrograms());
    expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
    expect(outcomes.every(({ implementations }) => implementations.length === 2)).toBe(true);
  });

  it("are red when an implementation observes something else", () => {
    const [file] = loadPrograms().filter(({ id }) => id === "duplicate");
    const text = JSON.stringify(file).replaceAll(
      '"accumulator":"00000000000000ff"',
      '"accumulator":"00000000000000fe"',
    );
    const [outcome] = runPrograms(spec, all.opened, [JSON.parse(text) as NamedProgram]);
    expect(outcome?.ok).toBe(false);
    expect(outcome?.implementations).toEqual([]);
  });

  it("are red when nobody ran them", () => {
    const [outcome] = runPrograms(spec, [], loadPrograms());
    expect(outcome?.faults).toEqual(["no implementation ran it"]);
  });
});

describe("vectors of one claim", () => {
  it("run on those that are not excused", () => {
    expect(runSelected(spec, all.opened, ["accum/w8/*"]).get("ts")).toMatchObject({ failed: 0 });
    expect(runsSome("ts", ["accum/w8/*"])).toBe(true);
    expect(runsSome("icarus", ["fold/*"])).toBe(false);
    expect(runsSome("ts", ["nonsense"])).toBe(false);
  });
});
