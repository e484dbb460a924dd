/**
 * `just check`: the whole gate. Each step is a recipe of its own, so a red one can be run alone; its full output is in
 * build/logs/. Steps of one lane follow each other, lanes of one stage run side by side, and a red step
 * does not hide the others.
 */
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Step {
  /** The recipe's name. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Whether its output is the point and belongs on the terminal. */
  readonly show?: true;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LOGS = join(ROOT, "build/logs");
const node = (name: string, file: string, ...args: string[]): Step => ({
  name,
  command: "node",
  args: [file, ...args],
});

const STAGES: readonly (readonly (readonly Step[])[])[] = [
  [[node("doctor", "conformance/doctor/doctor.ts")]],
  [
    [
      node("prove", "lean/runner/prove.ts"),
      node("audit", "lean/audit.ts"),
      node("drift", "spec/emit/drift.ts"),
    ],
    [
      { name: "types", command: "tsc", args: ["-p", "tsconfig.json"] },
      { name: "style", command: "biome", args: ["check", "--error-on-warnings", "."] },
      node("docs", "ts/docs/main.ts"),
      node("formal", "verilog/formal/prove.ts"),
      node("object-proof", "c/proof/object/main.ts", "--quick"),
      node("fuzz-c", "c/fuzz/main.ts", "60"),
    ],
  ],
  [[{ ...node("judge", "conformance/runner/judge.ts", "10s"), show: true }]],
  [[node("claims", "conformance/claims/main.ts")]],
  [
    [
      node("report", "conformance/report/main.ts", "--check"),
      node("provenance", "conformance/provenance/main.ts"),
      node("page", "conformance/report/page/main.ts"),
    ],
  ],
];

interface Outcome {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
}

/** Runs one step, its output into a log file, and prints one line when it ends. */
function run(step: Step): Promise<Outcome> {
  const started = performance.now();
  const path = [join(ROOT, "node_modules/.bin"), process.env.PATH ?? ""].join(delimiter);
  return new Promise((resolve) => {
    const log = createWriteStream(join(LOGS, `${step.name}.log`));
    const child = spawn(step.command, step.args, {
      cwd: ROOT,
      env: { ...process.env, PATH: path },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const end = (ok: boolean): void => {
      log.end(() => {
        const seconds = (performance.now() - started) / 1000;
        console.log(`${ok ? "ok  " : "RED "} ${step.name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s`);
        if (!ok) printTail(step.name);
        resolve({ step, ok, seconds });
      });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        log.write(chunk);
        if (step.show) process.stdout.write(chunk);
      });
    }
    child.on("error", (error) => {
      log.write(`${error.message}\n`);
      end(false);
    });
    child.on("close", (code) => end(code === 0));
  });
}

function printTail(name: string): void {
  const lines = readFileSync(join(LOGS, `${name}.log`), "utf8")
    .trimEnd()
    .split("\n");
  for (const line of lines.slice(-30)) console.log(`     | ${line}`);
  console.log(`     full output: build/logs/${name}.log; alone: just ${name}`);
}

async function lane(steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await run(step));
  return outcomes;
}

rmSync(join(ROOT, "build/check.json"), { force: true });
mkdirSync(LOGS, { recursive: true });
const started = performance.now();
const outcomes: Outcome[] = [];
for (const stage of STAGES) outcomes.push(...(await Promise.all(stage.map(lane))).flat());

const steps = outcomes.map(({ step, ok, seconds }) => ({ name: step.name, ok, seconds }));
writeFileSync(join(ROOT, "build/check.json"), `${JSON.stringify({ steps }, null, 2)}\n`);
const red = outcomes.filter((outcome) => !outcome.ok);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(`\ncheck: ${outcomes.length - red.length} of ${outcomes.length} steps green in ${seconds} s`);
for (const { step } of red) console.log(`red: ${step.name} (build/logs/${step.name}.log)`);
process.exitCode = red.length === 0 ? 0 : 1;
