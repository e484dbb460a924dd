import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A tool that runs Yosys scripts: the one on PATH, or the WebAssembly build from npm. */
export interface Yosys {
  /** Name and version, e.g. `Yosys 0.23 (git sha1 7ce5011c24b)`. */
  readonly version: string;
  /**
   * Runs a script beside the given files (name to text).
   *
   * @returns what it printed, its exit code, and those of the `wanted` files that it wrote
   */
  run(script: string, files: Record<string, string>, wanted?: readonly string[]): Promise<YosysRun>;
}

/** What one run of Yosys gave. */
export interface YosysRun {
  /** Standard output and standard error. */
  readonly output: string;
  readonly exitCode: number;
  /** The wanted files that exist now, name to text. */
  readonly files: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** When it started, `YYYY-MM-DDThh:mmZ`. */
  readonly date: string;
}

const SCRIPT = "script.ys";

/**
 * Finds Yosys: the native one if it is on PATH, else `@yowasp/yosys`.
 *
 * @param prefer `wasm` takes the npm build even where a native one exists
 */
export async function findYosys(prefer: "native" | "wasm" = "native"): Promise<Yosys> {
  const probe = prefer === "native" ? spawnSync("yosys", ["-V"], { encoding: "utf8" }) : undefined;
  return probe?.status === 0 ? nativeYosys(probe.stdout.trim()) : wasmYosys();
}

/** The time of a run that starts now. */
function stopwatch(): () => Pick<YosysRun, "seconds" | "date"> {
  const started = performance.now();
  const date = `${new Date().toISOString().slice(0, 16)}Z`;
  return () => ({ seconds: Math.round(performance.now() - started) / 1000, date });
}

function nativeYosys(version: string): Yosys {
  return {
    version,
    run: (script, files, wanted = []) =>
      new Promise((resolve, reject) => {
        const time = stopwatch();
        const dir = mkdtempSync(join(tmpdir(), "atomik-yosys-"));
        for (const [name, text] of Object.entries({ ...files, [SCRIPT]: script }))
          writeFileSync(join(dir, name), text);
        const child = spawn("yosys", ["-Q", "-T", SCRIPT], { cwd: dir, stdio: ["ignore", "pipe", "pipe"] });
        let output = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
        child.on("error", reject);
        child.on("close", (code) => {
          const made = readWanted(wanted, (name) => readFileSync(join(dir, name), "utf8"));
          rmSync(dir, { recursive: true, force: true });
          resolve({ output, exitCode: code ?? 1, files: made, ...time() });
        });
      }),
  };
}

async function wasmYosys(): Promise<Yosys> {
  const { Exit, runYosys, version } = await import("@yowasp/yosys");
  return {
    version: `@yowasp/yosys ${version}`,
    async run(script, files, wanted = []) {
      const time = stopwatch();
      const decoder = new TextDecoder();
      let output = "";
      const collect = (bytes: Uint8Array | null): void => {
        if (bytes) output += decoder.decode(bytes, { stream: true });
      };
      let tree: Record<string, unknown> = {};
      let exitCode = 0;
      try {
        const input = { ...files, [SCRIPT]: script };
        const done = await runYosys(["-Q", "-T", SCRIPT], input, {
          stdout: collect,
          stderr: collect,
          decodeASCII: true,
        });
        tree = done ?? {};
      } catch (error) {
        if (!(error instanceof Exit)) throw error;
        exitCode = error.code;
        tree = error.files;
      }
      const made = readWanted(wanted, (name) => {
        const file = tree[name];
        if (typeof file !== "string") throw new Error("not written");
        return file;
      });
      return { output, exitCode, files: made, ...time() };
    },
  };
}

function readWanted(wanted: readonly string[], read: (name: string) => string): Record<string, string> {
  const made: Record<string, string> = {};
  for (const name of wanted) {
    try {
      made[name] = read(name);
    } catch {
      // Not written: the caller sees that it is missing.
    }
  }
  return made;
}
