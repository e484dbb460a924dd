import { matches } from "../../runner/select.ts";
import { fails, holds, type Resolver } from "../evidence.ts";

/** One row of a table of things that were each found right or not (`build/c-matrix.json`). */
export interface MatrixRow {
  readonly id: string;
  readonly tool: string;
  readonly ok: boolean;
}

/** The rows of an artefact that say whether something is right; none of another one. */
export function matrixRows(json: unknown): readonly MatrixRow[] {
  const { rows } = (json ?? {}) as { readonly rows?: unknown };
  if (!Array.isArray(rows)) return [];
  return rows.filter((row: Partial<MatrixRow>) => typeof row.id === "string" && typeof row.ok === "boolean");
}

/** Every row that the filter over ids selects is right: other compilers, sanitizers and machines. */
export const matrix: Resolver = (filter, world) => {
  const selected = world.matrix.filter(({ item }) => matches(filter, item.id));
  if (selected.length === 0) return fails("no such row; run: just c-matrix");
  const from = selected[0]!.artefact.from;
  const faults = [
    ...selected.filter(({ item }) => !item.ok).map(({ item }) => `${item.id} is not right`),
    ...selected.flatMap(({ artefact }) => artefact.faults),
  ];
  if (faults.length > 0) return fails([...new Set(faults)].join("; "), from);
  return holds(selected.map(({ item }) => `${item.id} (${item.tool})`).join(", "), from);
};
