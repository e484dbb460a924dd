import { keeping, Meter } from "../tools/kept.ts";
import type { Yosys } from "../tools/yosys.ts";
import { type Configuration, expectedCovers, readHarness, type Sources } from "./harness.ts";
import { plantedBugs } from "./planted.ts";
import { missedBySat, proveBySat, type Verdict } from "./sat.ts";
import { findSolver, missedBySmt, proveBySmt, SMT_DEPTH } from "./smt.ts";

/** One proof in `build/formal.json`. */
export interface ProofRow {
  readonly id: string;
  readonly module: string;
  readonly parameters: Configuration["parameters"];
  readonly tool: string;
  readonly method: string;
  /** Length of the induction in cycles. */
  readonly depth: number;
  /** True for a result that holds for `depth` cycles only. */
  readonly bounded: boolean;
  readonly result: Verdict;
  /** How long it took when it ran. */
  readonly seconds: number;
  /** When it ran, `YYYY-MM-DDThh:mmZ`. */
  readonly date: string;
  /** Every cover was reached; found by Yosys' SAT solver on the design that the proof is about. */
  readonly coverReached: boolean;
  readonly covers: { readonly reached: readonly string[]; readonly missed: readonly string[] };
  readonly plantedBugs: { readonly caught: number; readonly missed: readonly string[] };
}

/** A proof that was not run, and why. */
export interface Skip {
  readonly id: string;
  readonly reason: string;
}

/** What to prove and where to say so. */
export interface ProveOptions {
  readonly yosys: Yosys;
  readonly configurations: readonly Configuration[];
  readonly progress: (line: string) => void;
  /** Whether what Yosys found of the same text before is taken again. */
  readonly keep: boolean;
}

/** Runs every proof, one row each. */
export async function proveAll(options: ProveOptions): Promise<{ proofs: ProofRow[]; skipped: Skip[] }> {
  const { progress, keep } = options;
  const yosys = keep ? keeping(options.yosys) : options.yosys;
  const solver = findSolver();
  const proofs: ProofRow[] = [];
  const skipped: Skip[] = [];
  const add = (row: ProofRow): void => {
    proofs.push(row);
    const { caught, missed } = row.plantedBugs;
    const total = row.covers.reached.length + row.covers.missed.length;
    progress(
      `formal: ${row.id}: ${row.result} by ${row.method}, depth ${row.depth}, ${row.covers.reached.length} of ${total} covers, ` +
        `${caught} of ${caught + missed.length} planted bugs caught, ${row.seconds.toFixed(1)} s`,
    );
    for (const name of row.covers.missed) progress(`formal: ${row.id}: not reachable: ${name}`);
    for (const id of missed) progress(`formal: ${row.id}: planted bug not caught: ${id}`);
  };
  for (const configuration of options.configurations) {
    const sources = readHarness(configuration.module);
    const bySat = await satRow(yosys, sources, configuration);
    add(bySat);
    if (!configuration.engines.includes("smt")) continue;
    if (!solver)
      skipped.push({ id: rowId(configuration, "smt"), reason: "no yosys-smtbmc with z3 or cvc5 on PATH" });
    else {
      const seconds = stopwatch();
      const result = await proveBySmt(yosys, solver, sources, configuration);
      const bugs = plantedBugs(configuration);
      const missed = await missedBySmt(yosys, solver, sources, configuration, bugs);
      add({
        ...bySat,
        id: rowId(configuration, "smt"),
        tool: `${yosys.version}, yosys-smtbmc, ${solver.version}`,
        depth: SMT_DEPTH,
        result,
        seconds: seconds(),
        plantedBugs: { caught: bugs.length - missed.length, missed },
      });
    }
  }
  return { proofs, skipped };
}

async function satRow(found: Yosys, sources: Sources, configuration: Configuration): Promise<ProofRow> {
  const yosys = new Meter(found);
  const covers = expectedCovers(sources, configuration);
  const proof = await proveBySat(yosys, sources, configuration, covers);
  const bugs = plantedBugs(configuration);
  const missed = await missedBySat(yosys, sources, configuration, bugs);
  return {
    id: rowId(configuration, "sat"),
    module: configuration.module,
    parameters: configuration.parameters,
    tool: `${yosys.version}, sat`,
    method: "k-induction",
    depth: proof.depth,
    bounded: false,
    result: proof.verdict,
    seconds: yosys.seconds,
    date: yosys.date,
    coverReached: covers.length > 0 && proof.missed.length === 0,
    covers: { reached: proof.reached, missed: proof.missed },
    plantedBugs: { caught: bugs.length - missed.length, missed },
  };
}

function rowId({ module, id }: Configuration, tool: string): string {
  return `${module}/${id}/${tool}`;
}

function stopwatch(): () => number {
  const started = performance.now();
  return () => Math.round(performance.now() - started) / 1000;
}
