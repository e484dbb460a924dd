/** One instruction to be run natively, and the same one on the machine of the proofs. */

import { semanticsOf } from "../execute.ts";
import { conditionOf, SUFFIXES } from "../flags.ts";
import type { Instruction } from "../listing.ts";
import type { Machine } from "../machine.ts";
import { type MemoryOperand, readOperand } from "../operand.ts";

/** Text for the assembler, and what it does. */
export interface Snippet {
  readonly instruction: Instruction;
  readonly text: string;
  readonly run: (machine: Machine) => void;
  /** Registers that must point into the buffer, and those that must be small. */
  readonly bases: readonly number[];
  readonly indices: readonly number[];
  /** What these registers and rsp have more than a multiple of 64, so that the place in memory is one. */
  readonly slack: number;
  /** Vectors of places in the buffer, other vectors of which the model must know the bits, and such masks. */
  readonly places: readonly number[];
  readonly orders: readonly number[];
  readonly masks: readonly number[];
}

const NOTHING = { bases: [], indices: [], slack: 0, places: [], orders: [], masks: [] };

/** What sets the flags that an instruction asks for. */
const COMPARE: Instruction = {
  address: 0,
  next: 0,
  mnemonic: "cmp",
  operands: ["r13", "r14"],
  text: "cmp r13,r14",
};

/** The snippet of an instruction, or undefined for one that cannot run alone: calls, returns, places relative to the code. */
export function snippetOf(instruction: Instruction): Snippet | undefined {
  const { mnemonic, text, relocation, operands } = instruction;
  if (
    relocation !== undefined ||
    /^(call|ret|jmp|nop|endbr64|sfence)$/.test(mnemonic) ||
    text.includes("rip")
  )
    return undefined;
  const compare = (machine: Machine): void =>
    semanticsOf(COMPARE)(machine, COMPARE, COMPARE.operands.map(readOperand));
  const suffix = mnemonic.replace(/^j/, "");
  if (mnemonic.startsWith("j")) {
    if (!SUFFIXES.includes(suffix)) throw new Error(`jump that is not known: ${text}`);
    return {
      instruction,
      text: `${COMPARE.text}\nmov r15d, 1\n${mnemonic} 1f\nmov r15d, 0\n1:`,
      ...NOTHING,
      run(machine) {
        compare(machine);
        const taken = machine.path.decide(conditionOf(machine.flags, suffix));
        const move = { ...COMPARE, mnemonic: "mov", operands: ["r15d", taken ? "0x1" : "0x0"] };
        semanticsOf(move)(machine, move, move.operands.map(readOperand));
      },
    };
  }
  const parsed = operands.map(readOperand);
  const memory = parsed.filter((operand): operand is MemoryOperand => operand.kind === "memory");
  const asksFlags = /^(cmov|set|adc|sbb|inc|dec)/.test(mnemonic);
  return {
    instruction,
    text: asksFlags ? `${COMPARE.text}\n${text}` : text,
    bases: [
      ...memory.map(({ base }) => base).filter((base) => typeof base === "number"),
      ...(mnemonic === "leave" ? [5] : []),
    ],
    indices: memory.map(({ index }) => index).filter((index) => index !== undefined),
    slack: Number(BigInt.asUintN(6, -(memory[0]?.displacement ?? 0n))),
    places: parsed.filter((operand) => operand.kind === "places").map(({ number }) => number),
    orders: mnemonic === "vpermt2q" && parsed[1]?.kind === "vector" ? [parsed[1].number] : [],
    masks: parsed.filter((operand) => operand.kind === "masked").map(({ mask }) => mask),
    run(machine) {
      if (asksFlags) compare(machine);
      semanticsOf(instruction)(machine, instruction, parsed);
    },
  };
}
