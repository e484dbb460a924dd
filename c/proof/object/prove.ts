/** Proves one goal: on every path, the code leaves what the model leaves. */

import { add } from "./arithmetic.ts";
import { equal, isZero } from "./condition.ts";
import { type External, execute } from "./execute.ts";
import type { Goal, Outcome } from "./goal.ts";
import type { Instruction, Listing } from "./listing.ts";
import { Machine } from "./machine.ts";
import { Memory, word64 } from "./memory.ts";
import { explore, type Path } from "./path.ts";
import { ByteRegion, ElementRegion, Refuted } from "./region.ts";
import { SmtProblem } from "./smt.ts";
import type { Answer, Solver } from "./solver.ts";
import { extract, same, symbol, type Term } from "./term.ts";

/** Code to prove things of, and the means. */
export interface ProveOptions {
  readonly listing: Listing;
  /** Address of a C function's code. */
  readonly addressOf: (name: string) => number;
  readonly externals: Readonly<Record<string, External>>;
  /** Read-only objects that the code itself brings. */
  readonly constants: () => readonly ByteRegion[];
  readonly solver: Solver;
  readonly observe?: (instruction: Instruction) => void;
}

/** What came out of a goal. */
export interface Verdict {
  readonly id: string;
  readonly proved: boolean;
  readonly paths: number;
  /** Why it is not proved. */
  readonly reason?: string;
}

/** Numbers of the registers that arguments come in, and of those that a function must leave. */
const ARGUMENTS = [7, 6, 2, 1, 8, 9] as const;
const PRESERVED = [3, 5, 12, 13, 14, 15] as const;
const STACK_POINTER = 4;
/** Bytes below the return address at least; as the ABI has it, 8 more than a multiple of 16. */
const STACK_BYTES = 4096 + 8;
/** What it may be more modulo 64, which only code that aligns its stack can tell. */
const SLACKS = [0, 16, 32, 48] as const;
const MAX_STEPS = 100_000;
const MAX_PATHS = 200_000;

/** Proves a goal or says why not; nothing that the code does makes it throw. */
export function prove(goal: Goal, options: ProveOptions): Verdict {
  const reached = new Set<string>();
  const run: Run = { ...options, goal, stackBytes: STACK_BYTES, wideAlignment: false };
  let paths = 0;
  try {
    for (const slack of SLACKS) {
      run.stackBytes = STACK_BYTES + slack;
      paths += explore((path) => {
        const outcome = onePath(path, run);
        if (outcome === undefined || reached.has(outcome.label)) return;
        if (answer(options.solver, path) === "sat") reached.add(outcome.label);
      }, MAX_PATHS);
      if (!run.wideAlignment) break;
    }
    const missed = goal.reaches.filter((label) => !reached.has(label));
    if (missed.length > 0) throw new Refuted(`no input leads to ${missed.join(", ")}`);
    return { id: goal.id, proved: true, paths };
  } catch (error) {
    return { id: goal.id, proved: false, paths, reason: (error as Error).message };
  }
}

/** A goal with one alignment of the stack. */
interface Run extends ProveOptions {
  readonly goal: Goal;
  stackBytes: number;
  /** Whether the code asked for the alignment. */
  wideAlignment: boolean;
}

/** The model's outcome on a path, or undefined when no input takes it. @throws Error when code and model differ */
function onePath(path: Path, run: Run): Outcome | undefined {
  const { goal, listing, externals, observe, stackBytes, solver } = run;
  const actual = new Memory([...goal.regions(), ...run.constants(), stack(stackBytes)]);
  const expected = new Memory(goal.regions());
  for (const region of expected.regions)
    if (region instanceof ByteRegion && region.size > 0) path.assume(isZero(region.base), false);
  try {
    const outcome = goal.model(path, expected);
    const machine = new Machine(path, actual);
    const before = [...machine.general];
    for (const [i, value] of goal.arguments.entries()) machine.general[ARGUMENTS[i]!] = value;
    machine.general[STACK_POINTER] = add(STACK, word64(stackBytes));
    execute(machine, {
      listing,
      externals,
      start: run.addressOf(goal.function),
      returnAddress: RETURN,
      maxSteps: MAX_STEPS,
      ...(observe === undefined ? {} : { observe }),
    });
    if (actual.wideAlignment) run.wideAlignment = true;
    const check = (what: string, a: Term, b: Term): void => requireEqual(solver, path, what, a, b);
    for (const i of PRESERVED) check(`register ${i}`, machine.general[i]!, before[i]!);
    check("stack pointer", machine.general[STACK_POINTER]!, add(STACK, word64(stackBytes + 8)));
    if (outcome.result !== undefined)
      check("result", extract(machine.general[0]!, 0, outcome.result.widthBits), outcome.result);
    for (const region of expected.regions) {
      if (region instanceof ElementRegion) compareElements(path, check, actual.elements(region.name), region);
      else compareBytes(check, actual.bytes(region.name), region, outcome);
    }
    return outcome;
  } catch (error) {
    // what happens on a path that no input takes does not matter
    if (answer(solver, path) === "unsat") return undefined;
    throw error;
  }
}

const STACK: Term = symbol(64, "&stack");
const RETURN: Term = symbol(64, "return address");

/** Unknown words for the deepest stack, made once. */
const STACK_WORDS: readonly Term[] = Array.from({ length: STACK_BYTES / 8 + 6 }, (_, i) =>
  symbol(64, `stack ${i}`),
);

function stack(bytes: number): ByteRegion {
  return new ByteRegion("stack", STACK, [...STACK_WORDS.slice(0, bytes / 8), RETURN], true, 64);
}

type Check = (what: string, a: Term, b: Term) => void;

function compareBytes(check: Check, actual: ByteRegion, expected: ByteRegion, { open }: Outcome): void {
  const opened = (open ?? []).filter(({ region }) => region === actual.name);
  /** Whether the contract leaves any of these bytes open. */
  const isOpen = (at: number, bytes: number): boolean =>
    opened.some((o) => at + bytes > o.offset && at < o.offset + o.bytes);
  for (let at = 0; at < expected.size; ) {
    const bytes = at % 8 === 0 && at + 8 <= expected.size && !isOpen(at, 8) ? 8 : 1;
    if (bytes === 8 || !isOpen(at, 1))
      check(`${actual.name} at byte ${at}`, actual.load(at, bytes), expected.load(at, bytes));
    at += bytes;
  }
}

function compareElements(path: Path, check: Check, actual: ElementRegion, expected: ElementRegion): void {
  for (const index of [...actual.written(), ...expected.written()])
    check(`an element of ${actual.name}`, actual.load(path, index), expected.load(path, index));
}

/** By the normal form, else by the solver. */
function requireEqual(solver: Solver, path: Path, what: string, a: Term, b: Term): void {
  if (same(a, b)) return;
  const condition = equal(a, b);
  if (path.known(condition) === true) return;
  const problem = new SmtProblem();
  problem.assertFacts(path.facts);
  problem.assert(condition, false);
  const found = solver.solve(problem.text());
  if (found !== "unsat") throw new Refuted(`${what}: ${found === "sat" ? "differs" : "the solver gave up"}`);
}

/** Whether some input takes the path. */
function answer(solver: Solver, path: Path): Answer {
  if (path.branches === 0) return "sat"; // objects lie somewhere
  const problem = new SmtProblem();
  problem.assertFacts(path.facts);
  return solver.solve(problem.text());
}
