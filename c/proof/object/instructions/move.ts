/** Moves between general registers and memory. */
import { signExtend, truncate } from "../arithmetic.ts";
import { conditionOf, SUFFIXES } from "../flags.ts";
import { constant, zeroExtend } from "../term.ts";
import { named, type Semantics, type SemanticsTable, widthOf } from "./semantics.ts";

const move: Semantics = (machine, instruction, [to, from]) => {
  const width = widthOf(to, instruction);
  machine.write(to!, instruction, machine.read(from!, instruction, width));
};

const moveZeroExtended: Semantics = (machine, instruction, [to, from]) => {
  const value = machine.read(from!, instruction, widthOf(from, instruction));
  machine.write(to!, instruction, zeroExtend(value, widthOf(to, instruction)));
};

const moveSignExtended: Semantics = (machine, instruction, [to, from]) => {
  const value = machine.read(from!, instruction, widthOf(from, instruction));
  machine.write(to!, instruction, signExtend(value, widthOf(to, instruction)));
};

const loadAddress: Semantics = (machine, instruction, [to, from]) => {
  if (from?.kind !== "memory") throw new Error(`${instruction.text}: expected an address`);
  const width = widthOf(to, instruction);
  machine.write(to!, instruction, truncate(machine.address(from, instruction), width));
};

/** A 32-bit move clears the upper half of the register even if the condition does not hold. */
function moveIf(suffix: string): Semantics {
  return (machine, instruction, [to, from]) => {
    const width = widthOf(to, instruction);
    const value = machine.read(from!, instruction, width);
    const taken = machine.path.decide(conditionOf(machine.flags, suffix));
    machine.write(to!, instruction, taken ? value : machine.read(to!, instruction, width));
  };
}

function setIf(suffix: string): Semantics {
  return (machine, instruction, [to]) => {
    const holds = machine.path.decide(conditionOf(machine.flags, suffix));
    machine.write(to!, instruction, constant(8, holds ? 1n : 0n));
  };
}

const exchange: Semantics = (machine, instruction, [a, b]) => {
  const width = widthOf(a, instruction);
  const first = machine.read(a!, instruction, width);
  const second = machine.read(b!, instruction, width);
  machine.write(a!, instruction, second);
  machine.write(b!, instruction, first);
};

const push: Semantics = (machine, instruction, [from]) => {
  if (widthOf(from, instruction) !== 64) throw new Error(`${instruction.text}: expected 64 bits`);
  machine.push(machine.read(from!, instruction, 64));
};

const pop: Semantics = (machine, instruction, [to]) => {
  if (widthOf(to, instruction) !== 64) throw new Error(`${instruction.text}: expected 64 bits`);
  machine.write(to!, instruction, machine.pop());
};

/** The stack pointer from rbp, then rbp from the stack. */
const leave: Semantics = (machine) => {
  machine.general[4] = machine.general[5]!;
  machine.general[5] = machine.pop();
};

const nothing: Semantics = () => {};

export const MOVES: SemanticsTable = {
  ...named("mov movabs", move),
  ...named("movzx", moveZeroExtended),
  ...named("movsx movsxd", moveSignExtended),
  ...named("lea", loadAddress),
  ...named("xchg", exchange),
  ...named("push", push),
  ...named("pop", pop),
  ...named("leave", leave),
  ...named("nop endbr64 sfence prefetcht0 prefetcht1 prefetcht2 prefetchnta prefetchw", nothing),
  ...Object.fromEntries(SUFFIXES.map((suffix) => [`cmov${suffix}`, moveIf(suffix)])),
  ...Object.fromEntries(SUFFIXES.map((suffix) => [`set${suffix}`, setIf(suffix)])),
};
