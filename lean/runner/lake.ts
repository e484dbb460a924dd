/** Building and running with native Lake. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { moduleFile } from "./modules.ts";
import { leanRoot, repository } from "./paths.ts";
import type { BuildReport, Message } from "./report.ts";

/** A program and its arguments, to be spawned without a shell. */
export interface Command {
  command: string;
  args: string[];
}

/** The `lake` on PATH, if there is one. */
export function findLake(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, "lake")).find((file) => fs.existsSync(file));
}

/** The name of the executable of an `App` module in `lakefile.lean`: its last part, in lower case. */
export function executableName(module: string): string {
  return module.slice(module.lastIndexOf(".") + 1).toLowerCase();
}

/** How Lake runs the `main` of a module: as an executable if it is an `App`, else by the interpreter. */
export function lakeCommand(module: string, args: readonly string[]): Command {
  const how = module.startsWith("App.")
    ? ["exe", executableName(module)]
    : ["env", "lean", "--run", moduleFile(leanRoot, module)];
  return { command: "lake", args: ["--dir", repository, ...how, ...args] };
}

/** Build modules of the project; `lake build +Module` for each. */
export async function buildWithLake(
  modules: readonly string[],
): Promise<Pick<BuildReport, "modules" | "rebuilt" | "failed" | "messages" | "times">> {
  const lake = spawn("lake", ["build", ...modules.map((name) => `+${name}`)], {
    cwd: repository,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    lake.on("error", reject).on("close", resolve),
  );
  const messages: Message[] = [];
  const rebuilt: string[] = [];
  const failed: string[] = [];
  for await (const line of createInterface({ input: lake.stdout })) {
    const place = /^(error|warning|info): (\S+\.lean):(\d+):(\d+): (.*)$/.exec(line);
    const step = /^([✔⚠ℹ✖]) \[\d+\/\d+\] (?:Built|Building) (\S+)/u.exec(line);
    if (place) {
      const [, severity, file, row, column, text] = place;
      messages.push({
        severity: severity === "info" ? "information" : severity!,
        file: path.resolve(repository, file!), line: Number(row), column: Number(column), text: text!,
      }); // biome-ignore format: one row
    } else if (step) (step[1] === "✖" ? failed : rebuilt).push(step[2]!);
    else if (
      messages.length &&
      line &&
      !/^(trace: |error: |warning: |info: |Build completed|Some required)/.test(line)
    ) {
      messages.at(-1)!.text += `\n${line}`; // further lines of a message
    }
  }
  const code = await ended;
  if (code !== 0 && !failed.length) failed.push(...modules);
  return { modules: [...modules], rebuilt, failed, messages, times: {} };
}
