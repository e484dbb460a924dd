import type { Opened } from "../adapters/open.ts";
import type { Spec } from "../spec.ts";
import { runVectors, type VectorResult } from "./compare.ts";
import { framesOf } from "./frames.ts";
import { type MachineCase, runMachines, together } from "./machines.ts";
import { type Skip, withoutSkipped } from "./skips.ts";
import type { Case } from "./vectors.ts";

const MOST_SHOWN = 5;

/**
 * All vectors on all implementations; the first differences are printed.
 *
 * @param red receives a line for each implementation that cannot be judged
 */
export function judgeVectors(
  spec: Spec,
  opened: readonly Opened[],
  cases: readonly Case[],
  machineCases: readonly MachineCase[],
  skips: readonly Skip[],
  red: string[],
): Map<string, VectorResult> {
  const results = new Map<string, VectorResult>();
  const frames = framesOf(spec, cases);
  for (const { name, adapter, machines } of opened) {
    try {
      const own = new Set(withoutSkipped<{ id: string }>([...cases, ...machineCases], skips, name));
      const programs = cases.filter((one) => own.has(one));
      const result = together(
        runVectors(spec, adapter, programs.length === cases.length ? frames : framesOf(spec, programs)),
        runMachines(
          machines,
          machineCases.filter((one) => own.has(one)),
        ),
      );
      results.set(name, result);
      for (const { id, difference } of result.failures.slice(0, MOST_SHOWN))
        console.log(`${name} ${id}: ${difference}`);
      if (result.passed + result.failures.length === 0) red.push(`${name}: ran no vector`);
    } catch (error) {
      red.push((error as Error).message);
    }
  }
  return results;
}
