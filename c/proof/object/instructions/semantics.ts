/** What an instruction does to the machine. */
import type { Instruction } from "../listing.ts";
import type { Machine } from "../machine.ts";
import type { Operand } from "../operand.ts";

/** Carries out one instruction other than a jump. @throws Error for operands that it does not know */
export type Semantics = (machine: Machine, instruction: Instruction, operands: readonly Operand[]) => void;

/** Semantics by mnemonic. */
export type SemanticsTable = Readonly<Record<string, Semantics>>;

/** The same semantics for several mnemonics. */
export function named(mnemonics: string, semantics: Semantics): SemanticsTable {
  return Object.fromEntries(mnemonics.split(" ").map((mnemonic) => [mnemonic, semantics]));
}

/** The width of an operand in bits. @throws Error for an immediate, a mask and an address, which have none */
export function widthOf(operand: Operand | undefined, { text }: Instruction): number {
  if (operand === undefined || !("widthBits" in operand) || operand.widthBits === 0)
    throw new Error(`${text}: expected an operand with a width`);
  return operand.widthBits;
}

/** A constant operand. @throws Error for anything else */
export function immediateOf(operand: Operand | undefined, { text }: Instruction): number {
  if (operand?.kind !== "immediate") throw new Error(`${text}: expected a constant`);
  return Number(operand.value);
}

/** The number of a vector register, or undefined for memory and other registers. */
export function vectorOf(operand: Operand | undefined): number | undefined {
  return operand?.kind === "vector" ? operand.number : undefined;
}
