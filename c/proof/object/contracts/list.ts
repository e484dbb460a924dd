/** Contracts of the functions that go over a whole table, for a given number of contexts or words. */
import { add } from "../arithmetic.ts";
import { equal } from "../condition.ts";
import type { Goal } from "../goal.ts";
import { type Memory, word64 } from "../memory.ts";
import { addressReject, type Context, codeOf, evaluate, opNamed, stepOf, TABLE } from "../model.ts";
import { constant, type Term } from "../term.ts";
import {
  addressOf,
  layoutOf,
  prefixOf,
  rawRegion,
  smallTableRegions,
  status,
  type Width,
  wordsRegion,
} from "./shapes.ts";

/** A table in storage of the caller. */
export function initInGoal(width: Width, words: number, count: number): Goal {
  const name = `${prefixOf(width)}_table_init_in`;
  const fits = words >= 2 * count;
  const { table } = layoutOf(width);
  return {
    id: `${name}/words${words}/count${count}`,
    function: name,
    arguments: [addressOf("table"), addressOf("storage"), word64(words), word64(count)],
    regions: () => [rawRegion("table", table.size, true, 8), wordsRegion("storage", width, words, true)],
    model: (_, memory) => {
      const struct = memory.bytes("table");
      const at = (word: number): Term => add(addressOf("storage"), word64((word * width) / 8));
      struct.store(0, at(0));
      struct.store(table.accumulator, at(fits ? count : 0));
      struct.store(table.count, word64(fits ? count : 0));
      struct.store(table.allocation, word64(0));
      if (!fits) return { label: "storage_too_small", result: status(-2) };
      for (let i = 0; i < 2 * count; i++) memory.bytes("storage").store((i * width) / 8, constant(width, 0n));
      return { label: "ok", result: status(0) };
    },
    reaches: [fits ? "ok" : "storage_too_small"],
  };
}

/** Every context's op merge, or none; `same` makes both tables one. */
export function mergeAllGoal(width: Width, count: number, otherCount: number, same: boolean): Goal {
  const name = `${prefixOf(width)}_table_merge_all`;
  const other = same ? "table" : "other";
  return {
    id: `${name}/count${count}/other${same ? " same" : otherCount}`,
    function: name,
    arguments: [addressOf("table"), addressOf(other)],
    regions: () => [
      ...smallTableRegions("table", width, count),
      ...(same ? [] : smallTableRegions("other", width, otherCount)),
    ],
    model: (path, memory) => {
      const merged: Context[] = [];
      for (let i = 0; i < Math.min(count, otherCount); i++) {
        const { reference, accumulator } = contextOf(memory, other, width, i);
        const operands = { other_reference: reference, other_accumulator: accumulator };
        const step = stepOf(path, opNamed("merge"), contextOf(memory, "table", width, i), operands);
        if (step.reject !== undefined) return { label: step.reject, result: status(codeOf(step.reject)) };
        merged.push(step.context);
      }
      if (otherCount > count) return { label: addressReject(), result: status(codeOf(addressReject())) };
      for (const [i, { accumulator }] of merged.entries())
        memory.bytes("table.accumulator").store((i * width) / 8, accumulator);
      return { label: "ok", result: status(0) };
    },
    reaches: [
      otherCount > count ? addressReject() : "ok",
      ...(same || count === 0 || otherCount === 0 ? [] : ["reference_mismatch"]),
    ],
  };
}

/** Every address with its state, as many as there is room for. */
export function entriesGoal(width: Width, count: number, capacity: number): Goal {
  const name = `${prefixOf(width)}_table_entries`;
  return {
    ...listGoal(name, width, count, capacity),
    model: (_, memory) => {
      for (let i = 0; i < Math.min(count, capacity); i++)
        storeEntry(memory, width, i, i, stateOf(memory, width, i));
      return { label: "ok", result: word64(count) };
    },
    reaches: ["ok"],
  };
}

/** The entries whose state is not the hidden one. */
export function snapshotGoal(width: Width, count: number, capacity: number): Goal {
  const name = `${prefixOf(width)}_table_snapshot`;
  return {
    ...listGoal(name, width, count, capacity),
    model: (path, memory) => {
      let shown = 0;
      for (let i = 0; i < count; i++) {
        const hidden = evaluate(TABLE.snapshot.hidden, contextOf(memory, "table", width, i));
        const state = stateOf(memory, width, i);
        if (path.decide(equal(state, hidden))) continue;
        if (shown < capacity) storeEntry(memory, width, shown, i, state);
        shown++;
      }
      return { label: `shows ${shown}`, result: word64(shown) };
    },
    reaches: Array.from({ length: count + 1 }, (_, i) => `shows ${i}`),
  };
}

function listGoal(
  name: string,
  width: Width,
  count: number,
  capacity: number,
): Omit<Goal, "model" | "reaches"> {
  return {
    id: `${name}/count${count}/capacity${capacity}`,
    function: name,
    arguments: [addressOf("table"), addressOf("entries"), word64(capacity)],
    regions: () => [
      ...smallTableRegions("table", width, count),
      rawRegion("entries", capacity * layoutOf(width).entry.size, true, 8),
    ],
  };
}

function contextOf(memory: Memory, table: string, width: Width, i: number): Context {
  const bytes = width / 8;
  return {
    reference: memory.bytes(`${table}.reference`).load(i * bytes, bytes),
    accumulator: memory.bytes(`${table}.accumulator`).load(i * bytes, bytes),
  };
}

function stateOf(memory: Memory, width: Width, i: number): Term {
  return evaluate(TABLE.entries.state, contextOf(memory, "table", width, i));
}

function storeEntry(memory: Memory, width: Width, place: number, address: number, state: Term): void {
  const { entry } = layoutOf(width);
  const entries = memory.bytes("entries");
  entries.store(place * entry.size, word64(address));
  entries.store(place * entry.size + entry.state, state);
}
