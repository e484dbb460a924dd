/** One of the threads that `ts-shared.ts` measures. It posts its rate for each round, in deltas per second of its own processor time. */
import { parentPort, workerData } from "node:worker_threads";
import type { SharedHandle } from "../../ts/src/shared-bank.ts";
import { SharedTable } from "../../ts/src/shared-table.ts";
import { DELTAS, deltas } from "./ts-deltas.ts";
import { processorTime } from "./turns.ts";

/** How the threads accumulate. `alone`: each into an array that no other thread has, unchecked. */
export type Mode = "atomics" | "many" | "accum2" | "alone";

/** What a thread is told. */
export interface Task {
  readonly handle: SharedHandle;
  readonly mode: Mode;
  readonly threads: number;
  readonly rounds: number;
  /** Passes of one round, 1024 deltas each. */
  readonly passes: number;
  /** Counts the threads that have come, over all rounds. */
  readonly arrived: Int32Array<SharedArrayBuffer>;
}

/** Arrays of addresses, which the passes take in turn. */
const BATCHES = 16;

const { handle, mode, threads, rounds, passes, arrived } = workerData as Task;
const live = new BigInt64Array(handle.buffer, 0, handle.contexts);
const own = new BigInt64Array(handle.contexts);
const words = BigUint64Array.from(deltas);
const halves = new Int32Array(words.buffer);
const signed = new BigInt64Array(words.buffer);
const table = SharedTable.attach(handle);
const bank = mode === "many" || mode === "accum2" ? table.claimBank() : null;

/** Addresses without order, from a generator of 32 bits (Numerical Recipes); the same in each thread and mode. */
let seed = 1;
const batches: readonly Uint32Array[] = Array.from({ length: BATCHES }, () =>
  Uint32Array.from({ length: DELTAS }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * handle.contexts);
  }),
);

// Each loop is written out: timed through one function with a callback, all would be as slow as the slowest.
function atomicsPass(addresses: Uint32Array): void {
  for (let i = 0; i < DELTAS; i++) Atomics.xor(live, addresses[i]!, signed[i]!);
}

function accum2Pass(addresses: Uint32Array): void {
  for (let i = 0; i < DELTAS; i++) bank!.accum2(addresses[i]!, halves[2 * i]!, halves[2 * i + 1]!);
}

function alonePass(addresses: Uint32Array): void {
  for (let i = 0; i < DELTAS; i++) own[addresses[i]!]! ^= signed[i]!;
}

function round(count: number): void {
  for (let pass = 0; pass < count; pass++) {
    const addresses = batches[pass % BATCHES]!;
    if (mode === "atomics") atomicsPass(addresses);
    else if (mode === "alone") alonePass(addresses);
    else if (mode === "accum2") accum2Pass(addresses);
    else bank!.accumMany(addresses, words);
    if (pass % DELTAS === DELTAS - 1 && bank?.handOver()) table.mergeBanks();
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
  const start = processorTime();
  round(passes);
  rates.push((passes * DELTAS) / (processorTime() - start));
}
if (bank !== null && !bank.release(60_000)) throw new Error("nobody merged the bank");
parentPort!.postMessage(rates);
