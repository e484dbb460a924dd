/**
 * `just bench ts-shared`: threads that accumulate into one shared table at the same time, by Atomics.xor and by banks. The
 * figure is deltas per second of a thread's own processor time, so it does not depend on how many cores are free.
 */

import { Worker } from "node:worker_threads";
import { SharedTable } from "../../ts/src/shared-table.ts";
import { type Row, rateRow, report } from "./harness.ts";
import type { Task } from "./ts-shared-worker.ts";

const THREADS = 2;
const ROUNDS = 7;

/** The median rate of a thread, over all threads and rounds. */
async function rateOf(mode: Task["mode"], contexts: number, passes: number): Promise<number> {
  const table = SharedTable.create(contexts, { banks: mode === "banks" ? THREADS : 0 });
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
  const banks = await rateOf("banks", contexts, 60_000);
  const baseline = {
    what: "Atomics.xor on a BigInt64Array",
    value: await rateOf("atomics", contexts, 4000),
  };
  rows.push(
    rateRow(
      {
        id: `ts/shared/banks/${contexts}`,
        what: `SharedBank.accum2, ${THREADS} threads over ${contexts} contexts, hand-over and merge included`,
        value: banks,
        unit: "deltas/s",
        target: 10,
      },
      baseline,
    ),
  );
}

if (!report("ts-shared", rows)) process.exitCode = 1;
