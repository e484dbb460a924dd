/** With a `lake` on PATH everything goes through it. This one is a script that prints what Lake prints. */
import fs from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { allModules, buildModules, leanCommand } from "../lean.ts";
import { leanRoot, repository } from "../paths.ts";
import { temporaryFolder } from "./tree.ts";

function plantLake(script: string): void {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, "lake"), `#!/bin/sh\n${script}`, { mode: 0o755 });
  const before = process.env.PATH;
  process.env.PATH = `${folder}${path.delimiter}${before}`;
  onTestFinished(() => {
    process.env.PATH = before;
  });
}

test("Lake's messages and failures are reported", async () => {
  plantLake(`echo "✔ [1/3] Built A (1s)"
echo "✖ [2/3] Building B (2s)"
echo "trace: .> lean B.lean"
echo "error: lean/B.lean:2:4: wrong"
echo "in two lines"
echo "error: Lean exited with code 1"
exit 1`);
  const { mode, rebuilt, failed, messages } = await buildModules({ modules: ["B"] });
  expect({ mode, rebuilt, failed }).toEqual({ mode: "lake", rebuilt: ["A"], failed: ["B"] });
  expect(messages).toEqual([
    {
      severity: "error",
      file: path.join(leanRoot, "B.lean"),
      line: 2,
      column: 4,
      text: "wrong\nin two lines",
    },
  ]);
});

test("a Lake that fails without naming a module fails all", async () => {
  plantLake("exit 1");
  expect((await buildModules()).failed).toEqual(allModules());
});

test("programs are started by Lake", () => {
  plantLake("exit 0");
  const args = ["--dir", repository, "exe", "oracle", "x"];
  expect(leanCommand("App.Oracle", ["x"])).toEqual({ command: "lake", args });
});
