import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageData } from "../data.ts";
import { escapeHtml, html, prose, raw } from "../html.ts";
import { inspect } from "../inspect.ts";
import { page } from "../page.ts";
import { DATA } from "./data.ts";

describe("html", () => {
  it("escapes what is interpolated, unless it is HTML", () => {
    expect(html`<p title="${'"<&'}">${["a<", raw("<br>"), 3, null, false]}</p>`.text).toBe(
      '<p title="&quot;&lt;&amp;">a&lt;<br>3</p>',
    );
    expect(escapeHtml("it's")).toBe("it&#39;s");
    expect(prose("a `b<` c").text).toBe("a <code>b&lt;</code> c");
  });
});

describe("the page in a browser", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "atomik-page-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the inspection finds when the page is made of `made`, after `edit`, and held against `DATA`. */
  async function faults(made: PageData, edit: (text: string) => string = (text) => text): Promise<string[]> {
    const file = join(folder, "index.html");
    writeFileSync(file, edit(page(made)));
    return inspect(file, DATA);
  }

  it("shows what the data say", async () => {
    expect(await faults(DATA)).toEqual([]);
  });

  it("is refused when a claim, a theorem or a skip is missing", async () => {
    const claims = DATA.claims.claims.slice(1);
    const theorems = { ...DATA.theorems, theorems: DATA.theorems.theorems.slice(0, 1) };
    const implementations = DATA.results.implementations.slice(0, 1);
    const found = await faults({
      ...DATA,
      claims: { ...DATA.claims, claims },
      theorems,
      results: { ...DATA.results, implementations },
    });
    expect(found).toContain("#claims details.item: expected 6, got 5");
    expect(found).toContain("#theorems details.item: expected 2, got 1");
    expect(found).toContain("#implementations tbody tr: expected 2, got 1");
    expect(found).toContain("#skips tbody tr: expected 1, got 0");
    expect(found).toContain("a link leads nowhere: #C1");
  });

  it("is refused when a missed target or a skipped test is not told", async () => {
    const benches = DATA.benches.map((one) => ({
      ...one,
      json: { ...one.json, rows: one.json.rows.slice(0, 1) },
    }));
    const found = await faults({ ...DATA, benches, tests: { ran: [], files: 1 } });
    expect(found).toContain("#targets tbody tr: expected 2, got 1");
    expect(found).toContain("#targets tbody td.bad: expected 1, got 0");
    expect(found).toContain("#unit-tests tbody tr: expected 1, got 0");
  });

  it("says the limit of a missed target, and that records and tests are not of these sources", () => {
    expect(page(DATA).replaceAll(/\s+/g, " ")).toContain("measured: 0.96× of loads and stores alone");
    expect(page(DATA)).toContain("load keeps the deltas");
    expect(page(DATA)).toContain("The record is about these Lean sources.");
    const other = page({ ...DATA, specMutantsStale: "the record is older", tests: { ran: [], files: 3 } });
    expect(other).toContain("the record is older.");
    expect(other).toContain("3 of 3 files of tests did not run on these sources");
  });

  it("is refused when a filter does nothing, a script fails or something is loaded from elsewhere", async () => {
    const broken = await faults(DATA, (text) =>
      text.replace("item.hidden = !visible", "item.hidden = false"),
    );
    expect(broken).toContain("a search for nothing: expected 0 claims shown, got 6");
    const thrown = await faults(DATA, (text) => text.replace("<script>", "<script>missing();"));
    expect(thrown).toContain("script: missing is not defined");
    const loads = await faults(DATA, (text) =>
      text.replace("</body>", '<img src="http://127.0.0.1:9/x.png" alt=""></body>'),
    );
    expect(loads).toContain("the page asks for http://127.0.0.1:9/x.png");
  });

  it("is refused when it scrolls sideways on a phone", async () => {
    const wide = await faults(DATA, (text) => text.replace("<main>", '<main style="width:900px">'));
    expect(wide.join("\n")).toMatch(/at 390 px: expected no sideways scroll, got 9\d\d px/);
  });
});
