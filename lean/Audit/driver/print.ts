/** The audit's reports for people. */
import type { TheoremsFile } from "./reports.ts";

/** `part` of what, right-aligned number first. */
function row(count: number, what: string): string {
  return `${String(count).padStart(7)}  ${what}`;
}

/** The counts, then how many theorems rest on which axioms. */
export function summary(file: TheoremsFile): string {
  const { toolchain, mode, modules, generated, replay, theorems, violations } = file;
  const constants = modules.reduce((sum, m) => sum + m.constants, 0);
  const claims = modules.filter((m) => m.tier === "claim").length;
  const byAxioms = new Map<string, number>();
  for (const { axioms } of theorems) {
    const key = axioms.join(", ") || "no axiom";
    byAxioms.set(key, (byAxioms.get(key) ?? 0) + 1);
  }
  return [
    `audit: ${toolchain}; ${mode}`,
    row(modules.length, `modules, of which ${claims} may hold what a claim rests on`),
    row(constants, `constants swept`),
    row(
      replay.replayed,
      `constants replayed through the kernel (${replay.skipped} unsafe or partial ones skipped)`,
    ),
    row(
      theorems.length,
      `theorems written by hand (and ${generated} by Lean), which rest on${mode.startsWith("deep") ? "" : ", core theorems aside,"}`,
    ),
    ...[...byAxioms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([axioms, n]) => `         ${row(n, axioms)}`),
    row(violations.length, "violations"),
  ].join("\n");
}

/** Every theorem: where, statement, axioms, docstring. */
export function listing(file: TheoremsFile): string {
  return file.theorems
    .map((t) =>
      [
        `${t.name} (${t.module}:${t.line})`,
        `  ${t.statement.replaceAll("\n", "\n  ")}`,
        `  axioms: ${t.axioms.join(", ") || "none"}${t.definitional ? "; by unfolding definitions" : ""}`,
        ...(t.doc === null ? [] : [`  | ${t.doc.replaceAll("\n", "\n  | ")}`]),
      ].join("\n"),
    )
    .join("\n\n");
}

/** One line a violation. */
export function violationLines(file: TheoremsFile): string {
  return file.violations
    .map(({ rule, name, module, line, detail }) => {
      return `${rule}: ${name} (${module}${line === null ? "" : `:${line}`}): ${detail}`;
    })
    .join("\n");
}
