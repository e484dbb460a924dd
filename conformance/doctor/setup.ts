/**
 * `npm run setup`: installs the Debian packages of missing tools, and what has a lockfile of its own in `ts/docs`. Idempotent,
 * asks nothing, prints what it installs; with `--all` also those that no check of the gate needs. On another system it
 * names what is missing and leaves installing to the reader.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { probe } from "./probe.ts";
import { TOOLS, type Tool } from "./tools.ts";

const all = process.argv.includes("--all");
const wanted = TOOLS.filter((tool) => tool.packages.length > 0 && (all || tool.required));
const debian = existsSync("/usr/bin/apt-get");

/** Whether Debian's database lists the package as installed. */
function installed(name: string): boolean {
  const query = spawnSync("dpkg-query", ["-W", "-f", "${db:Status-Status}", name], { encoding: "utf8" });
  return query.status === 0 && query.stdout === "installed";
}

/** Tools that do not run, or (on Debian) lack one of their packages: a compiler may be here without its runtime. */
const missing = (): readonly Tool[] =>
  wanted.filter((tool) => probe(tool) === undefined || (debian && !tool.packages.every(installed)));

/** Runs a command with the terminal's output; throws with its words when it fails. */
function run(command: string, args: readonly string[]): void {
  console.log(`setup: ${command} ${args.join(" ")}`);
  const result = spawnSync(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    maxBuffer: 1 << 28,
  });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) {
    throw new Error(
      `${command} exited with ${result.status}: ${result.stderr.trim().split("\n").slice(-5).join("\n")}`,
    );
  }
}

function main(): number {
  run(process.execPath, [fileURLToPath(new URL("../../ts/docs/main.ts", import.meta.url)), "--install"]);
  const before = missing();
  if (before.length === 0) {
    console.log("setup: every tool is here");
    return 0;
  }
  const packages = [...new Set(before.flatMap((tool) => tool.packages))];
  if (!debian) {
    console.error(`setup: missing ${before.map((tool) => tool.command).join(", ")}; no apt-get here.`);
    console.error(`setup: install what Debian calls ${packages.join(" ")}, then run this again.`);
    return 1;
  }
  const root = process.getuid?.() === 0;
  const apt = (args: readonly string[]): void =>
    root ? run("apt-get", args) : run("sudo", ["-n", "apt-get", ...args]);
  apt(["update", "-q"]);
  apt(["install", "-q", "-y", "--no-install-recommends", ...packages]);
  const after = missing();
  for (const tool of after) console.error(`setup: ${tool.command} still does not run`);
  return after.length > 0 ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(`setup: ${(error as Error).message}`);
  process.exitCode = 1;
}
