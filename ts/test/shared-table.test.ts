import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { SharedBank } from "../src/shared-bank.ts";
import { SharedTable } from "../src/shared-table.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";
import { MODES, type Mode, serialFold, type Task } from "./shared-deltas.ts";

const CONTEXTS = 64;
const WORKERS = 3;
const DELTAS = 20_000;

const states = (table: SharedTable): bigint[] =>
  Array.from({ length: table.contexts }, (_, address) => table.read(address));

/** Lets the threads run, merges banks all along, and returns the states at the end. */
async function fanIn(mode: Mode): Promise<bigint[]> {
  const table = SharedTable.create(CONTEXTS, { banks: mode.startsWith("banks") ? WORKERS : 0 });
  const meeting = new Int32Array(new SharedArrayBuffer(8));
  const ends = Array.from({ length: WORKERS }, (_, worker) => {
    const task: Task = { handle: table.handle, mode, worker, workers: WORKERS, deltas: DELTAS, meeting };
    const thread = new Worker(new URL("shared-worker.ts", import.meta.url), { workerData: task });
    return new Promise<number>((resolve, reject) => thread.once("exit", resolve).once("error", reject));
  });
  const timer = setInterval(() => table.mergeBanks(), 1);
  try {
    expect(await Promise.all(ends)).toEqual(ends.map(() => 0));
  } finally {
    clearInterval(timer);
  }
  table.mergeBanks();
  return states(table);
}

describe("several threads at once", () => {
  it.each(MODES)("leave the serial fold: %s", async (mode) => {
    expect(await fanIn(mode)).toEqual(serialFold(CONTEXTS, WORKERS, DELTAS));
  });

  it("lose deltas when they read and write apart (control: threads meet between the two)", async () => {
    expect(await fanIn("racy")).not.toEqual(serialFold(CONTEXTS, WORKERS, DELTAS));
  });
});

describe("one thread", () => {
  const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const address = fc.nat(3);
  const step = fc.oneof(
    fc.record({ op: fc.constantFrom("load", "accum", "exchange"), address, word }),
    fc.record({ op: fc.constantFrom("bank 0", "bank 1"), address, word }),
    fc.record({ op: fc.constantFrom("hand over 0", "hand over 1", "merge", "release"), address, word }),
  );

  it("sees what was merged, and nothing is lost or taken twice", () => {
    checked(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const table = SharedTable.create(4, { banks: 2 });
        const other = SharedTable.attach(table.handle);
        const banks = [table.claimBank(), other.claimBank()] as [SharedBank, SharedBank];
        const expected = [0n, 0n, 0n, 0n];
        const held = banks.map(() => [0n, 0n, 0n, 0n]);
        const handed: (bigint[] | null)[] = [null, null];
        for (const { op, address, word } of steps) {
          const bank = op.endsWith("1") ? 1 : 0;
          if (op === "load") {
            table.load(address, word);
            expected[address] = word;
          } else if (op === "accum") {
            other.accum(address, word);
            expected[address]! ^= word;
          } else if (op === "exchange") {
            expect(table.exchange(address, word)).toBe(expected[address]);
            expected[address] = word;
          } else if (op.startsWith("bank")) {
            if (word % 3n === 0n) banks[bank]!.accum(address, word);
            else if (word % 3n === 1n) {
              const half = word >> 32n;
              banks[bank]!.accumMany(
                Uint32Array.of(address, 0, address),
                BigUint64Array.of(half, 0n, word ^ half),
              );
            } else banks[bank]!.accum2(address, Number(word & 0xffff_ffffn), Number(word >> 32n));
            held[bank]![address]! ^= word;
          } else if (op === "merge") {
            expect(table.mergeBanks()).toBe(handed.filter((words) => words !== null).length);
            for (const words of handed) for (const i of [0, 1, 2, 3]) expected[i]! ^= words?.[i] ?? 0n;
            handed.fill(null);
          } else {
            const free = handed[bank] === null;
            expect(op === "release" ? banks[bank]!.release() : banks[bank]!.handOver()).toBe(free);
            if (free) {
              handed[bank] = held[bank]!;
              held[bank] = [0n, 0n, 0n, 0n];
              if (op === "release") banks[bank] = table.claimBank();
            }
          }
          expect(states(other)).toEqual(expected);
        }
      }),
    );
  });

  it("waits no longer than told for a merge", () => {
    const bank = SharedTable.create(1, { banks: 1 }).claimBank();
    expect([bank.handOver(5), bank.handOver(5), bank.release(5)]).toEqual([true, false, false]);
  });
});

