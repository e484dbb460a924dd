/** What several threads accumulate into one shared table, in Node and in a browser. */
import type { SharedHandle } from "../src/shared-bank.ts";
import type { SharedTable } from "../src/shared-table.ts";

/** The ways that leave the serial fold. */
export const MODES = ["live", "banks", "banks by halves", "banks by arrays"] as const;
export type Mode = (typeof MODES)[number] | "racy";

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

/** What one thread alone would have left. */
export function serialFold(contexts: number, workers: number, deltas: number): bigint[] {
  const words = new Array<bigint>(contexts).fill(0n);
  for (let worker = 0; worker < workers; worker++) {
    for (let step = 0; step < deltas; step++) {
      const [address, delta] = deltaOf(worker, step, contexts);
      words[address]! ^= delta;
    }
  }
  return words;
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

/** Accumulates the deltas of one thread into the table, in the way that the task names. */
export function run(table: SharedTable, task: Task): void {
  const { handle, mode, worker, deltas } = task;
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
