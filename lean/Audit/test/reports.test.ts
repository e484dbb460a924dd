/** The replay has to have seen what the sweep saw. */
import { expect, test } from "vitest";
import { type Replay, replayViolations, type Sweep, statementHash } from "../driver/reports.ts";

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

test("a statement's hash is the SHA-256 of its UTF-8 bytes", () => {
  // printf 'a ⊕ b' | sha256sum
  expect(statementHash("a ⊕ b")).toBe("d19255bf88c9fb56892f8eca022ae4d90270d24fee4ab698b9688522d4fc46ea");
});