describe("what is refused changes nothing", () => {
  it("addresses and words", () => {
    const table = SharedTable.create(3, { width: 16, banks: 1 });
    const bank = table.claimBank();
    table.load(1, 7n);
    const look = () => states(table);
    for (const op of ["load", "accum", "exchange"] as const) {
      refuses("address_out_of_range", () => table[op](3, 1n << 16n), look);
      refuses("word_out_of_range", () => table[op](1, 1n << 16n), look);
      refuses("wrong_type", () => table[op](1, 1 as never), look);
    }
    refuses("address_out_of_range", () => table.read(-1), look);
    refuses("address_out_of_range", () => bank.accum(3, 1n << 16n), look);
    refuses("word_out_of_range", () => bank.accum(1, 1n << 16n), look);
    const many = (addresses: number[], deltas: bigint[]) => () =>
      bank.accumMany(Uint32Array.from(addresses), BigUint64Array.from(deltas));
    refuses("address_out_of_range", many([0, 3], [1n, 1n]), look);
    refuses("word_out_of_range", many([0, 1], [1n, 1n << 16n]), look);
    refuses("bad_length", many([0, 1], [1n]), look);
    refuses("wrong_type", () => bank.accumMany([0] as never, BigUint64Array.of(1n)), look);
    bank.accum2(3, -1, -1);
    bank.accum2(-1, -1, -1);
    bank.release();
    expect(table.mergeBanks()).toBe(1);
    expect(look()).toEqual([0n, 7n, 0n]);
    for (const call of [
      () => bank.accum(1, 1n),
      many([1], [1n]),
      () => bank.handOver(),
      () => bank.release(),
    ]) {
      refuses("bank_released", call, look);
    }
    bank.accum2(1, 1, 1);
    table.mergeBanks();
    expect(look()).toEqual([0n, 7n, 0n]);
  });

  it("more claims than banks, until one is given back", () => {
    const table = SharedTable.create(1, { banks: 2 });
    const [first] = [table.claimBank(), table.claimBank()];
    refuses(
      "no_free_bank",
      () => table.claimBank(),
      () => 0,
    );
    first.release();
    table.claimBank().accum(0, 1n);
  });

  it("where the host shares no memory", () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    try {
      expect(() => SharedTable.create(1)).toThrow("expected a host with SharedArrayBuffer");
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("sizes, options and handles", () => {
    const none = () => 0;
    for (const contexts of [-1, 0.5, 2 ** 27 + 1])
      refuses("bad_length", () => SharedTable.create(contexts), none);
    for (const banks of [-1, 0.5, 1025]) refuses("bad_length", () => SharedTable.create(1, { banks }), none);
    refuses("bad_length", () => SharedTable.create(2 ** 27, { banks: 1 }), none);
    refuses("wrong_type", () => SharedTable.create(1, { banks: "1" as never }), none);
    refuses("wrong_type", () => SharedTable.create(1, null as never), none);
    refuses("bad_width", () => SharedTable.create(1, { width: 7 as never }), none);
    const { handle } = SharedTable.create(4, { banks: 1 });
    refuses("bad_length", () => SharedTable.attach({ ...handle, contexts: 9 }), none);
    refuses("bad_length", () => SharedTable.attach({ ...handle, banks: 2 }), none);
    refuses("bad_width", () => SharedTable.attach({ ...handle, width: 9 as never }), none);
    for (const bad of [null, 5, {}, { ...handle, buffer: new ArrayBuffer(8) }]) {
      refuses("wrong_type", () => SharedTable.attach(bad as never), none);
    }
  });
});
