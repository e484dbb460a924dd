/** What is kept of built modules: `X/Y.olean`, and beside it `X/Y.key`, the hash of everything that it was made from. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Module } from "./modules.ts";
import { moduleFile } from "./modules.ts";
import { optionsArgument } from "./options.ts";
import { pins } from "./package.ts";
import { runnerDirectory } from "./paths.ts";

const output = (out: string, name: string, extension: string): string =>
  `${path.join(out, ...name.split("."))}.${extension}`;

/** The key of each module: its source, the keys of the project's modules that it imports, options, and toolchain. */
export function moduleKeys(modules: readonly Module[]): Map<string, string> {
  const driver = fs.readFileSync(path.join(runnerDirectory, "Boot.lean"));
  const tool = createHash("sha256")
    .update(driver)
    .update(JSON.stringify(pins))
    .update(optionsArgument())
    .digest("hex");
  const keys = new Map<string, string>();
  for (const { name, source, imports } of modules) {
    const hash = createHash("sha256").update(tool).update(source);
    for (const needed of imports) hash.update(`\n${needed} ${keys.get(needed) ?? "core"}`);
    keys.set(name, hash.digest("hex"));
  }
  return keys;
}

/** Is the module's output there, made from what `key` stands for? */
export function isFresh(out: string, name: string, key: string): boolean {
  const file = output(out, name, "key");
  return (
    fs.existsSync(output(out, name, "olean")) && fs.existsSync(file) && fs.readFileSync(file, "utf8") === key
  );
}

/** Remember that a module was built; not if its source has changed meanwhile. */
export function markBuilt(out: string, module: Module, key: string): void {
  if (fs.readFileSync(module.file, "utf8") === module.source)
    fs.writeFileSync(output(out, module.name, "key"), key);
}

/** Remove a module's outputs, so that nothing imports old ones. */
export function removeOutputs(out: string, name: string): void {
  for (const extension of ["key", "olean"]) fs.rmSync(output(out, name, extension), { force: true });
}

/** Remove outputs of modules that have no source below `root` any more. Returns their names. */
export function removeVanished(out: string, root: string): string[] {
  if (!fs.existsSync(out)) return [];
  const files = fs.readdirSync(out, { recursive: true, encoding: "utf8" });
  const names = files
    .filter((file) => file.endsWith(".olean"))
    .map((file) => file.slice(0, -6).split(path.sep).join("."));
  const vanished = names.filter((name) => !fs.existsSync(moduleFile(root, name)));
  for (const name of vanished) removeOutputs(out, name);
  return vanished;
}
