import { describe, expect, test } from "vitest";
import { configurations, expectedCovers, readHarness } from "../formal/harness.ts";
import { plant, plantedBugs } from "../formal/planted.ts";
import { missedBySat, proveBySat } from "../formal/sat.ts";
import { findYosys } from "../tools/yosys.ts";

const sources = readHarness();
const narrow = configurations().find(({ id }) => id === "w8-b64")!;
const exact = configurations().find(({ id }) => id === "w8-b8")!;

describe.each(["native", "wasm"] as const)("Yosys, %s where it is here", (kind) => {
  test("the rules are proved and every cover is reached", async () => {
    const covers = expectedCovers(sources, narrow);
    const { verdict, depth, reached, missed } = await proveBySat(
      await findYosys(kind),
      sources,
      narrow,
      covers,
    );
    expect({ verdict, depth, missed }).toEqual({ verdict: "proved", depth: 1, missed: [] });
    expect(reached).toHaveLength(17);
  });

  test("a planted bug breaks a rule, in a run that starts from any power-up state", async () => {
    const bugs = plantedBugs(narrow).filter(
      ({ id }) => id === "range/top-bit-free" || id === "reset/not-when-idle",
    );
    expect(bugs).toHaveLength(2);
    expect(await missedBySat(await findYosys(kind), sources, narrow, bugs)).toEqual([]);
  });
});

test("a change that alters nothing is not called caught", async () => {
  const harmless = {
    id: "none",
    file: "atomik_core.v",
    find: "ACCEPTED           = 4'd0",
    replace: "ACCEPTED           = 4'b0000",
    why: "",
  };
  expect(await missedBySat(await findYosys(), sources, narrow, [harmless])).toEqual(["none"]);
});

test("neither is one that Yosys cannot read", async () => {
  const broken = { id: "syntax", file: "atomik_core.v", find: "endgenerate", replace: "", why: "" };
  expect(await missedBySat(await findYosys(), sources, narrow, [broken])).toEqual(["syntax"]);
});

test("a cover that cannot be reached is missed", async () => {
  const wide = expectedCovers(sources, narrow).filter(({ name }) => name.startsWith("cover_wide_"));
  const { reached, missed } = await proveBySat(await findYosys(), sources, exact, wide);
  expect(reached).toEqual([]);
  expect(missed).toHaveLength(6);
});

test("the text of a planted bug must occur once", () => {
  const bug = { id: "twice", file: "atomik_core.v", find: "ZERO", replace: "0", why: "" };
  expect(() => plant(sources, bug)).toThrow(
    "planted bug twice: expected its text once in atomik_core.v, got",
  );
});

test("every op has a planted bug at 64 bits", () => {
  const ids = plantedBugs({ module: "atomik_core", id: "w64-b64" }).map(({ id }) => id.split("/")[0]);
  for (const op of ["load", "accum", "read", "swap", "rollback", "exchange", "merge"])
    expect(ids).toContain(op);
});
