import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ROOT_HASH } from "../src/root-hash.ts";
import { runCli, runCliJson } from "./run-cli.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const { cases } = JSON.parse(readFileSync(`${ROOT}spec/MANIFEST.json`, "utf8")) as { cases: number };
const COMMANDS = ["explain", "diff", "apply", "digest", "vectors", "doctor"];

interface Counts {
  readonly machines: readonly { passed: number; failed: number; skipped: readonly object[] }[];
  readonly failures: readonly { id: string }[];
}

/** Runs something beside a copy of what the program needs, with one file of it changed. */
function withChanged(path: string, change: (text: string) => string, run: (main: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "atomik-cli-"));
  try {
    for (const part of ["package.json", "ts/src", "spec/MANIFEST.json", "conformance/vectors"]) {
      cpSync(ROOT + part, join(folder, part), { recursive: true });
    }
    writeFileSync(join(folder, path), change(readFileSync(ROOT + path, "utf8")));
    run(join(folder, "ts/src/cli/main.ts"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("atomik", () => {
  it("explains itself, and every command does", () => {
    const { exit, out } = runCli(["--help"]);
    expect(exit).toBe(0);
    for (const name of COMMANDS) {
      expect(out).toContain(`  ${name} `);
      const help = runCli([name, "--help"]);
      expect(help).toMatchObject({ exit: 0, err: "" });
      expect(help.out).toMatch(new RegExp(`^usage: atomik ${name} `));
      expect((out + help.out).split("\n").filter((line) => line.length > 80)).toEqual([]);
    }
    expect(runCliJson(["--version"]).json).toEqual({ version: "0.1.0", rootHash: ROOT_HASH });
  });

  it("refuses what it does not know, with the same words in JSON", () => {
    const text = `command: expected one of ${COMMANDS.join(", ")}, got none`;
    expect(runCli([])).toEqual({ exit: 2, out: "", err: `atomik: ${text}\n` });
    expect(runCliJson(["jump"])).toMatchObject({ exit: 2, json: { error: { code: "usage" } } });
    expect(runCli(["doctor", "--loud"]).err).toContain("--loud");
    expect(runCli(["diff", "one"]).err).toBe(
      "atomik: diff: expected 2 arguments (see atomik diff --help), got 1\n",
    );
  });
});

describe("atomik vectors", () => {
  it("runs all of them or says why not; every case is counted once", () => {
    const { exit, json } = runCliJson(["vectors"]);
    const { machines, failures } = json as Counts;
    expect({ exit, failures }).toEqual({ exit: 0, failures: [] });
    const all = machines.map(({ passed, failed, skipped }) => passed + failed + skipped.length);
    expect(all.reduce((sum, count) => sum + count, 0)).toBe(cases);
  });

  it("lists and filters", () => {
    const { json } = runCliJson(["vectors", "w64/merge", "--list"]);
    const { ids } = json as { ids: readonly string[] };
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.every((id) => id.startsWith("merge/w64") || id.startsWith("counter/merge/w64"))).toBe(true);
    expect(runCli(["vectors", "no-such"])).toMatchObject({ exit: 2, out: "" });
  });

  it("is red when the code is wrong, and names the cases", () => {
    const wrong = (text: string): string =>
      text.replace("this.#words[ACCUMULATOR]! ^= delta", "this.#words[ACCUMULATOR] = delta");
    withChanged("ts/src/context.ts", wrong, (main) => {
      const { exit, out } = runCli(["vectors", "w8/", "--json"], "", main);
      const { failures } = JSON.parse(out) as Counts;
      expect(exit).toBe(1);
      expect(failures.map(({ id }) => id)).toContain("accum/w8/twice/one");
    });
  });

  it("is red when a vector or the manifest is another one", () => {
    for (const path of ["conformance/vectors/w8/read.json", "spec/MANIFEST.json"]) {
      withChanged(
        path,
        (text) => `${text} `,
        (main) => {
          const { exit, err } = runCli(["vectors", "w8/read"], "", main);
          expect(exit).toBe(2);
          expect(err).toMatch(`atomik: ${path}: expected SHA-256 `);
          expect(runCli(["doctor"], "", main)).toMatchObject({
            exit: 1,
            out: expect.stringMatching(/vectors +MISSING/),
          });
        },
      );
    }
  });
});

describe("atomik doctor", () => {
  it("says what is here and what it is good for", () => {
    const { exit, json } = runCliJson(["doctor"]);
    const { rows } = json as { rows: readonly { name: string; found: string | null; required: boolean }[] };
    expect(exit).toBe(0);
    expect(rows.find(({ name }) => name === "node")?.found).toContain(process.version);
    expect(rows.map(({ name }) => name)).toContain("verilator");
  });
});
