/** What is written into the header for Frama-C stands where it should, and nowhere else. */
import { expect, it } from "vitest";
import { annotated } from "../annotation.ts";

const TEXT = `static inline int sum(const int *words, int n) {
  int all = 0;
  for (int i = 0; i < n; i++) { all += words[i]; }
  while (n < 0) { all += words[i]; }
  return all;
}
static inline int other(void) { return 0; }`;
const LOOPS = [["loop assigns i, all;"], ["loop assigns all;"]];

it("puts the contract before the function, clauses before its loops and assertions behind their text", () => {
  const assertions = [
    { behind: "all += words[i];", places: 2, clauses: ["assert all > 0;", "assert n > 0;"] },
  ];
  const found = annotated(TEXT, {
    function: "sum",
    contract: ["requires n > 0;", "assigns \\nothing;"],
    loops: LOOPS,
    assertions,
  });
  expect(found).toContain(
    "/*@ requires n > 0;\n    assigns \\nothing; */\nstatic inline int sum(const int *words, int n) {",
  );
  expect(found).toContain("/*@ loop assigns i, all; */\nfor (int i = 0");
  expect(found).toContain("/*@ loop assigns all; */\nwhile (n < 0)");
  expect(found.split("all += words[i]; /*@ assert all > 0; */ /*@ assert n > 0; */")).toHaveLength(3);
  expect(found.replaceAll(/\n?\/\*@.*?\*\/\n?/gs, "").replaceAll(/ +/g, " ")).toBe(
    TEXT.replaceAll(/ +/g, " "),
  );
});

it.each([
  ["another number of loops", { loops: LOOPS.slice(1) }, "sum: expected 1 loops, got 2"],
  [
    "a text that stands more often than it says",
    { loops: LOOPS, assertions: [{ behind: "all += words[i];", clauses: [] }] },
    "sum: expected 1 times, got 2: all += words[i];",
  ],
  [
    "a text that is gone",
    { loops: LOOPS, assertions: [{ behind: "all -= words[i];", clauses: [] }] },
    "sum: expected 1 times, got 0: all -= words[i];",
  ],
])("refuses %s", (_, parts, message) => {
  expect(() => annotated(TEXT, { function: "sum", contract: [], ...parts })).toThrow(message);
});

it("refuses a function that is not defined once", () => {
  const none = { function: "product", contract: [] };
  expect(() => annotated(TEXT, none)).toThrow("product: expected one definition, got 0");
  expect(() => annotated(TEXT + TEXT, { ...none, function: "other" })).toThrow("got 2");
});
