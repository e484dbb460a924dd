/**
 * Fan-in: several threads toggle flags in one table, each in a bank of its own; the main thread merges the banks that are handed over.
 * Deltas commute, so that the outcome does not depend on who was first. It is no way to count, as the end shows.
 */
import assert from "node:assert/strict";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { AtomikContext } from "atomik/context";
import { AtomikCounter } from "atomik/counter";
import { SharedTable } from "atomik/shared-table";
import { AtomikTable } from "atomik/table";

const CONTEXTS = 1024;
const THREADS = 4;
const TOGGLES = 100_000;

/** The flag that a thread toggles at a step: a context, and one bit of it. */
function toggle(thread: number, step: number): [address: number, bit: bigint] {
  const mixed = Math.imul(thread * TOGGLES + step + 1, 0x9e3779b1) >>> 0;
  return [mixed % CONTEXTS, 1n << BigInt((mixed >>> 10) % 64)];
}

function work({ handle, thread }: { handle: SharedTable["handle"]; thread: number }): void {
  const bank = SharedTable.attach(handle).claimBank();
  for (let step = 0; step < TOGGLES; step++) bank.accum(...toggle(thread, step));
  if (!bank.release(60_000)) throw new Error("release: expected somebody to merge the bank, got nobody");
}

async function main(): Promise<void> {
  const table = SharedTable.create(CONTEXTS, { banks: THREADS });
  const threads = Array.from({ length: THREADS }, (_, thread) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { handle: table.handle, thread } });
    return new Promise((resolve, reject) => worker.once("exit", resolve).once("error", reject));
  });
  let merged = 0;
  const merging = setInterval(() => {
    merged += table.mergeBanks();
  }, 5);
  await Promise.all(threads);
  clearInterval(merging);
  console.log(`${THREADS} threads, ${TOGGLES} toggles each, into ${CONTEXTS} contexts`);
  console.log(`banks merged: ${merged + table.mergeBanks()}`);

  const alone = new AtomikTable(CONTEXTS);
  for (let thread = 0; thread < THREADS; thread++) {
    for (let step = 0; step < TOGGLES; step++) alone.accum(...toggle(thread, step));
  }
  let same = 0;
  for (const [address, state] of alone.entries()) if (table.read(address) === state) same++;
  console.log(`contexts as one thread alone leaves them: ${same} of ${CONTEXTS}`);
  assert.equal(same, CONTEXTS);

  const [flags, count] = [new AtomikContext(), new AtomikCounter()];
  for (let thread = 0; thread < THREADS; thread++) {
    flags.accum(1n);
    const own = new AtomikCounter();
    own.accum(1n);
    count.merge(own);
  }
  console.log(`to count, add: ${THREADS} times 1 by XOR is ${flags.read()}, by a counter ${count.read()}`);
}

if (isMainThread) await main();
else work(workerData);
