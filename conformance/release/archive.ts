/** The release as one archive whose bytes depend on the files alone: sorted, of one time and one owner. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** Seconds since 1970 that every entry carries: the start of 2026. */
const TIME = 1_767_225_600;

/** Paths of the files that belong to a release: those that are committed, as they are on disk. */
export function releaseFiles(root: string): string[] {
  const args = ["ls-files", "-z", "--cached"];
  const text = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  return text
    .split("\0")
    .filter((path) => path !== "")
    .sort();
}

/** Name and version of the release, `atomik-0.1.0`. */
export function releaseName(root: string): string {
  const json = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, string>;
  return `${json.name}-${json.version}`;
}

/**
 * Writes a compressed archive of these files of `root`, below a folder of the release's name, and of `extra` files beside them.
 *
 * @returns SHA-256 of the archive, in hex
 * @throws Error when tar fails, e.g. because a file is not there
 */
export function writeArchive(
  root: string,
  file: string,
  paths: readonly string[],
  extra: readonly { readonly from: string; readonly path: string }[] = [],
): string {
  const name = releaseName(root);
  const how = [
    "--format=ustar",
    "--sort=name",
    `--mtime=@${TIME}`,
    "--owner=0",
    "--group=0",
    "--numeric-owner",
  ];
  const also = extra.flatMap(({ from, path }) => ["-C", from, path]);
  const args = [...how, "--mode=u+rwX,go+rX,go-w", "--no-recursion", `--transform=s,^,${name}/,`];
  const tar = execFileSync("tar", ["-c", ...args, "-C", root, "--null", "-T", "-", ...also], {
    input: [...paths]
      .sort()
      .map((path) => `${path}\0`)
      .join(""),
    env: { ...process.env, LC_ALL: "C" },
    maxBuffer: 1 << 30,
  });
  const bytes = gzipSync(tar, { level: 9 });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return createHash("sha256").update(bytes).digest("hex");
}
