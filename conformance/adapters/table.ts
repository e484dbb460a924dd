/**
 * The implementations, one row each. Those that run in this process stand before those that are processes, which
 * work meanwhile when all are given the same frame.
 */
import type { Implementation } from "./adapter.ts";

/** One row. Its adapter is `adapters/<name>.ts`, which exports the implementation of that name. */
export interface Row {
  readonly name: string;
  /** Files and folders that a mutant is planted in a copy of; a change in them makes old verdicts void. */
  readonly sources: readonly string[];
}

/** Every implementation, in the order of the results table. */
export const ROWS: readonly Row[] = [
  { name: "lean", sources: ["lean/Atomik/Spec", "lean/Atomik/Ir"] },
  { name: "interpreter", sources: ["spec/ir", "spec/interpreter"] },
  { name: "ts", sources: ["spec/ir", "ts/src"] },
  { name: "ts-fast", sources: ["spec/ir", "ts/src"] },
  { name: "c", sources: ["spec/ir", "c/atomik_core.h", "conformance/adapters/c"] },
  { name: "rtl", sources: ["spec/ir", "verilog/rtl", "verilog/sim"] },
  { name: "icarus", sources: ["spec/ir", "verilog/rtl", "verilog/sim"] },
];

/**
 * The row of this name.
 *
 * @throws RangeError when there is none
 */
export function rowOf(name: string): Row {
  const row = ROWS.find((one) => one.name === name);
  if (!row)
    throw new RangeError(
      `implementation: expected one of ${ROWS.map((r) => r.name).join(", ")}, got "${name}"`,
    );
  return row;
}

/**
 * The implementation of a row.
 *
 * @throws Error when its module cannot be loaded or exports no implementation of that name
 */
export async function loadImplementation({ name }: Row): Promise<Implementation> {
  const exports: unknown[] = Object.values(
    (await import(new URL(`${name}.ts`, import.meta.url).href)) as object,
  );
  const found = exports.find((value) => (value as Partial<Implementation> | null)?.name === name);
  if (!found || typeof (found as Partial<Implementation>).open !== "function")
    throw new Error(`adapters/${name}.ts: expected to export an implementation named "${name}"`);
  return found as Implementation;
}
