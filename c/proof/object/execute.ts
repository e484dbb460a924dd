/** Runs a function from its first instruction to its return, on one path. */
import { conditionOf, SUFFIXES } from "./flags.ts";
import { GATHERS } from "./instructions/gather.ts";
import { INTEGERS } from "./instructions/integer.ts";
import { MOVES } from "./instructions/move.ts";
import { PARTS } from "./instructions/parts.ts";
import { PERMUTATIONS } from "./instructions/permute.ts";
import type { Semantics, SemanticsTable } from "./instructions/semantics.ts";
import { VECTORS } from "./instructions/vector.ts";
import type { Instruction, Listing } from "./listing.ts";
import type { Machine } from "./machine.ts";
import { word64 } from "./memory.ts";
import { type Operand, readOperand } from "./operand.ts";
import { knownValue, same, type Term } from "./term.ts";

/** Every instruction that is understood, jumps aside. */
export const SEMANTICS: SemanticsTable = {
  ...MOVES,
  ...INTEGERS,
  ...VECTORS,
  ...PARTS,
  ...PERMUTATIONS,
  ...GATHERS,
};

/** A function that the code calls but that is not in its object file: it does what the C standard says. */
export type External = (machine: Machine) => void;

/** Where a run ends and what it may call. */
export interface RunOptions {
  readonly listing: Listing;
  readonly start: number;
  readonly returnAddress: Term;
  readonly externals: Readonly<Record<string, External>>;
  readonly maxSteps: number;
  /** Called with each instruction before it runs. */
  readonly observe?: (instruction: Instruction) => void;
}

/** Parsed operands, which do not change. */
const operandsOf = new WeakMap<Instruction, readonly Operand[]>();

/**
 * Runs until the return to `returnAddress`.
 *
 * @throws Error for an instruction that is not known, or when there are more than `maxSteps`
 * @throws Refuted when the code leaves its memory
 */
export function execute(machine: Machine, options: RunOptions): void {
  const { listing, returnAddress, maxSteps, observe } = options;
  let at: number | undefined = options.start;
  for (let steps = 0; at !== undefined; steps++) {
    if (steps > maxSteps) throw new Error(`execute: expected at most ${maxSteps} steps`);
    const instruction = listing.instructions.get(at);
    if (instruction === undefined) throw new Error(`execute: no instruction at 0x${at.toString(16)}`);
    observe?.(instruction);
    at = step(machine, instruction, options);
  }

  function step(machine: Machine, instruction: Instruction, { externals }: RunOptions): number | undefined {
    const { mnemonic, next } = instruction;
    if (mnemonic === "ret") return goBack(machine.pop());
    if (mnemonic === "jmp" || mnemonic === "call") {
      const external = externalOf(instruction, externals);
      if (external !== undefined) {
        external(machine);
        return mnemonic === "call" ? next : goBack(machine.pop());
      }
      if (mnemonic === "call") machine.push(word64(next));
      return targetOf(instruction);
    }
    if (mnemonic.startsWith("j")) {
      if (!SUFFIXES.includes(mnemonic.slice(1)))
        throw new Error(`instruction that is not known: ${instruction.text}`);
      const taken = machine.path.decide(conditionOf(machine.flags, mnemonic.slice(1)));
      return taken ? targetOf(instruction) : next;
    }
    semanticsOf(instruction)(machine, instruction, parsed(instruction));
    return next;
  }

  function goBack(to: Term): number | undefined {
    if (same(to, returnAddress)) return undefined;
    const value = knownValue(to);
    if (value === undefined) throw new Error("execute: return to an address that is not known");
    return Number(value);
  }
}

/** The semantics of an instruction. @throws Error when it is not known */
export function semanticsOf({ mnemonic, text }: Instruction): Semantics {
  const semantics = SEMANTICS[mnemonic];
  if (semantics === undefined) throw new Error(`instruction that is not known: ${text}`);
  return semantics;
}

function parsed(instruction: Instruction): readonly Operand[] {
  let operands = operandsOf.get(instruction);
  if (operands === undefined) {
    operands = instruction.operands.map(readOperand);
    operandsOf.set(instruction, operands);
  }
  return operands;
}

function targetOf({ operands, text, relocation }: Instruction): number {
  const [target, more] = operands;
  if (more !== undefined || relocation !== undefined || !/^(?:0x)?[0-9a-f]+$/.test(target ?? ""))
    throw new Error(`jump that is not known: ${text}`);
  return Number.parseInt(target!, 16);
}

function externalOf(
  { relocation, text }: Instruction,
  externals: Readonly<Record<string, External>>,
): External | undefined {
  if (relocation === undefined) return undefined;
  const external = externals[relocation.symbol];
  if (external === undefined || !/PLT32|PC32/.test(relocation.type))
    throw new Error(`call that is not known: ${text} (${relocation.symbol})`);
  return external;
}
