/** All goals, in groups that become rows of the artefact. */
import { batchGoal, scatterGoal } from "./contracts/batch.ts";
import { contextGoals, counterGoals } from "./contracts/context.ts";
import { entriesGoal, initInGoal, mergeAllGoal, snapshotGoal } from "./contracts/list.ts";
import { accumManyGoals, foldGoal, mergeGoal } from "./contracts/many.ts";
import { prefixOf, WIDTHS } from "./contracts/shapes.ts";
import { tableGoals } from "./contracts/table.ts";
import type { Goal } from "./goal.ts";

/** Functions that are proved alike. */
export interface Group {
  readonly id: string;
  /** The lengths that are covered, all of them from 0 on; null where nothing is bounded. */
  readonly lengths: string | null;
  /** Made when it is needed: there are thousands. */
  readonly goals: () => readonly Goal[];
}

/** The C functions that a group is about. */
export function functionsOf(group: Group): ReadonlySet<string> {
  return new Set(group.goals().map((goal) => goal.function));
}

/** Words of a fold, and of a merge of two sources: four rounds of the widest vectors of a fold, nine of a merge. */
const WORDS = 300;
/** Words where a loop around the one over words is looked at: two rounds of the widest vectors of a fold and a rest. */
const SHORT = 140;

/** The groups, quickest first. */
export const GROUPS: readonly Group[] = [
  { id: "context", lengths: null, goals: () => WIDTHS.flatMap(contextGoals) },
  { id: "counter", lengths: null, goals: () => WIDTHS.flatMap(counterGoals) },
  { id: "table", lengths: null, goals: () => WIDTHS.flatMap(tableGoals) },
  { id: "lists", lengths: "contexts 0..3, room for 0..3 entries, storage of 0..8 words", goals: listGoals },
  { id: "batch", lengths: "steps 0..2 of 64 bits, 0..1 of others", goals: batchGoals },
  { id: "scatter", lengths: "deltas 0..5", goals: scatterGoals },
  { id: "fold", lengths: `words 0..${WORDS}`, goals: foldGoals },
  { id: "accum_many", lengths: `deltas 0..${SHORT}`, goals: accumGoals },
  {
    id: "merge",
    lengths: `words 0..${WORDS} of 2 sources, 0..${SHORT} of 0, 1 and 3 sources`,
    goals: mergeGoals,
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
  return WIDTHS.flatMap((width) => upTo(5).map((n) => scatterGoal(width, n)));
}

/** `atomik_fold` for every processor, then each way that it may take. */
function foldGoals(): readonly Goal[] {
  const ways = ["", "_words_", "_128_", "_256_", "_512_"].map((way) => `atomik_fold${way}`);
  return [
    ...ways.flatMap((name) => upTo(WORDS).map((n) => foldGoal(name, 64, n))),
    ...([8, 16, 32] as const).flatMap((width) =>
      upTo(WORDS).map((n) => foldGoal(`${prefixOf(width)}_fold`, width, n)),
    ),
  ];
}

function accumGoals(): readonly Goal[] {
  return WIDTHS.flatMap((width) => upTo(SHORT).flatMap((n) => accumManyGoals(width, n)));
}

function mergeGoals(): readonly Goal[] {
  const ways = ["merge_words", "merge_from_", "merge_128_", "merge_256_", "merge_512_"].map(
    (way) => `atomik_${way}`,
  );
  const all = [
    ...ways.map((name) => ({ name, width: 64 as const })),
    ...([8, 16, 32] as const).map((width) => ({ name: `${prefixOf(width)}_merge_words`, width })),
  ];
  return all.flatMap(({ name, width }) => [
    ...upTo(WORDS).map((n) => mergeGoal(name, width, 2, n)),
    ...[0, 1, 3].flatMap((sources) => upTo(SHORT).map((n) => mergeGoal(name, width, sources, n))),
    ...[0, 1].flatMap((onto) => upTo(SHORT).map((n) => mergeGoal(name, width, 2, n, onto))),
  ]);
}

function upTo(last: number): readonly number[] {
  return Array.from({ length: last + 1 }, (_, i) => i);
}
