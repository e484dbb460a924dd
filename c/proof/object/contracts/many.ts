/** Contracts of the functions of many words, for a given number of them and all their contents. */
import type { Goal } from "../goal.ts";
import { word64 } from "../memory.ts";
import { ByteRegion } from "../region.ts";
import { constant, type Term, xor } from "../term.ts";
import { readContext, writeContext } from "./context.ts";
import { addressOf, contextRegion, prefixOf, type Width, wordsRegion } from "./shapes.ts";

/** result = words[0] ^ … ^ words[n − 1]; `name` is a function of that contract. */
export function foldGoal(name: string, width: Width, n: number): Goal {
  return {
    id: `${name}/n${n}`,
    function: name,
    arguments: [addressOf("words"), word64(n)],
    regions: () => [wordsRegion("words", width, n, false)],
    model: (_, memory) => ({ label: "ok", result: foldOf(memory.bytes("words"), width, n) }),
    reaches: ["ok"],
  };
}

/** accumulator' = accumulator ^ the fold of the deltas; `inside` puts the context in the place of two deltas. */
export function accumManyGoals(width: Width, n: number): readonly Goal[] {
  const name = `${prefixOf(width)}_accum_many`;
  const bytes = width / 8;
  const apart: Goal = {
    id: `${name}/n${n}`,
    function: name,
    arguments: [addressOf("ctx"), addressOf("deltas"), word64(n)],
    regions: () => [contextRegion("ctx", width, true), wordsRegion("deltas", width, n, false)],
    model: (_, memory) => {
      const { reference, accumulator } = readContext(memory, "ctx", width);
      const fold = foldOf(memory.bytes("deltas"), width, n);
      writeContext(memory, "ctx", width, { reference, accumulator: xor(accumulator, fold) });
      return { label: "ok" };
    },
    reaches: ["ok"],
  };
  if (n < 2) return [apart];
  const inside: Goal = {
    ...apart,
    id: `${name}/n${n}/inside`,
    arguments: [addressOf("deltas"), addressOf("deltas"), word64(n)],
    regions: () => [wordsRegion("deltas", width, n, true)],
    model: (_, memory) => {
      const deltas = memory.bytes("deltas");
      deltas.store(bytes, xor(deltas.load(bytes, bytes), foldOf(deltas, width, n)));
      return { label: "ok" };
    },
  };
  return [apart, inside];
}

/** destination[i]' = sources[0][i] ^ …; `onto` is the number of the source that is the destination, if one is. */
export function mergeGoal(name: string, width: Width, sources: number, n: number, onto?: number): Goal {
  const bytes = width / 8;
  const nameOf = (k: number): string => (k === onto ? "destination" : `source${k}`);
  const all = Array.from({ length: sources }, (_, k) => nameOf(k));
  const start = name.endsWith("merge_from_") ? [word64(0)] : [];
  return {
    id: `${name}/n${n}/sources${sources}${onto === undefined ? "" : `/onto${onto}`}`,
    function: name,
    arguments: [addressOf("destination"), addressOf("sources"), word64(sources), ...start, word64(n)],
    regions: () => [
      new ByteRegion("sources", addressOf("sources"), all.map(addressOf), false, 8),
      wordsRegion("destination", width, n, true),
      ...all.filter((one) => one !== "destination").map((one) => wordsRegion(one, width, n, false)),
    ],
    model: (_, memory) => {
      for (let i = 0; i < n; i++) {
        const words = all.map((one) => memory.bytes(one).load(i * bytes, bytes));
        memory.bytes("destination").store(i * bytes, words.reduce(xor, constant(width, 0n)));
      }
      return { label: "ok" };
    },
    reaches: ["ok"],
  };
}

function foldOf(words: ByteRegion, width: Width, n: number): Term {
  const bytes = width / 8;
  const all = Array.from({ length: n }, (_, i) => words.load(i * bytes, bytes));
  return all.reduce(xor, constant(width, 0n));
}
