import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { schemaFileErrors } from "../../../spec/schema/validate.ts";
import { ROOT } from "../../spec.ts";
import { partsOf } from "../evidence.ts";
import { judgeClaims } from "../judge.ts";
import { loadLedger } from "../ledger.ts";
import { falseRelations, loadPrograms } from "../programs.ts";
import { flat, sentencesOf, uncovered } from "../prose.ts";
import { sumOf } from "../resolve/arithmetic.ts";
import { RESOLVERS } from "../resolve/resolvers.ts";
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

describe("our own documents", () => {
  const files = [...new Set(claims.flatMap(({ where }) => where ?? []))];

  it.each(files)("%s: each sentence that claims something has a verdict", (file) => {
    const quotes = claims.filter(({ where }) => where === file).flatMap((one) => one.quotes ?? []);
    const text = readFileSync(join(ROOT, file), "utf8");
    expect(uncovered(text, quotes)).toEqual([]);
    const sentences = sentencesOf(text);
    expect(quotes.filter((quote) => !sentences.some((one) => one.includes(flat(quote))))).toEqual([]);
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
