/** One of several threads that accumulate into the same shared table at once, in the way that `mode` names. */
import { workerData } from "node:worker_threads";
import type { SharedHandle } from "../src/shared-bank.ts";
import { SharedTable } from "../src/shared-table.ts";

export type Mode = "live" | "banks" | "banks by halves" | "banks by arrays" | "racy";

export interface Task {
  readonly handle: SharedHandle;
  readonly mode: Mode;
  readonly worker: number;
  readonly workers: number;
  /** Deltas that this thread accumulates. */
  readonly deltas: number;
  /** Two Int32 of the meeting: threads that have arrived, and meetings so far. */
  readonly meeting: Int32Array<SharedArrayBuffer>;
}

/** The delta of a thread at a step, and where it goes; the same in the thread and in the test. */
export function deltaOf(worker: number, step: number, contexts: number): [address: number, delta: bigint] {
  const mixed = BigInt.asUintN(64, BigInt(worker * 1_000_003 + step + 1) * 0x9e3779b97f4a7c15n);
  // Every fourth delta of all threads goes to the same context.
  return [step % 4 === 0 ? 0 : Number((mixed >> 40n) % BigInt(contexts)), mixed];
}

/** Steps in which all threads meet between reading and writing, if they read and write apart. */
export const MET_STEPS = 20;

/** Deltas of one array. */
const LENGTH = 64;

/** Returns when all threads have come. */
function meet({ meeting, workers }: Task): void {
  const meetings = Atomics.load(meeting, 1);
  if (Atomics.add(meeting, 0, 1) + 1 === workers) {
    Atomics.store(meeting, 0, 0);
    Atomics.add(meeting, 1, 1);
    Atomics.notify(meeting, 1);
  } else Atomics.wait(meeting, 1, meetings);
}

function run(task: Task): void {
  const { handle, mode, worker, deltas } = task;
  const table = SharedTable.attach(handle);
  const bank = mode.startsWith("banks") ? table.claimBank() : null;
  const live = new BigUint64Array(handle.buffer, 0, handle.contexts);
  const [addresses, words]: [number[], bigint[]] = [[], []];
  for (let step = 0; step < deltas; step++) {
    const [address, delta] = deltaOf(worker, step, handle.contexts);
    const read = live[address]!;
    if (step < MET_STEPS) meet(task);
    if (mode === "racy") live[address] = read ^ delta;
    else if (mode === "banks") bank!.accum(address, delta);
    else if (mode === "live") table.accum(address, delta);
    else if (mode === "banks by arrays") {
      addresses.push(address);
      words.push(delta);
      if (addresses.length === LENGTH || step === deltas - 1) {
        bank!.accumMany(Uint32Array.from(addresses.splice(0)), BigUint64Array.from(words.splice(0)));
      }
    } else bank!.accum2(address, Number(BigInt.asIntN(32, delta)), Number(BigInt.asIntN(32, delta >> 32n)));
    if (step < MET_STEPS) meet(task);
    if (bank !== null && step % 1000 === 999) bank.handOver();
  }
  if (bank !== null && !bank.release(60_000)) throw new Error("nobody merged the bank");
}

if (workerData?.handle !== undefined) run(workerData as Task);
