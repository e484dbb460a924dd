import type { ImplementationResult } from "../runner/results.ts";
import { type Artefacts, isHeadline, type Proof } from "./artefacts.ts";

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

/** The README's box: what is proved, tested, and not; only figures that the same sources give again. */
export function statusBox({ theorems, results, formal }: Artefacts): string {
  const headline = theorems.theorems.filter(isHeadline);
  return [
    `Root hash \`${results.rootHash}\`.`,
    "",
    `**Proved in Lean**, for words of every width: ${theorems.theorems.length} theorems, ${headline.length} of them ` +
      `headline statements in CLAIMS.md; ${theorems.violations.length} violations found by the audit.`,
    "",
    "**Proved of the RTL** against the model that Lean emits:",
    "",
    row("proof", "tool", "method", "holds", "planted bugs caught"),
    "|---|---|---|---|---|",
    ...formal.proofs.map(proofRow),
    "",
    "**Tested** against vectors whose expected values Lean computed, and by planted faults:",
    "",
    row("implementation", "vectors passed", "failed", "mutants killed", "survived", "skips"),
    "|---|---|---|---|---|---|",
    ...results.implementations.map(implementationRow),
    "",
    `Coverage: ${results.coverage.cells} cells (op after op, op with boundary word, op with reject), ` +
      `${results.coverage.empty.length} empty.`,
  ].join("\n");
}

function proofRow(proof: Proof): string {
  const holds = proof.bounded ? `to depth ${proof.depth} only` : "for all inputs and all time";
  const bugs = proof.plantedBugs.caught + proof.plantedBugs.missed.length;
  return row(
    proof.id,
    toolNames(proof.tool),
    proof.method,
    proof.result === "proved" && proof.coverReached ? holds : `**${proof.result}**`,
    bugs === 0 ? "" : `${proof.plantedBugs.caught} of ${bugs}`,
  );
}

/** `Yosys, sat` of `Yosys 0.23 (git …), sat`: another version of a tool must not change the page. */
function toolNames(tool: string): string {
  return tool
    .split(",")
    .map((part) => part.replace(/\s+(version\s+)?\d.*$/, "").trim())
    .join(", ");
}

function implementationRow(result: ImplementationResult): string {
  return row(
    result.name,
    result.vectors.passed,
    result.vectors.failed,
    result.mutants.killed,
    result.mutants.survived.length,
    result.skips.length,
  );
}
