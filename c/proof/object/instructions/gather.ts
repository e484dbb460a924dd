/** Masks, and loads of lanes from places of their own. */
import { not } from "../arithmetic.ts";
import type { Machine } from "../machine.ts";
import { concat, constant, extract, knownValue, type Term, xor, zeroExtend } from "../term.ts";
import { named, type Semantics, type SemanticsTable } from "./semantics.ts";

/** The bits where two masks of 16 bits are equal, with zeros above. */
const equalBits: Semantics = (machine, { text }, [to, a, b]) => {
  if (to?.kind !== "mask" || a?.kind !== "mask" || b?.kind !== "mask")
    throw new Error(`${text}: expected three masks`);
  const differ = xor(machine.masks[a.number]!, machine.masks[b.number]!);
  machine.masks[to.number] = zeroExtend(not(extract(differ, 0, 16)), 64);
};

/** Lanes of 64 bits, where the mask has a 1, from places that the lanes of a vector say; then the mask is 0. */
const gather64: Semantics = (machine, { text }, [to, from]) => {
  if (to?.kind !== "masked" || from?.kind !== "places" || from.widthBits !== to.widthBits)
    throw new Error(`${text}: expected a masked vector and as many places`);
  const count = to.widthBits / 64;
  const mask = knownValue(extract(machine.masks[to.mask]!, 0, count));
  if (mask === undefined) throw new Error(`${text}: the mask is not known`);
  if (to.number === from.number) throw new Error(`${text}: the result is the places`);
  const lanes = Array.from({ length: count }, (_, i) =>
    (mask >> BigInt(i)) & 1n
      ? machine.memory.load(machine.path, lane(machine, from.number, i), 8)
      : lane(machine, to.number, i),
  );
  machine.writeVector(to.number, concat(...lanes), true);
  machine.masks[to.mask] = constant(64, 0n);
};

function lane(machine: Machine, vector: number, i: number): Term {
  return extract(machine.vectors[vector]!, 64 * i, 64);
}

export const GATHERS: SemanticsTable = {
  ...named("kxnorw", equalBits),
  ...named("vpgatherqq", gather64),
};
