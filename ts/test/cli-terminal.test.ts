/** The program on a terminal: marks, bars, and a reader that goes away. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { progressBar } from "../src/cli/progress.ts";

const MAIN = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));

/** Runs a line of shell, on a terminal of its own if asked, and returns what it prints. */
function shell(line: string, terminal: boolean, env: Record<string, string> = {}): string {
  const command = line.replace("atomik", `'${process.execPath}' '${MAIN}'`);
  const [program, ...args] = terminal ? ["script", "-qec", command, "/dev/null"] : ["sh", "-c", command];
  const run = spawnSync(program!, args, {
    encoding: "utf8",
    env: { PATH: process.env.PATH, TERM: "xterm", ...env },
  });
  if (run.error !== undefined) throw run.error;
  return run.stdout + run.stderr;
}

describe("the program on a terminal", () => {
  it("marks bits that changed, unless it is asked not to or is no terminal", () => {
    const line = "atomik explain 'accum 1' --width 8";
    expect(shell(line, true)).toContain("0000000\x1b[7m1\x1b[27m");
    expect(shell(line, true, { NO_COLOR: "1" })).not.toContain("\x1b[");
    expect(shell(line, true, { TERM: "dumb" })).not.toContain("\x1b[");
    expect(shell(line, false)).not.toContain("\x1b[");
  });

  it("ends quietly when its reader goes away", () => {
    expect(shell("atomik vectors --list | head -n 1", false)).toMatch(/^[a-z0-9/_]+\n$/);
  });
});

describe("a progress bar", () => {
  const { isTTY } = process.stderr;
  afterEach(() => {
    vi.restoreAllMocks();
    process.stderr.isTTY = isTTY;
  });

  /** What a bar writes while 100 units are done at these milliseconds. */
  function written(terminal: boolean, times: readonly number[]): string[] {
    const lines: string[] = [];
    process.stderr.isTTY = terminal;
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
    const clock = vi.spyOn(performance, "now").mockReturnValue(0);
    const bar = progressBar("read", 100, "MiB");
    for (const [i, time] of times.entries()) {
      clock.mockReturnValue(time);
      bar.update(((i + 1) * 100) / times.length);
    }
    bar.end();
    return lines;
  }

  it("shows on a terminal once the work takes a while, and goes away", () => {
    expect(written(true, [10, 400, 401, 600])).toEqual([
      `\rread [${"#".repeat(15)}${".".repeat(15)}] 50% of 100 MiB\x1b[K`,
      `\rread [${"#".repeat(30)}] 100% of 100 MiB\x1b[K`,
      "\r\x1b[K",
    ]);
  });

  it("shows neither for short work nor without a terminal", () => {
    expect(written(true, [10, 20, 290])).toEqual([]);
    expect(written(false, [400, 800])).toEqual([]);
  });
});
