/** An SMT solver as a program: cvc5, or z3 where it is not here. */
import { spawnSync } from "node:child_process";

export type Answer = "sat" | "unsat" | "unknown";

/** A solver that was found. */
export interface Solver {
  /** Name and version, for the record. */
  readonly version: string;
  /** Whether a problem in SMT-LIB has a model; the same text is asked once. */
  solve(problem: string): Answer;
  /** How often it was asked anew. */
  readonly asked: number;
}

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ["cvc5", ["--lang=smt2", "--tlimit=60000", "-"]],
  ["z3", ["-in", "-T:60"]],
];

/** The first solver on PATH; undefined when there is none. */
export function findSolver(): Solver | undefined {
  for (const [name, args] of COMMANDS) {
    const { status, stdout } = spawnSync(name, ["--version"], { encoding: "utf8" });
    if (status !== 0) continue;
    let asked = 0;
    const answers = new Map<string, Answer>();
    return {
      version: stdout.split("\n")[0]!.replace("This is ", "").trim(),
      get asked() {
        return asked;
      },
      solve(problem) {
        const before = answers.get(problem);
        if (before !== undefined) return before;
        asked++;
        const run = spawnSync(name, args, { input: problem, encoding: "utf8" });
        if (/\(error/.test(run.stdout)) throw new Error(`${name}: ${run.stdout.trim()}`);
        const word = run.stdout.trim().split("\n").at(-1);
        const answer = word === "sat" || word === "unsat" ? word : "unknown";
        answers.set(problem, answer);
        return answer;
      },
    };
  }
  return undefined;
}
