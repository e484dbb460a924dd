import { spawnSync } from "node:child_process";
import type { Tool } from "./tools.ts";

/**
 * The first line of the tool's version text, or `undefined` when it is not on PATH or does not run.
 */
export function probe(tool: Tool): string | undefined {
  const run = spawnSync(tool.command, tool.versionArgs, { encoding: "utf8", timeout: 20_000 });
  if (run.error !== undefined || run.status !== 0) return undefined;
  return `${run.stdout}${run.stderr}`.trim().split("\n")[0] ?? "";
}
