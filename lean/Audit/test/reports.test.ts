/** The replay has to have seen what the sweep saw. */
import { expect, test } from "vitest";
import {
  type Replay,
  replayViolations,
  type Sweep,
  type SweptTheorem,
  statementHash,
  together,
  type Violation,
} from "../driver/reports.ts";

const sweep: Sweep = {
  project: "P",
  lean: "",
  mode: "",
  allowed: [],
  modules: [
    { name: "P.Thm.A", tier: "claim", constants: 5 },
    { name: "Tools.B", tier: "tool", constants: 7 },
  ],
  generated: 0,
  theorems: [],
  violations: [],
};
const replay: Replay = { project: "P", modules: 1, constants: 5, replayed: 4, skipped: 1, refused: null };

test("all constants of the project, and nothing of the tools, are replayed or skipped", () => {
  expect(replayViolations(sweep, replay)).toEqual([]);
});

test.each([{ constants: 4, replayed: 3 }, { replayed: 3 }, { skipped: 2 }])("%j is incomplete", (change) => {
  expect(replayViolations(sweep, { ...replay, ...change })).toMatchObject([
    { rule: "replay_incomplete", name: "P" },
  ]);
});

test("a refused declaration is a violation with its name", () => {
  const refused = { name: "P.x", why: "no" };
  expect(replayViolations(sweep, { ...replay, refused })).toEqual([
    { rule: "replay", name: "P.x", module: "P", line: null, detail: "no" },
  ]);
});

test("parts of a sweep are one sweep; what all of them say counts once", () => {
  const [one, two] = [1, 2].map((line) => ({ name: `P.t${line}`, line }) as SweptTheorem);
  const broken: Violation = { rule: "not_importable", name: "P", module: "P", line: null, detail: "no" };
  const parts = [
    { ...sweep, theorems: [one!], violations: [broken] },
    { ...sweep, theorems: [two!], violations: [broken, { ...broken, rule: "trivial" }] },
  ];
  const all = together(parts);
  expect(all.theorems.map(({ name }) => name)).toEqual(["P.t1", "P.t2"]);
  expect(all.violations.map(({ rule }) => rule)).toEqual(["not_importable", "trivial"]);
  expect(() => together([sweep, { ...sweep, generated: 1 }])).toThrow("expected all of P with 0 generated");
  expect(() => together([])).toThrow("expected one or more");
});

test("a statement's hash is the SHA-256 of its UTF-8 bytes", () => {
  // printf 'a ⊕ b' | sha256sum
  expect(statementHash("a ⊕ b")).toBe("d19255bf88c9fb56892f8eca022ae4d90270d24fee4ab698b9688522d4fc46ea");
});
