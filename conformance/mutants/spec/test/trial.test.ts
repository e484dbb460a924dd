import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildModules, type Message } from "../../../../lean/runner/lean.ts";
import { temporaryFolder, tree } from "../../../../lean/runner/test/tree.ts";
import { judges, reachHash } from "../modules.ts";
import { loadTable, mutated, type SpecMutant } from "../table.ts";
import { judged, tryMutant } from "../trial.ts";

const files = {
  "Spec.Double": "def double (n : Nat) : Nat := n + n\ndef unused : Nat := 1",
  "Thm.Double":
    "import Spec.Double\nnamespace Thm\n/-- A sum. -/\ntheorem double_two :\n    double 2 = 4 := by\n  rfl\n\n" +
    "theorem zero_eq : 0 = 0 := rfl\nexample : double 0 = 0 := rfl\nend Thm",
  "Thm.Above":
    "import Thm.Double\ntheorem double_three : double 3 = 6 := by decide\ntheorem two : double 2 = 4 := Thm.double_two",
  "App.Emit":
    'import Spec.Double\ndef main : List String → IO UInt32\n  | [folder] => do\n    IO.FS.writeFile (System.FilePath.mk folder / "out") (toString unused)\n    return 0\n  | _ => return 2',
};
const mutant = (find: string, replace: string): SpecMutant => ({
  id: "fault",
  file: "Spec/Double.lean",
  find,
  replace,
  why: "a test",
});

test("a fault is given away by theorems and examples, else by what is emitted, or not at all", async () => {
  const { root, out } = tree(files);
  const modules = judges(root).map(({ name }) => name);
  expect(modules).toEqual(["Spec.Double", "Thm.Double", "Thm.Above"]);
  expect((await buildModules({ root, out, modules })).failed).toEqual([]);
  const attempt = (find: string, replace: string) => tryMutant(root, out, mutant(find, replace));

  expect(await attempt("n + n", "n + n + 1")).toEqual({
    verdict: "theorem",
    theorems: ["Thm.double_two", "double_three"], // `two` refers to a red theorem, and is not red for that
    examples: ["Thm.zero_eq"],
  });
  expect(await attempt("unused : Nat := 1", "unused : Nat := 2")).toMatchObject({ verdict: "vector" });
  expect(await attempt("n + n", "n + (n)")).toMatchObject({ verdict: "survived" });
  expect((await buildModules({ root, out, modules })).rebuilt).toEqual([]); // nothing was written through the links
});

test("an error in a definition of the changed file proves nothing, nor does one before all declarations", () => {
  const { root } = tree(files);
  const at = (name: string, line: number, severity = "error") => ({
    severity, file: join(root, "Thm", name), line, column: 0, text: "it does not hold",
  }); // biome-ignore format: one row
  const spec = { ...at("", 2), file: join(root, "Spec", "Double.lean") };
  const of = (...messages: Message[]) => judged(messages, spec.file);
  expect(of(at("Double.lean", 6), at("Double.lean", 5), at("Above.lean", 3))).toEqual({
    verdict: "theorem",
    theorems: ["Thm.double_two", "two"],
    examples: [],
  });
  expect(of(at("Double.lean", 9))).toEqual({ verdict: "example", theorems: [], examples: ["Thm.zero_eq"] });
  expect(of(at("Double.lean", 9, "warning"))).toMatchObject({ verdict: "survived" });
  expect(of(at("Double.lean", 6), spec)).toMatchObject({
    verdict: "broken",
    why: expect.stringMatching(/Spec\/Double\.lean:2:0: error: it does not hold/),
  });
  expect(of(at("Double.lean", 1))).toMatchObject({ verdict: "broken" });
});

test("a verdict depends on the file's module and on what reaches it, not on the rest", () => {
  const { root, write } = tree(files);
  const of = (file: string): string => reachHash(root, judges(root), file);
  const [below, above] = [of("Spec/Double.lean"), of("Thm/Above.lean")];
  write("Spec.Other", "def other : Nat := 1");
  expect(of("Spec/Double.lean")).toBe(below);
  write("Thm.Above", `${files["Thm.Above"]}\n-- changed`);
  expect(of("Spec/Double.lean")).not.toBe(below);
  expect(of("Thm/Above.lean")).not.toBe(above);
  expect(() => of("Spec/None.lean")).toThrow(/file: expected one of a judging module, got Spec\/None.lean/);
});

test("a table with a missing field, an id that occurs twice or an ambiguous text is refused", () => {
  const folder = temporaryFolder();
  const table = (rows: unknown[]): string => {
    writeFileSync(join(folder, "table.json"), JSON.stringify(rows));
    return join(folder, "table.json");
  };
  const row = mutant("a", "b");
  expect(loadTable(table([row]))).toEqual([row]);
  expect(() => loadTable(table([{ ...row, why: undefined }]))).toThrow(/fault why: expected a text/);
  expect(() => loadTable(table([row, row]))).toThrow(/got fault twice/);
  expect(mutated("xax", row)).toBe("xbx");
  expect(() => mutated("aa", row)).toThrow(/expected the text once in Spec\/Double.lean, got it 2 times/);
  expect(() => mutated("x", row)).toThrow(/got it 0 times/);
});
