/** All goals, in groups that become rows of the artefact. */
import { batchGoal, scatterGoal } from "./contracts/batch.ts";
import { contextGoals, counterGoals } from "./contracts/context.ts";
import { entriesGoal, initInGoal, mergeAllGoal, snapshotGoal } from "./contracts/list.ts";
import { accumInsideGoal, accumManyGoal, foldGoal, mergeGoal } from "./contracts/many.ts";
import { WIDTHS, type Width } from "./contracts/shapes.ts";
import { tableGoals } from "./contracts/table.ts";
import type { Goal } from "./goal.ts";

/** Functions that are proved alike. */
export interface Group {
  readonly id: string;
  /** The lengths that are covered, all of them from 0 on; null where nothing is bounded. */
  readonly lengths: string | null;
  /** Macros of the header that are set for it. */
  readonly defines?: readonly string[];
  /** Made when it is needed: there are thousands. */
  readonly goals: () => readonly Goal[];
}

/** The C functions that a group is about. */
export function functionsOf(group: Group): ReadonlySet<string> {
  return new Set(group.goals().map((goal) => goal.function));
}

/** Words of 64 bits: nine rounds of the widest vectors of a fold, 18 of a merge. */
const WORDS = 600;
/** Narrower words, and where a loop around the one over words is looked at: two rounds of the widest vectors, and a rest. */
const SHORT = 140;
/** Sources of a merge of at most FEW words: two rounds of the 32 that a compiler may take at once, and a rest. */
const SOURCES = 70;
const FEW = 3;
/** Words of a merge that is written past the caches: four rounds of the widest vectors, and a rest. */
const FAR = 39;
/** Sources of such a merge of one of the widest vectors: as each may be the destination, more take long. */
const MANY = [33, 70] as const;
/** Deltas at fixed addresses: at 68 the loop that fetches ahead begins, which takes four at once. */
const AHEAD = [67, 68, 71, 73] as const;

/** The groups, quickest first. */
export const GROUPS: readonly Group[] = [
  { id: "context", lengths: null, goals: () => WIDTHS.flatMap(contextGoals) },
  { id: "counter", lengths: null, goals: () => WIDTHS.flatMap(counterGoals) },
  { id: "table", lengths: null, goals: () => WIDTHS.flatMap(tableGoals) },
  { id: "lists", lengths: "contexts 0..3, room for 0..3 entries, storage of 0..8 words", goals: listGoals },
  { id: "batch", lengths: "steps 0..2 of 64 bits, 0..1 of others", goals: batchGoals },
  {
    id: "scatter",
    lengths: "deltas 0..5 at any addresses, 67, 68, 71 and 73 at fixed ones",
    goals: scatterGoals,
  },
  { id: "fold", lengths: `words 0..${WORDS}, narrow ones 0..${SHORT}`, goals: foldGoals },
  {
    id: "accum_many",
    lengths: `deltas 0..${WORDS}, narrow ones and those around the context 0..${SHORT}`,
    goals: accumGoals,
  },
  {
    id: "merge",
    lengths:
      `words 0..${WORDS} of 2 sources, 0..${SHORT} of 0, 1 and 3 sources and onto a source, ` +
      `narrow ones 0..${SHORT} and 0..${SHORT / 2}; words 0..${FEW} of 0..${SOURCES} sources`,
    goals: mergeGoals,
  },
  {
    id: "far",
    lengths: `words 0..${FAR} of 0..3 sources, 8 of ${MANY.join(" and ")}, where more than 0 bytes are far`,
    defines: ["ATOMIK_FAR_BYTES=0"],
    goals: farGoals,
  },
];

function listGoals(): readonly Goal[] {
  const pairs = upTo(3).flatMap((a) => upTo(3).map((b) => [a, b] as const));
  return WIDTHS.flatMap((width) => [
    ...upTo(8).flatMap((words) => upTo(3).map((count) => initInGoal(width, words, count))),
    ...pairs.map(([count, other]) => mergeAllGoal(width, count, other, false)),
    ...upTo(3).map((count) => mergeAllGoal(width, count, count, true)),
    ...pairs.map(([count, capacity]) => entriesGoal(width, count, capacity)),
    ...pairs.map(([count, capacity]) => snapshotGoal(width, count, capacity)),
  ]);
}

function batchGoals(): readonly Goal[] {
  return WIDTHS.flatMap((width) =>
    upTo(width === 64 ? 2 : 1).flatMap((n) => [batchGoal(width, n, false), batchGoal(width, n, true)]),
  );
}

function scatterGoals(): readonly Goal[] {
  return WIDTHS.flatMap((width) => [
    ...upTo(5).map((n) => scatterGoal(width, n)),
    ...AHEAD.flatMap((n) => [scatterGoal(width, n, "same"), scatterGoal(width, n, "rising")]),
  ]);
}

/** `atomik_fold` and `atomik_merge_words` take every way that some processor takes. */
function foldGoals(): readonly Goal[] {
  return WIDTHS.flatMap((width) => upTo(wordsOf(width)).map((n) => foldGoal(width, n)));
}

function accumGoals(): readonly Goal[] {
  return WIDTHS.flatMap((width) => [
    ...upTo(wordsOf(width)).map((n) => accumManyGoal(width, n)),
    ...upTo(SHORT)
      .slice(2)
      .map((n) => accumInsideGoal(width, n)),
  ]);
}

function mergeGoals(): readonly Goal[] {
  return WIDTHS.flatMap((width) => [
    ...upTo(SOURCES).flatMap((sources) => upTo(FEW).map((n) => mergeGoal(width, sources, n))),
    ...upTo(width === 64 ? SHORT : SHORT / 2).flatMap((n) => [
      ...[0, 1, 3].map((sources) => mergeGoal(width, sources, n)),
      ...[0, 1].map((onto) => mergeGoal(width, 2, n, onto)),
    ]),
    ...upTo(wordsOf(width)).map((n) => mergeGoal(width, 2, n)),
  ]);
}

function wordsOf(width: Width): number {
  return width === 64 ? WORDS : SHORT;
}

function farGoals(): readonly Goal[] {
  return upTo(FAR).flatMap((n) => [
    ...upTo(3).map((sources) => mergeGoal(64, sources, n)),
    ...[0, 1].map((onto) => mergeGoal(64, 2, n, onto)),
    ...(n === 8 ? MANY.map((sources) => mergeGoal(64, sources, n)) : []),
  ]);
}

function upTo(last: number): readonly number[] {
  return Array.from({ length: last + 1 }, (_, i) => i);
}
