/**
 * `just docs`: the API reference of every sub-path in build/docs. Ends with 1 at any warning: an export without a comment, a
 * type that is used but not exported, a link to nowhere. With `--install` it only installs what is not here.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE: string = fileURLToPath(new URL(".", import.meta.url));
const SOURCES: string = join(HERE, "../../build/docs-sources");
const TYPEDOC: string = join(HERE, "node_modules/.bin/typedoc");

/** Whether the packages of this folder are here, in their versions. */
function isInstalled(): boolean {
  const { devDependencies } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return Object.entries(devDependencies).every(([name, wanted]) => {
    const path = join(HERE, "node_modules", name, "package.json");
    if (!existsSync(path)) return false;
    const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
    return wanted.split("@").at(-1) === version;
  });
}

/** Runs a program with the terminal's output. @throws Error when it ends with another code than 0 */
function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: HERE, stdio: ["ignore", "inherit", "inherit"] });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command}: expected exit code 0, got ${status}`);
}

/**
 * A copy of the sources without the program, in which the first comment of each file says that it is about the file: so
 * it is here by custom, but TypeDoc wants a tag.
 */
function copySources(): void {
  rmSync(SOURCES, { recursive: true, force: true });
  cpSync(join(HERE, "../src"), SOURCES, { recursive: true });
  rmSync(join(SOURCES, "cli"), { recursive: true });
  for (const file of globSync("**/*.ts", { cwd: SOURCES })) {
    const text = readFileSync(join(SOURCES, file), "utf8");
    if (!text.startsWith("/**")) continue;
    writeFileSync(join(SOURCES, file), text.replace(/ *\*\//, "\n * @module\n */"));
  }
}

/** The sources of the sub-paths. */
function entryPoints(): readonly string[] {
  const { exports } = JSON.parse(readFileSync(join(HERE, "../../package.json"), "utf8")) as {
    exports: Record<string, string | { default: string }>;
  };
  return Object.values(exports).flatMap((target) => {
    if (typeof target === "string") return [];
    return [target.default.replace(/^\.\/dist\/(.*)\.js$/, `${SOURCES}/$1.ts`)];
  });
}

try {
  if (!isInstalled()) run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  if (process.argv[2] !== "--install") {
    copySources();
    run(TYPEDOC, entryPoints());
  }
} catch (error) {
  console.error(`docs: ${(error as Error).message}`);
  process.exitCode = 1;
}
