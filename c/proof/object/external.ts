/** What the code uses but does not bring: functions of the C library, and what the start-up code says of the processor. */

import { add } from "./arithmetic.ts";
import type { External } from "./execute.ts";
import type { Machine } from "./machine.ts";
import { word64 } from "./memory.ts";
import { ByteRegion, Refuted } from "./region.ts";
import { extract, knownValue, symbol } from "./term.ts";

/** A loop that only clears memory may be compiled to memset, one that only copies to memcpy or memmove. */
export const EXTERNALS: Readonly<Record<string, External>> = { memset, memcpy: memmove, memmove };

/** Fills memory; as the ABI has it, any register that a function need not leave is unknown afterwards. */
function memset(machine: Machine): void {
  const [to, value, count] = [machine.general[7]!, machine.general[6]!, machine.general[2]!];
  const bytes = lengthOf(count);
  for (let i = 0; i < bytes; i++)
    machine.memory.store(machine.path, add(to, word64(i)), extract(value, 0, 8));
  forget(machine);
  machine.general[0] = to;
}

/** Copies memory, all of it read before any is written. */
function memmove(machine: Machine): void {
  const [to, from, count] = [machine.general[7]!, machine.general[6]!, machine.general[2]!];
  const bytes = Array.from({ length: lengthOf(count) }, (_, i) =>
    machine.memory.load(machine.path, add(from, word64(i)), 1),
  );
  for (const [i, byte] of bytes.entries()) machine.memory.store(machine.path, add(to, word64(i)), byte);
  forget(machine);
  machine.general[0] = to;
}

/** What __builtin_cpu_supports reads: any value, so that every choice by the processor is looked at. */
export function processorRegions(): readonly ByteRegion[] {
  const model = symbol(64, "&__cpu_model");
  const content = Array.from({ length: 4 }, (_, i) => symbol(32, `__cpu_model ${i}`));
  return [
    new ByteRegion("__cpu_model", model, content, false, 4),
    new ByteRegion("got __cpu_model", symbol(64, "&got __cpu_model"), [model], false, 8),
  ];
}

function lengthOf(count: Parameters<typeof knownValue>[0]): number {
  const value = knownValue(count);
  if (value === undefined) throw new Refuted("a length that is not known is given to the C library");
  return Number(value);
}

function forget(machine: Machine): void {
  for (const i of [0, 1, 2, 6, 7, 8, 9, 10, 11]) machine.general[i] = symbol(64, `r${i} after a call`);
  for (const i of machine.vectors.keys()) machine.vectors[i] = symbol(512, `v${i} after a call`);
  for (const i of machine.masks.keys()) machine.masks[i] = symbol(64, `k${i} after a call`);
  machine.flags = {};
}
