/** Contracts of the functions of many words, for a given number of them and all their contents. */
import type { Goal } from "../goal.ts";
import { word64 } from "../memory.ts";
import { ByteRegion } from "../region.ts";
import { constant, type Term, xor } from "../term.ts";
import { readContext, writeContext } from "./context.ts";
import { addressOf, contextRegion, prefixOf, type Width, wordsRegion } from "./shapes.ts";

/** result = words[0] ^ … ^ words[n − 1]. */
export function foldGoal(width: Width, n: number): Goal {
  const name = `${prefixOf(width)}_fold`;
  return {
    id: `${name}/n${n}`,
    function: name,
    arguments: [addressOf("words"), word64(n)],
    regions: () => [wordsRegion("words", width, n, false)],
    model: (_, memory) => ({ label: "ok", result: foldOf(memory.bytes("words"), width, n) }),
    reaches: ["ok"],
  };
}

/** accumulator' = accumulator ^ the fold of the deltas. */
export function accumManyGoal(width: Width, n: number): Goal {
  const name = `${prefixOf(width)}_accum_many`;
  return {
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
}

/** The same with the context in the place of the first two of at least two deltas. */
export function accumInsideGoal(width: Width, n: number): Goal {
  const apart = accumManyGoal(width, n);
  const bytes = width / 8;
  return {
    ...apart,
    id: `${apart.id}/inside`,
    arguments: [addressOf("deltas"), addressOf("deltas"), word64(n)],
    regions: () => [wordsRegion("deltas", width, n, true)],
    model: (_, memory) => {
      const deltas = memory.bytes("deltas");
      deltas.store(bytes, xor(deltas.load(bytes, bytes), foldOf(deltas, width, n)));
      return { label: "ok" };
    },
  };
}

/** destination[i]' = sources[0][i] ^ …; `onto` is the number of the source that is the destination, if one is. */
export function mergeGoal(width: Width, sources: number, n: number, onto?: number): Goal {
  const name = `${prefixOf(width)}_merge_words`;
  const bytes = width / 8;
  const nameOf = (k: number): string => (k === onto ? "destination" : `source${k}`);
  const all = Array.from({ length: sources }, (_, k) => nameOf(k));
  return {
    id: `${name}/n${n}/sources${sources}${onto === undefined ? "" : `/onto${onto}`}`,
    function: name,
    arguments: [addressOf("destination"), addressOf("sources"), word64(sources), word64(n)],
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
  return xorOf(
    Array.from({ length: n }, (_, i) => words.load(i * bytes, bytes)),
    width,
  );
}

/** The XOR of terms, by halves: a chain would copy what it has at each step. */
function xorOf(terms: readonly Term[], width: Width): Term {
  if (terms.length <= 1) return terms[0] ?? constant(width, 0n);
  const half = terms.length >> 1;
  return xor(xorOf(terms.slice(0, half), width), xorOf(terms.slice(half), width));
}
