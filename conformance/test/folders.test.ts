import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Files below the repository that match, tests and fixtures left out. */
function files(...patterns: readonly string[]): readonly string[] {
  const found = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  const sources = found
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !/\/(test|fixtures)\//.test(file));
  expect(sources, `no file matches ${patterns.join(" ")}`).not.toHaveLength(0);
  return sources;
}

const text = (file: string): string => readFileSync(`${ROOT}${file}`, "utf8");

/** What a TypeScript file imports; relative paths are resolved to paths below the repository. */
function imports(file: string): readonly string[] {
  const specifiers = text(file).matchAll(
    /(?:^(?:import|export)\s(?:[^"';]*\sfrom\s)?|\bimport\()\s*["']([^"']+)["']/gm,
  );
  return [...specifiers].map(([, name]) =>
    name!.startsWith(".") ? posix.normalize(posix.join(posix.dirname(file), name!)) : name!,
  );
}

/** Asserts that every import of the files is allowed, and names those that are not. */
function onlyImports(patterns: readonly string[], allowed: RegExp): void {
  const refused = files(...patterns).flatMap((file) =>
    imports(file)
      .filter((name) => !allowed.test(name))
      .map((name) => `${file} imports ${name}`),
  );
  expect(refused).toEqual([]);
}

describe("data flows one way", () => {
  it("lean/ reads no other folder", () => {
    onlyImports(["lean/**/*.ts"], /^(lean\/|node:)/);
    const refused = files("lean/**/*.lean").flatMap((file) =>
      [...text(file).matchAll(/^(?:public |meta )*import (?:all )?(\S+)/gm)]
        .map(([, name]) => name!)
        .filter((name) => !/^(Init|Std|Lean|Atomik|Audit|App)(\.|$)/.test(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(refused).toEqual([]);
  });

  it("Atomik/Spec imports nothing of ours above it", () => {
    const refused = files("lean/Atomik/Spec/**/*.lean").flatMap((file) =>
      [...text(file).matchAll(/^import (Atomik\S*)/gm)]
        .map(([, name]) => name!)
        .filter((name) => !name.startsWith("Atomik.Spec."))
        .map((name) => `${file} imports ${name}`),
    );
    expect(refused).toEqual([]);
  });

  it("ts/ imports itself alone, and nothing of Node but in its program", () => {
    const core = globSync("ts/src/**/*.ts", { cwd: ROOT }).filter((file) => !file.startsWith("ts/src/cli/"));
    onlyImports(core, /^ts\/src\/(?!cli\/)/);
    onlyImports(["ts/src/cli/*.ts"], /^(ts\/src\/|node:)/);
  });

  it("the interpreter shares no code with ts/", () => {
    onlyImports(["spec/interpreter/**/*.ts"], /^(spec\/interpreter\/|node:)/);
  });

  it("c/ includes the standard library and its own core alone", () => {
    const included = files("c/*.h").flatMap((file) => text(file).match(/^\s*#\s*include\s+"[^"]*"/gm) ?? []);
    expect(included.filter((line) => line !== '#include "atomik_core.h"')).toEqual([]);
  });

  it("verilog/rtl includes the emitted root hash and files of its own alone", () => {
    const included = files("verilog/rtl/*.v").flatMap(
      (file) => text(file).match(/`include\s+"[^"]*"/g) ?? [],
    );
    const known = files("verilog/rtl/*.vh").map((file) => `\`include "${posix.basename(file)}"`);
    expect(included.filter((line) => !known.includes(line))).toEqual([]);
  });

  it("conformance/ reaches an implementation through its adapter or a benchmark", () => {
    const judge = files("conformance/**/*.ts").filter(
      (file) => !/^conformance\/(adapters|bench)\//.test(file),
    );
    const refused = judge.flatMap((file) =>
      imports(file)
        .filter((name) => /^(ts|c|verilog|spec\/interpreter)\//.test(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(refused).toEqual([]);
  });
});
