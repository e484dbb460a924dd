/** One of the threads that `ts-shared.ts` measures. It posts its rate for each round, in deltas per second of its own processor time. */
import { parentPort, workerData } from "node:worker_threads";
import type { SharedHandle } from "../../ts/src/shared-bank.ts";
import { SharedTable } from "../../ts/src/shared-table.ts";
import { DELTAS, deltas, HI, LO } from "./ts-deltas.ts";

/** What a thread is told. */
export interface Task {
  readonly handle: SharedHandle;
  readonly mode: "atomics" | "banks";
  readonly threads: number;
  readonly rounds: number;
  /** Passes of one round, 1024 deltas each. */
  readonly passes: number;
  /** Counts the threads that have come, over all rounds. */
  readonly arrived: Int32Array<SharedArrayBuffer>;
}

const { handle, mode, threads, rounds, passes, arrived } = workerData as Task;
const mask = handle.contexts - 1;
const words = new BigInt64Array(handle.buffer, 0, handle.contexts);
/** Signed, as `Atomics` takes them into a BigInt64Array. */
const signed = deltas.map((delta) => BigInt.asIntN(64, delta));
const table = SharedTable.attach(handle);
const bank = mode === "banks" ? table.claimBank() : null;

function atomicsPass(pass: number): void {
  for (let i = 0; i < DELTAS; i++) Atomics.xor(words, (pass + i) & mask, signed[i]!);
}

function bankPass(pass: number): void {
  for (let i = 0; i < DELTAS; i++) bank!.accum2((pass + i) & mask, Math.imul(i, LO), Math.imul(i, HI));
}

function round(count: number): void {
  if (bank === null) {
    for (let pass = 0; pass < count; pass++) atomicsPass(pass);
    return;
  }
  for (let pass = 0; pass < count; pass++) {
    bankPass(pass);
    if (pass % DELTAS === DELTAS - 1 && bank.handOver()) table.mergeBanks();
  }
}

/** Returns when all threads have come for this round, so that they run at the same time. */
function meet(number: number): void {
  if (Atomics.add(arrived, 0, 1) + 1 === threads * number) Atomics.notify(arrived, 0);
  for (let seen = Atomics.load(arrived, 0); seen < threads * number; seen = Atomics.load(arrived, 0)) {
    Atomics.wait(arrived, 0, seen, 100);
  }
}

const rates: number[] = [];
for (let i = 0; i < 4000; i++) round(1);
for (let i = 1; i <= rounds; i++) {
  meet(i);
  const start = process.threadCpuUsage();
  round(passes);
  const end = process.threadCpuUsage();
  rates.push((passes * DELTAS) / ((end.user + end.system - start.user - start.system) / 1e6));
}
if (bank !== null && !bank.release(60_000)) throw new Error("nobody merged the bank");
parentPort!.postMessage(rates);
