/** Opens implementations side by side. */
import { encodeFrame } from "../program.ts";
import { RequestWriter } from "../protocol/request.ts";
import { checkReply } from "../runner/compare.ts";
import { loadSpec, ROOT, type Spec } from "../spec.ts";
import type { Adapter, Implementation, Machines } from "./adapter.ts";
import { loadImplementation, type Row } from "./table.ts";

/** An implementation that runs. */
export interface Opened {
  readonly name: string;
  readonly pace: Implementation["pace"];
  readonly adapter: Adapter;
  /** What it offers beside the byte protocol. */
  readonly machines?: Machines;
}

/** Those that run, in the order of the rows, and why the others do not. */
export interface OpenedAll {
  readonly opened: readonly Opened[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
}

/** Builds and starts the implementations of these rows below `root`. */
export async function openAll(rows: readonly Row[], root: string = ROOT): Promise<OpenedAll> {
  const spec = loadSpec();
  const opened: Opened[] = [];
  const failed: { name: string; reason: string }[] = [];
  const results = await Promise.allSettled(rows.map((row) => openOne(spec, row, root)));
  results.forEach((result, index) => {
    if (result.status === "fulfilled") opened.push(result.value);
    else failed.push({ name: rows[index]!.name, reason: String((result.reason as Error).message) });
  });
  return { opened, failed };
}

/**
 * Builds and starts one implementation.
 *
 * @throws Error when it cannot be built or started, or was made from another specification than the judge's
 */
export async function openOne(spec: Spec, row: Row, root: string): Promise<Opened> {
  const implementation = await loadImplementation(row);
  const adapter = await implementation.open(root);
  try {
    adapter.submit(encodeFrame(spec, spec.widths[0]!, [[]], new RequestWriter()));
    checkReply(spec, adapter, adapter.collect());
    const machines = await implementation.openMachines?.(root);
    return { name: row.name, pace: implementation.pace, adapter, ...(machines && { machines }) };
  } catch (error) {
    adapter.close();
    throw error;
  }
}

/** Ends all of them. */
export function closeAll({ opened }: OpenedAll): void {
  for (const { adapter, machines } of opened) {
    adapter.close();
    machines?.close?.();
  }
}
