/**
 * The coverage grid: what vectors must meet, computed from the IR, and what they do meet.
 *
 * Cells, at each width: every op right behind every op; every operand with a word of every boundary class; every
 * reject code of every op, by operand where an operand causes it.
 */
import type { Case, VectorStep } from "./runner/vectors.ts";
import type { OpSpec, Spec } from "./spec.ts";

/** Every cell, with how many steps of the vectors fill it. */
export type Grid = ReadonlyMap<string, number>;

interface OutOfRange {
  readonly outOfRange?: string;
}

/** The cells that vectors must fill, all empty. */
export function emptyGrid(spec: Spec): Map<string, number> {
  const grid = new Map<string, number>();
  for (const width of spec.widths)
    for (const op of spec.ops) {
      for (const before of spec.ops) grid.set(`w${width}/pair/${before.name}/${op.name}`, 0);
      for (const operand of op.operands)
        for (const { name } of spec.boundaries) grid.set(`w${width}/word/${op.name}/${operand}/${name}`, 0);
      for (const { code, when } of op.rejects) {
        const { outOfRange } = when as OutOfRange;
        // An operand has 64 bits on the wire: at width 64 none can be out of range.
        if (outOfRange !== undefined && width === 64) continue;
        grid.set(rejectCell(width, op.name, code, outOfRange), 0);
      }
    }
  return grid;
}

/** The grid filled by these cases. */
export function coverage(spec: Spec, cases: readonly Case[]): Grid {
  const grid = emptyGrid(spec);
  const hit = (cell: string): void => {
    const count = grid.get(cell);
    if (count !== undefined) grid.set(cell, count + 1);
  };
  const ops = new Map(spec.ops.map((op) => [op.name, op]));
  for (const { width, steps, rejectedAt, result } of cases)
    for (const [index, step] of steps.entries()) {
      const op = ops.get(step.op)!;
      const before = steps[index - 1];
      if (index === rejectedAt) {
        const code = result.replace(/^reject:/, "");
        const wide = op.operands.filter((operand) => isWide(step, operand, width));
        if (wide.length === 0) hit(rejectCell(width, op.name, code, undefined));
        else for (const operand of wide) hit(rejectCell(width, op.name, code, operand));
        continue;
      }
      if (before) hit(`w${width}/pair/${before.op}/${op.name}`);
      for (const operand of op.operands)
        hit(`w${width}/word/${op.name}/${operand}/${classOf(spec, width, step.operands[operand]!)}`);
    }
  return grid;
}

/** The cells that nothing fills. */
export function emptyCells(grid: Grid): string[] {
  return [...grid].filter(([, count]) => count === 0).map(([cell]) => cell);
}

function rejectCell(width: number, op: OpSpec["name"], code: string, operand: string | undefined): string {
  return `w${width}/reject/${op}/${code}${operand === undefined ? "" : `/${operand}`}`;
}

function isWide({ operands }: VectorStep, name: string, width: number): boolean {
  return BigInt(`0x${operands[name]}`) >> BigInt(width) !== 0n;
}

/** The boundary class of a word in range: the one that lists it, or the class of all other words. */
function classOf({ boundaries }: Spec, width: number, hex: string): string {
  const word = hex.slice(-width / 4);
  const listed = boundaries.find(({ words }) => words?.[width] === word);
  return (listed ?? boundaries.find(({ words }) => words === null))?.name ?? "other";
}
