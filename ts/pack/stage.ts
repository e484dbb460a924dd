/** The package as users get it, in a folder: what `files` lists, with the parts of `package.json` that concern them. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

/** Members of `package.json` that users need; scripts and the tools of this repository are not among them. */
const KEPT = [
  "name",
  "version",
  "description",
  "license",
  "keywords",
  "type",
  "sideEffects",
  "bin",
  "exports",
  "files",
  "engines",
] as const;

/** The folder in which a package is staged unless another one is given. */
export const STAGE: string = join(ROOT, "build/package");

/**
 * Builds the sources into `folder` and puts the other files of the package beside them. What was there is removed.
 *
 * @throws Error when the sources do not compile, or a listed file is not there
 */
export function stage(folder: string = STAGE): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dist = join(folder, "dist");
  for (const project of ["ts/tsconfig.json", "ts/tsconfig.cli.json"]) {
    const args = ["-p", project, "--outDir", dist, "--inlineSources"];
    execFileSync(join(ROOT, "node_modules/.bin/tsc"), args, { cwd: ROOT, encoding: "utf8" });
  }
  const whole = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;
  const kept = Object.fromEntries(KEPT.map((name) => [name, whole[name]]));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(kept, null, 2)}\n`);
  for (const path of whole.files as readonly string[]) {
    if (path !== "dist") cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  cpSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  cpSync(join(ROOT, "ts/README.md"), join(folder, "README.md"));
}

/** What `npm pack` says of a tarball. */
export interface Tarball {
  /** Absolute path. */
  readonly path: string;
  /** Bytes, packed and unpacked. */
  readonly size: number;
  readonly unpackedSize: number;
  /** Paths in it, below the package. */
  readonly files: readonly string[];
}

/** Packs a staged folder into a tarball in `into`. */
export function pack(folder: string, into: string): Tarball {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", into];
  const printed = JSON.parse(
    execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
  );
  const [{ filename, size, unpackedSize, files }] = printed as [
    { filename: string; size: number; unpackedSize: number; files: readonly { path: string }[] },
  ];
  return { path: join(into, filename), size, unpackedSize, files: files.map(({ path }) => path) };
}
