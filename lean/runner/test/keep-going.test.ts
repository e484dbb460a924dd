import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { buildModules } from "../lean.ts";
import { defaultOutput, leanRoot } from "../paths.ts";
import { runner, tree } from "./tree.ts";

const modules = {
  Base: "def double (n : Nat) : Nat := n + n + 1",
  Wrong:
    "import Base\n\ntheorem double_two : double 2 = 4 := rfl\ntheorem double_nil : double 0 < 9 := by decide",
  Above: "import Wrong\ntheorem double_three : double 2 + 2 = 6 := by rw [double_two]",
  AlsoWrong: "import Above\ntheorem double_four : double 4 = 8 := by decide",
  Unused: "import Base\ntheorem double_eq (n m : Nat) : double n = n + n + 1 := rfl",
};

test("with keep-going every error of the tree is seen, and nothing behind an error counts as built", async () => {
  const t = tree(modules);
  const { rebuilt, failed, messages } = await buildModules({ ...t, keepGoing: true });
  const errors = messages.filter(({ severity }) => severity === "error");
  const places = new Set(errors.map(({ file, line }) => `${path.basename(file)}:${line}`));
  expect([...places]).toEqual(["Wrong.lean:3", "AlsoWrong.lean:2"]);
  expect(rebuilt).toEqual(["Base"]);
  expect(failed.sort()).toEqual(["Above", "AlsoWrong", "Unused", "Wrong"]);
  const unused = messages.find(({ file }) => path.basename(file) === "Unused.lean");
  expect(unused?.severity).toBe("warning"); // it fails the module as ever, but nothing is wrong with the theorem
  expect(fs.existsSync(path.join(t.out, "AlsoWrong.olean"))).toBe(true);

  const usual = await buildModules(t);
  expect(usual.rebuilt).toEqual([]);
  expect(usual.failed.sort()).toEqual(["Above", "AlsoWrong", "Unused", "Wrong"]);
  expect(usual.messages.map(({ text }) => text)).toContain("not built: its import Wrong failed");
  expect(fs.existsSync(path.join(t.out, "Above.olean"))).toBe(false);
});

test("keep-going is refused for the usual output folder", async () => {
  await expect(buildModules({ root: leanRoot, out: defaultOutput(), keepGoing: true })).rejects.toThrow(
    /keep-going: expected an output folder of its own/,
  );
  const { status, stderr } = runner(["build", "--keep-going"]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/keep-going: expected an output folder of its own/);
});
