import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type BuildReport, buildModules } from "../lean.ts";
import { runner, type Tree, tree } from "./tree.ts";

const build = ({ root, out }: Tree): Promise<BuildReport> => buildModules({ root, out });
const messages = (report: BuildReport): string[] =>
  report.messages.map(
    (m) => `${path.basename(m.file)}:${m.line}:${m.column} ${m.severity} ${m.text.split("\n")[0]}`,
  );

test("errors and warnings fail their module and its dependents, and name file and line", async () => {
  const t = tree({
    Good: "theorem good : 1 + 1 = 2 := rfl",
    Wrong: "\ntheorem wrong : 1 + 1 = 3 := rfl",
    Unproved: "theorem unproved : 1 + 1 = 3 := sorry",
    Above: "import Wrong\nimport Good",
    Missing: "import Good\nimport Nowhere",
    Misspelt: "theorem misspelt (n : Natt) : n = n := rfl",
  });
  const report = await build(t);
  expect(report.rebuilt).toEqual(["Good"]);
  expect(report.failed.sort()).toEqual(["Above", "Missing", "Misspelt", "Unproved", "Wrong"]);
  expect(messages(report)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Wrong.lean:2:\d+ error /),
      expect.stringMatching(/^Unproved.lean:1:8 error declaration uses `sorry`/),
      expect.stringMatching(/^Above.lean:1:0 error not built: its import Wrong failed/),
      expect.stringMatching(/^Missing.lean:1:0 error .*Nowhere/),
      expect.stringMatching(/^Misspelt.lean:1:22 error .*Natt/),
    ]),
  );
  expect(fs.existsSync(path.join(t.out, "Wrong.olean"))).toBe(false);
  const { status, stderr } = runner(["build", "--root", t.root, "--out", t.out, "Unproved"]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/Unproved\.lean:1:8: error: declaration uses `sorry`/);
});

test("only what changed and what depends on it is rebuilt; what vanished is removed", async () => {
  const t = tree({
    // syntax made in one module and used in another needs the compiled code of the first
    A: 'infixl:65 " ∔ " => Nat.add\ndef double : List Nat → List Nat\n  | [] => []\n  | x :: xs => (x ∔ x) :: double xs',
    B: "import A\ntheorem b : 1 ∔ 2 = 3 := rfl\ntheorem c : double [1, 2] = [2, 4] := by simp [double, Nat.add]",
    C: "theorem c : True := trivial",
  });
  const first = await build(t);
  expect(messages(first)).toEqual([]);
  expect(first.rebuilt).toEqual(["A", "B", "C"]);
  const again = await build(t);
  expect(again.rebuilt).toEqual([]);
  expect(again.seconds).toBeLessThan(0.3);

  t.write("C", "theorem c' : True := trivial");
  expect((await build(t)).rebuilt).toEqual(["C"]);

  t.remove("C");
  t.write("A", `${fs.readFileSync(path.join(t.root, "A.lean"), "utf8")}\n-- changed`);
  const [one, other] = await Promise.all([build(t), build(t)]); // two at once: one builds, one waits
  expect([...one.rebuilt, ...other.rebuilt]).toEqual(["A", "B"]);
  expect(fs.readdirSync(t.out).sort()).toEqual(["A.key", "A.olean", "B.key", "B.olean"]);
});
