/** Lake cannot run under the npm build of Lean, so its configuration is compared with what the runner builds. */
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { executableName } from "../lake.ts";
import { allModules } from "../lean.ts";
import { inOrder, readImports } from "../modules.ts";
import { leanOptions } from "../options.ts";
import { leanRoot, repository } from "../paths.ts";

const text = fs.readFileSync(path.join(repository, "lakefile.lean"), "utf8");
const targets = text.split(/^(?=@\[default_target\])/m).slice(1);
const all = allModules();

/** Modules that a glob stands for: with `.submodules` all files below a folder, fixtures too, as Lake does. */
function expand(glob: string): string[] {
  const match = /^(\.submodules )?`([\w.]+)$/.exec(glob.trim());
  if (!match) throw new RangeError(`lakefile glob: expected .submodules \`M or \`M, got ${glob}`);
  if (!match[1]) return [match[2]!];
  const folder = path.join(leanRoot, ...match[2]!.split("."));
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".lean"));
  return files.map((file) => `${match[2]}.${file.slice(0, -".lean".length).split(path.sep).join(".")}`);
}

const libraries = targets.flatMap((target) => {
  const globs = /^lean_lib \w+ where\n {2}globs := #\[([^\]]*)\]/m.exec(target)?.[1];
  return globs === undefined ? [] : globs.split(",").flatMap(expand);
});
const executables = targets.flatMap((target) => {
  const match = /^lean_exe (\w+) where\n {2}root := `([\w.]+)(\n {2}supportInterpreter := true)?/m.exec(
    target,
  );
  return match ? [{ name: match[1]!, root: match[2]!, interpreter: match[3] !== undefined }] : [];
});

test("each target is a library or an executable, and built by default", () => {
  expect(targets.length).toBeGreaterThan(0);
  expect(text.match(/^lean_(lib|exe) /gm)?.length).toBe(targets.length);
});

test("Lake builds exactly the modules that the runner builds", () => {
  expect([...libraries, ...executables.map((e) => e.root)].sort()).toEqual(all);
});

test("each program has the name by which it is called", () => {
  expect(executables.map((e) => e.name)).toEqual(executables.map((e) => executableName(e.root)));
});

test("programs that use Lean itself have its symbols", () => {
  for (const { root, interpreter } of executables) {
    const modules = inOrder(leanRoot, [root]);
    const usesLean = modules.some(({ source }) => readImports(source).some((name) => /^Lean\b/.test(name)));
    expect([root, interpreter]).toEqual([root, usesLean]);
  }
});

test("Lake and the runner set the same options", () => {
  const options = [...text.matchAll(/⟨`(\w+), (true|false)⟩/g)].map(([, name, value]) => [
    name,
    value === "true",
  ]);
  expect(Object.fromEntries(options)).toEqual(leanOptions);
});
