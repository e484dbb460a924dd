import { expect, test } from "vitest";
import { inOrder, moduleNames, readImports } from "../modules.ts";
import { tree } from "./tree.ts";

test("every .lean file is a module, but not fixtures nor the runner", () => {
  const { root } = tree({ "A.B": "", "A.fixtures.Bad": "", "runner.Boot": "", C: "" });
  expect(moduleNames(root)).toEqual(["A.B", "C"]);
});

test("a file that Lean cannot name is refused", () => {
  const { root } = tree({ "a-b": "" });
  expect(() => moduleNames(root)).toThrow("module name: expected identifiers, got a-b");
});

test.each([
  ["", []],
  ["import A\nimport B.C\n\ndef x := 1\nimport D", ["A", "B.C"]],
  [
    "/- import X /- nested -/ import Y -/ import A -- import Z\n-- import W\nimport B import C",
    ["A", "B", "C"],
  ],
  ["public meta import A\nimport all B", ["A", "B"]],
  ["def a := 1", []],
])("the imports of %j", (source, imports) => {
  expect(readImports(source)).toEqual(["Init", ...imports]);
});

test("modules come after what they import, each once", () => {
  const { root } = tree({ A: "import B\nimport C", B: "import C", C: "import Lean" });
  expect(inOrder(root, ["A", "B"]).map((module) => module.name)).toEqual(["C", "B", "A"]);
});

test("a cycle is refused and shown", () => {
  const { root } = tree({ A: "import B", B: "import C", C: "import B" });
  expect(() => inOrder(root, ["A"])).toThrow("imports: expected no cycle, got B → C → B");
});

test("a module without a file is refused", () => {
  const { root } = tree({});
  expect(() => inOrder(root, ["A"])).toThrow("module A: expected");
});
