/** What each sub-path costs a browser: bundled alone with all that it imports, minified, and compressed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** The most bytes of each sub-path, minified and compressed by gzip; a sub-path that is not in it has none. */
const BUDGET: string = fileURLToPath(new URL("budget.json", import.meta.url));

/** Bytes of one sub-path. */
export interface Size {
  /** Such as `./context`. */
  readonly path: string;
  readonly minified: number;
  readonly gzip: number;
  /** The most that `gzip` may be; undefined where nobody said. */
  readonly budget: number | undefined;
}

/** The sizes of all sub-paths of a staged package, its `package.json` left out. */
export async function sizes(folder: string): Promise<readonly Size[]> {
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    exports: Record<string, string | { default: string }>;
  };
  const budget = JSON.parse(readFileSync(BUDGET, "utf8")) as Record<string, number>;
  const all: Size[] = [];
  for (const [path, target] of Object.entries(exports)) {
    if (typeof target === "string") continue;
    const code = await bundle(join(folder, target.default));
    all.push({ path, minified: Buffer.byteLength(code), gzip: gzipSync(code).length, budget: budget[path] });
  }
  return all;
}

/** A module and its imports as one minified text. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      lib: { entry, formats: ["es"], fileName: "bundle" },
      write: false,
      minify: true,
      target: "es2022",
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !("output" in output)) throw new Error(`${entry}: expected a bundle, got none`);
  return output.output.map((chunk) => ("code" in chunk ? chunk.code : "")).join("");
}

/** The sub-paths that are over their budget, or have none. */
export function overBudget(all: readonly Size[]): readonly string[] {
  return all
    .filter(({ gzip, budget }) => budget === undefined || gzip > budget)
    .map(({ path, gzip, budget }) => `${path}: expected at most ${budget ?? "a budget"}, got ${gzip} bytes`);
}
