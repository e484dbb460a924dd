/**
 * `just bench ts-shared`: threads that accumulate into one shared table at the same time, by Atomics.xor and by banks. The
 * figure is deltas per second of a thread's own processor time, so it does not depend on how many cores are free.
 *
 * All take the same arrays of 1024 deltas, at addresses without order. The last row of each size is what a loop without
 * any check reaches on an array that its thread has for itself: more than that no bank can give.
 */

import { Worker } from "node:worker_threads";
import { SharedTable } from "../../ts/src/shared-table.ts";
import { type Row, rateRow, report } from "./harness.ts";
import type { Mode, Task } from "./ts-shared-worker.ts";

const THREADS = 2;
const ROUNDS = 7;

/** The median rate of a thread, over all threads and rounds. */
async function rateOf(mode: Mode, contexts: number, passes: number): Promise<number> {
  const banks = mode === "many" || mode === "accum2" ? THREADS : 0;
  const table = SharedTable.create(contexts, { banks });
  const arrived = new Int32Array(new SharedArrayBuffer(4));
  const workerData: Task = { handle: table.handle, mode, threads: THREADS, rounds: ROUNDS, passes, arrived };
  const merging = setInterval(() => table.mergeBanks(), 5);
  try {
    const rates = await Promise.all(
      Array.from({ length: THREADS }, () => {
        const worker = new Worker(new URL("ts-shared-worker.ts", import.meta.url), { workerData });
        return new Promise<number[]>((resolve, reject) => {
          worker.once("message", resolve).once("error", reject);
        });
      }),
    );
    return rates.flat().toSorted((a, b) => a - b)[(THREADS * ROUNDS) >> 1]!;
  } finally {
    clearInterval(merging);
  }
}

const rows: Row[] = [];
for (const contexts of [1, 4096, 65_536]) {
  const baseline = {
    what: "Atomics.xor on a BigInt64Array",
    value: await rateOf("atomics", contexts, 3000),
  };
  const where = `${THREADS} threads over ${contexts} contexts`;
  const row = async (id: string, what: string, mode: Mode, target: number | null): Promise<void> => {
    const value = await rateOf(mode, contexts, 20_480);
    rows.push(
      rateRow({ id: `ts/shared/${id}/${contexts}`, what, value, unit: "deltas/s", target }, baseline),
    );
  };
  const merged = "hand-over and merge included";
  await row("banks", `SharedBank.accumMany of 1024 deltas at a time, ${where}, ${merged}`, "many", 10);
  await row("accum2", `SharedBank.accum2, one delta a call, ${where}, ${merged}`, "accum2", null);
  await row("alone", `a loop without checks over an array that is not shared, ${where}`, "alone", null);
}

if (!report("ts-shared", rows)) process.exitCode = 1;
