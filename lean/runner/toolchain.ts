/** The cache: what is made once from the package, so that a run starts in a second instead of minutes. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { packageDirectory, packageStamp, pins, verifyPackage } from "./package.ts";
import { cacheDirectory, runnerDirectory } from "./paths.ts";

/** A prepared toolchain. */
export interface Toolchain {
  /** Folder of the slim copies. */
  directory: string;
  /** Folder that stands for Lean's installation prefix: core `.olean` files are in `lib/lean`. */
  prefix: string;
}

/** The sources whose result is cached. */
const makers = [
  "wasm-reader.ts",
  "wasm-sections.ts",
  "wasm-writer.ts",
  "symbol-table.ts",
  "trampolines.ts",
  "slim-wasm.ts",
  "slim-js.ts",
  "toolchain.ts",
];

function toolchain(): Toolchain {
  const hash = createHash("sha256").update(JSON.stringify(pins));
  for (const name of makers) hash.update(fs.readFileSync(path.join(runnerDirectory, name)));
  const core = pins.sha256["lean-lib.tar.gz"]!.slice(0, 16);
  return {
    directory: path.join(cacheDirectory(), `toolchain-${hash.digest("hex").slice(0, 16)}`),
    prefix: path.join(cacheDirectory(), `core-${core}`),
  };
}

/** Fill a folder that appears complete or not at all, whoever else is filling it. */
function makeFolder(folder: string, fill: (temporary: string) => void): void {
  if (fs.existsSync(folder)) return;
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const temporary = fs.mkdtempSync(`${folder}.tmp-`);
  try {
    fill(temporary);
    fs.renameSync(temporary, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * The toolchain, prepared if it is not yet. The package is hashed in full when the cache is filled and whenever
 * its files have changed size or time since.
 * @throws RangeError if the package is not the pinned one.
 */
export async function prepareToolchain(): Promise<Toolchain> {
  const source = packageDirectory();
  const stamp = packageStamp(source);
  const made = toolchain();
  const verified = path.join(made.directory, "verified");
  const complete = fs.existsSync(made.directory) && fs.existsSync(made.prefix);
  if (complete && fs.existsSync(verified) && fs.readFileSync(verified, "utf8") === stamp) return made;
  verifyPackage(source);
  const { slimJs } = await import("./slim-js.ts");
  const { slimWasm } = await import("./slim-wasm.ts");
  const { untar } = await import("./untar.ts");
  makeFolder(made.prefix, (folder) => {
    fs.mkdirSync(path.join(folder, "bin")); // Lean resolves its own name, bin/lean, and finds ../lib/lean from it
    untar(path.join(source, "lean-lib.tar.gz"), path.join(folder, "lib", "lean"));
  });
  makeFolder(made.directory, (folder) => {
    const js = slimJs(fs.readFileSync(path.join(source, "lean.js"), "latin1"));
    const wasm = slimWasm(fs.readFileSync(path.join(source, "lean.wasm")), js.exports);
    fs.writeFileSync(path.join(folder, "lean.js"), js.source, "latin1");
    fs.writeFileSync(path.join(folder, "lean.wasm"), wasm.wasm);
    fs.writeFileSync(path.join(folder, "trampolines.wasm"), wasm.trampolines);
    fs.writeFileSync(path.join(folder, "symbols.bin"), wasm.symbols);
    fs.writeFileSync(path.join(folder, "kept.json"), JSON.stringify(wasm.keptIndex));
  });
  fs.writeFileSync(verified, stamp);
  return made;
}
