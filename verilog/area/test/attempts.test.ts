import { expect, test } from "vitest";
import { attemptsOf, fastest } from "../attempts.ts";
import type { Routed } from "../route.ts";

const way = (id: string, ...clocks: readonly (number | undefined)[]): ReturnType<typeof attemptsOf> =>
  attemptsOf(
    { id, options: [] },
    clocks.map((fmaxMHz): Routed | undefined =>
      fmaxMHz === undefined ? undefined : { fmaxMHz, used: {}, slowest: [] },
    ),
  );

test("the one in the middle counts, the slower of two, and what failed is named", () => {
  expect(way("a", 30, 10, 20).middle?.fmaxMHz).toBe(20);
  expect(way("a", 30, 10).middle?.fmaxMHz).toBe(10);
  const { seeds, failedSeeds, routed, middle } = way("a", undefined, 30, undefined, 10, 20);
  expect([seeds, failedSeeds, routed.map(({ fmaxMHz }) => fmaxMHz)]).toEqual([
    [1, 2, 3, 4, 5],
    [1, 3],
    [10, 20, 30],
  ]);
  expect(middle?.fmaxMHz).toBe(20);
  expect(way("a", undefined).middle).toBeUndefined();
});

test("the way with the highest median counts, not the one with the best seed", () => {
  expect(fastest([way("a", 1, 20, 90), way("b", 20, 21, 22)]).placement.id).toBe("b");
  expect(fastest([way("a", 20), way("b", 20)]).placement.id).toBe("a");
  expect(fastest([way("a", undefined), way("b", 1)]).placement.id).toBe("b");
});
