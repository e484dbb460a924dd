/** Runs a command to its end. */
import { spawn } from "node:child_process";

/** How it ended. */
export interface Executed {
  /** Exit code; -1 when a signal ended it. */
  readonly code: number;
  /** Standard output and standard error. */
  readonly output: string;
  readonly timedOut: boolean;
}

/** Runs a command and ends it when it takes longer than `mostMs`. */
export function execute(command: string, args: readonly string[], mostMs: number): Promise<Executed> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, mostMs);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, output, timedOut });
    });
  });
}
