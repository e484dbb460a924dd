/** What the Lean programs `App.Audit` and `App.Replay` write, and what becomes of it in `build/theorems.json`. */
import { createHash } from "node:crypto";

/** One broken rule; `lean/Audit/Violation.lean` lists the rules. */
export interface Violation {
  rule: string;
  /** The declaration, or the module if it is about a whole file. */
  name: string;
  module: string;
  /** From 1; null for what was not written by hand. */
  line: number | null;
  detail: string;
}

/** A theorem as the sweep reports it. */
export interface SweptTheorem {
  name: string;
  module: string;
  line: number;
  /** Binders and conclusion as Lean prints them, without the name. */
  statement: string;
  doc: string | null;
  /** The docstring without claim ids and limits. */
  english: string;
  doesNotSay: string | null;
  /** Ids such as "C8"; empty outside of the claims. */
  claimIds: string[];
  axioms: string[];
  /** How many hypotheses the statement has. */
  hypotheses: number;
  /** Proved by `rfl`: true by unfolding definitions. */
  definitional: boolean;
  private: boolean;
}

/** The sweep of one project: `<project>.sweep.json`. */
export interface Sweep {
  project: string;
  lean: string;
  mode: string;
  allowed: { name: string; reason: string }[];
  modules: { name: string; tier: "claim" | "tool"; constants: number }[];
  /** Theorems that Lean generated; they are swept, but not listed. */
  generated: number;
  theorems: SweptTheorem[];
  violations: Violation[];
}

/** The replay of one project: `<project>.replay.json`. */
export interface Replay {
  project: string;
  modules: number;
  constants: number;
  replayed: number;
  /** Unsafe and partial ones, which the kernel never sees. */
  skipped: number;
  refused: { name: string; why: string } | null;
}

/** `build/theorems.json`. */
export interface TheoremsFile extends Omit<Sweep, "lean" | "project" | "theorems"> {
  toolchain: string;
  replay: Replay;
  theorems: (SweptTheorem & { statementHash: string })[];
}

/** SHA-256 of the statement's UTF-8 bytes, as lower-case hex. It changes with Lean's way of printing, too. */
export function statementHash(statement: string): string {
  return createHash("sha256").update(statement, "utf8").digest("hex");
}

/** The parts of one sweep, in their order, as one. @throws RangeError if they are not of one sweep */
export function together(parts: readonly Sweep[]): Sweep {
  const [first] = parts;
  if (first === undefined) throw new RangeError("parts: expected one or more, got none");
  for (const { project, generated } of parts)
    if (project !== first.project || generated !== first.generated)
      throw new RangeError(
        `parts: expected all of ${first.project} with ${first.generated} generated theorems, got ${project} with ${generated}`,
      );
  const texts = parts.flatMap(({ violations }) => violations.map((one) => JSON.stringify(one)));
  const violations = [...new Set(texts)].map((text) => JSON.parse(text) as Violation);
  return { ...first, theorems: parts.flatMap(({ theorems }) => theorems), violations };
}

/** What a replay breaks, given the sweep of the same project. */
export function replayViolations(sweep: Sweep, replay: Replay): Violation[] {
  const { project, refused, constants, replayed, skipped } = replay;
  const about = (rule: string, name: string, detail: string): Violation => ({
    rule,
    name,
    module: project,
    line: null,
    detail,
  });
  if (refused) return [about("replay", refused.name, refused.why)];
  const below = (name: string): boolean => name === project || name.startsWith(`${project}.`);
  const swept = sweep.modules.filter(({ name }) => below(name)).reduce((sum, m) => sum + m.constants, 0);
  if (sweep.violations.some(({ rule }) => rule === "not_importable")) return []; // nothing to compare with
  if (constants === swept && replayed + skipped === constants) return [];
  const detail = `expected ${swept} constants, got ${replayed} replayed and ${skipped} skipped of ${constants}`;
  return [about("replay_incomplete", project, detail)];
}

/** Both reports as one. */
export function merge(toolchain: string, sweep: Sweep, replay: Replay): TheoremsFile {
  const { mode, allowed, modules, generated } = sweep;
  const theorems = sweep.theorems.map((t) => ({ ...t, statementHash: statementHash(t.statement) }));
  const violations = [...sweep.violations, ...replayViolations(sweep, replay)];
  return { toolchain, mode, allowed, modules, generated, replay, theorems, violations };
}
