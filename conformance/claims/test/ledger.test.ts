import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { schemaFileErrors } from "../../../spec/schema/validate.ts";
import { ROOT } from "../../spec.ts";
import { partsOf } from "../evidence.ts";
import { judgeClaims } from "../judge.ts";
import { loadLedger } from "../ledger.ts";
import { GENERATED, handWritten, withoutVerdict } from "../pages.ts";
import { falseRelations, loadPrograms } from "../programs.ts";
import { flat, sentencesOf, uncovered } from "../prose.ts";
import { sumOf } from "../resolve/arithmetic.ts";
import { RESOLVERS } from "../resolve/resolvers.ts";
import { testOf } from "../tests.ts";
import { references } from "../usage.ts";
import { LEDGER, WORLD } from "./world.ts";

const claims = loadLedger().flatMap((source) => source.claims);
const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

/** The ledger with one text of one file replaced. */
function edited(file: string, find: string, replace: string): string {
  const copy = mkdtempSync(join(tmpdir(), "atomik-ledger-"));
  copies.push(copy);
  cpSync(join(import.meta.dirname, "../ledger"), copy, { recursive: true });
  const text = readFileSync(join(copy, file), "utf8");
  if (!text.includes(find)) throw new Error(`${file}: expected ${find}`);
  writeFileSync(join(copy, file), text.replace(find, replace));
  return copy;
}

describe("the ledger", () => {
  it("has every published claim, and our own", () => {
    expect(claims.filter(({ id }) => id.startsWith("C")).map(({ id }) => id)).toEqual(
      Array.from({ length: 149 }, (_, i) => `C${i + 1}`),
    );
    expect(claims.some(({ id }) => id === "A1")).toBe(true);
  });

  it("uses known kinds of evidence", () => {
    const kinds = new Set(claims.flatMap(references).map((text) => partsOf(text).kind));
    expect([...kinds].filter((kind) => RESOLVERS[kind] === undefined)).toEqual([]);
  });

  it("names files of tests that are there", () => {
    const tests = claims
      .flatMap(references)
      .map(partsOf)
      .filter(({ kind }) => kind === "test");
    expect(tests.length).toBeGreaterThan(30);
    expect(tests.map(({ ref }) => testOf(ref).file).filter((file) => !existsSync(join(ROOT, file)))).toEqual(
      [],
    );
  });

  it.each([
    ["an id is missing", "api.json", '"C118"', '"C999"'],
    ["a verdict is none", "api.json", '"verdict": "false"', '"verdict": "dubious"'],
    ["a false claim says nothing instead", "api.json", '"instead"', '"besides"'],
    ["a conditional one has no condition", "api.json", '"condition"', '"constraint"'],
    ["evidence has no kind", "api.json", '"theorem:', '"'],
  ])("is refused when %s", (_, file, find, replace) => {
    expect(() => loadLedger(edited(file, find, replace))).toThrow();
  });
});

describe("the programs of the ledger", () => {
  it.each(loadPrograms().map((file) => [`${file.kind} ${file.id}`, file] as const))("%s", (_, file) => {
    expect(falseRelations(file)).toEqual([]);
  });
});

it("the output is what its schema says", () => {
  const schema = join(import.meta.dirname, "../schema/claims.schema.json");
  expect(schemaFileErrors(schema, judgeClaims("0".repeat(64), LEDGER, WORLD))).toEqual([]);
  expect(schemaFileErrors(schema, { ...judgeClaims("", LEDGER, WORLD) })).toHaveLength(1);
});

describe("our own pages", () => {
  const files = handWritten(ROOT);

  it("are all that is written by hand", () => {
    expect(files).toEqual(expect.arrayContaining(["README.md", "c/README.md", "verilog/formal/goals.md"]));
    expect(claims.flatMap(({ where }) => where ?? []).filter((file) => !files.includes(file))).toEqual([]);
    for (const file of Object.keys(GENERATED)) expect(existsSync(join(ROOT, file)), file).toBe(true);
  });

  it.each(files)("%s: each sentence that claims something has a verdict", (file) => {
    expect(withoutVerdict(ROOT, file, loadLedger())).toEqual([]);
  });

  it.each(files)("%s: what the ledger quotes stands there", (file) => {
    const quotes = claims.filter(({ where }) => where === file).flatMap((one) => one.quotes ?? []);
    const sentences = sentencesOf(readFileSync(join(ROOT, file), "utf8"));
    expect(quotes.filter((quote) => !sentences.some((one) => one.includes(flat(quote))))).toEqual([]);
  });

  it("a sentence without a verdict is told with its page, and where a verdict goes", () => {
    const sources = loadLedger().map((source) => ({
      ...source,
      claims: source.claims.filter(({ where }) => where !== "ts/examples/README.md"),
    }));
    const [first] = withoutVerdict(ROOT, "ts/examples/README.md", sources);
    expect(first).toMatch(/^ts\/examples\/README.md: ".*" has no verdict; quote words of it in a new claim/);
    const fewer = loadLedger().map((source) => ({
      ...source,
      claims: source.claims.map((one) => (one.where === "c/README.md" ? { ...one, quotes: [] } : one)),
    }));
    expect(withoutVerdict(ROOT, "c/README.md", fewer)[0]).toContain(
      "a claim in conformance/claims/ledger/header.json",
    );
  });

  it("a new figure and a new claim are found, prose and boxes are not", () => {
    expect(uncovered("It is 3 times faster. It has folders.", [])).toEqual(["It is 3 times faster."]);
    expect(uncovered("- This always holds.\n- See there.", [])).toEqual(["This always holds."]);
    expect(uncovered("```ts\nread(); // 986n\n```", [])).toEqual(["986n"]);
    expect(uncovered("<!-- BEGIN GENERATED: x (just report) -->\n9\n<!-- END GENERATED: x -->", [])).toEqual(
      [],
    );
    expect(uncovered("It is 3 times\nfaster.", ["3 times faster"])).toEqual([]);
  });
});

it("sums are computed", () => {
  expect(sumOf("10000 * message.bytes + 2 / 4")).toBe(160000.5);
});
