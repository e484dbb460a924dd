/** Opens implementations side by side. */
import { ROOT } from "../spec.ts";
import type { Adapter, Implementation } from "./adapter.ts";
import { loadImplementation, type Row } from "./table.ts";

/** An implementation that runs. */
export interface Opened {
  readonly name: string;
  readonly pace: Implementation["pace"];
  readonly adapter: Adapter;
}

/** Those that run, in the order of the rows, and why the others do not. */
export interface OpenedAll {
  readonly opened: readonly Opened[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
}

/** Builds and starts the implementations of these rows. */
export async function openAll(rows: readonly Row[], root: string = ROOT): Promise<OpenedAll> {
  const opened: Opened[] = [];
  const failed: { name: string; reason: string }[] = [];
  const results = await Promise.allSettled(
    rows.map(async (row) => {
      const { pace, open } = await loadImplementation(row);
      return { name: row.name, pace, adapter: await open(root) };
    }),
  );
  results.forEach((result, index) => {
    if (result.status === "fulfilled") opened.push(result.value);
    else failed.push({ name: rows[index]!.name, reason: String((result.reason as Error).message) });
  });
  return { opened, failed };
}

/** Ends all of them. */
export function closeAll({ opened }: OpenedAll): void {
  for (const { adapter } of opened) adapter.close();
}
