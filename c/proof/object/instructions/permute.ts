/** Lanes of two vectors in an order that a constant or a third vector gives. */
import { concat, extract, knownValue, type Term } from "../term.ts";
import { immediateOf, named, type Semantics, type SemanticsTable, widthOf } from "./semantics.ts";
import { put } from "./vector.ts";

/** vpermt2q: each lane of the second operand says which 64-bit lane of the first, or behind them of the third. */
const permuteTwo: Semantics = (machine, instruction, [to, order, second]) => {
  const width = widthOf(to, instruction);
  const lanes = width / 64;
  const [low, which, high] = [to, order, second].map((one) => machine.read(one!, instruction, width));
  const row = concat(low!, high!);
  const pick = (i: number): Term => {
    // the bits above those that count are not looked at
    const lane = knownValue(extract(which!, 64 * i, Math.log2(2 * lanes)));
    if (lane === undefined) throw new Error(`${instruction.text}: the order of the lanes is not known`);
    return extract(row, 64 * Number(lane), 64);
  };
  put(machine, instruction, to!, concat(...Array.from({ length: lanes }, (_, i) => pick(i))));
};

/** vshufi64x2 of 512 bits: two parts of 128 bits of the second operand below two of the third. */
const shuffle128: Semantics = (machine, instruction, [to, first, second, order]) => {
  if (widthOf(to, instruction) !== 512) throw new Error(`${instruction.text}: expected 512 bits`);
  const sources = [first, first, second, second].map((one) => machine.read(one!, instruction, 512));
  const by = immediateOf(order, instruction);
  const parts = sources.map((source, i) => extract(source, 128 * ((by >> (2 * i)) & 3), 128));
  put(machine, instruction, to!, concat(...parts));
};

/** vperm2i128: two of the four parts of 128 bits of both sources; the bits that clear a part are not modelled. */
const permute128: Semantics = (machine, instruction, [to, first, second, order]) => {
  const by = immediateOf(order, instruction);
  if ((by & 0x88) !== 0) throw new Error(`${instruction.text}: a part that is cleared`);
  const row = concat(...[first, second].map((one) => machine.read(one!, instruction, 256)));
  const part = (which: number): Term => extract(row, 128 * (which & 3), 128);
  put(machine, instruction, to!, concat(part(by), part(by >> 4)));
};

export const PERMUTATIONS: SemanticsTable = {
  ...named("vpermt2q", permuteTwo),
  ...named("vperm2i128 vperm2f128", permute128),
  ...named("vshufi64x2 vshuff64x2", shuffle128),
};
