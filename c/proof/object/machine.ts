/** The part of an x86-64 processor that the code uses: registers, flags and memory. */
import { add, multiply, truncate } from "./arithmetic.ts";
import type { Flags } from "./flags.ts";
import type { Instruction } from "./listing.ts";
import { type Memory, word64 } from "./memory.ts";
import type { MemoryOperand, Operand } from "./operand.ts";
import type { Path } from "./path.ts";
import { Refuted } from "./region.ts";
import { concat, constant, extract, same, symbol, type Term, zeroExtend } from "./term.ts";

/** Bits of a vector register. */
export const VECTOR_BITS = 512;

const GENERAL_BEFORE: readonly Term[] = Array.from({ length: 16 }, (_, i) => symbol(64, `r${i} before`));
const MASKS_BEFORE: readonly Term[] = Array.from({ length: 8 }, (_, i) => symbol(64, `k${i} before`));
const VECTORS_BEFORE: readonly Term[] = Array.from({ length: 32 }, (_, i) =>
  symbol(VECTOR_BITS, `v${i} before`),
);

/** Registers hold unknowns until they are written, so that nothing can follow from what a caller left in them. */
export class Machine {
  readonly path: Path;
  readonly memory: Memory;
  readonly general: Term[];
  readonly vectors: Term[];
  /** k0 to k7, 64 bits each. */
  readonly masks: Term[];
  flags: Flags = {};

  constructor(path: Path, memory: Memory) {
    this.path = path;
    this.memory = memory;
    this.general = [...GENERAL_BEFORE];
    this.vectors = [...VECTORS_BEFORE];
    this.masks = [...MASKS_BEFORE];
  }

  /** The value of an operand; an immediate, which has no width of its own, gets `widthBits`. */
  read(operand: Operand, instruction: Instruction, widthBits: number): Term {
    switch (operand.kind) {
      case "general":
        if (operand.low === 0) return truncate(this.general[operand.number]!, operand.widthBits);
        return extract(this.general[operand.number]!, operand.low, operand.widthBits);
      case "vector":
        return extract(this.vectors[operand.number]!, 0, operand.widthBits);
      case "immediate":
        return constant(widthBits, operand.value);
      case "memory":
        return this.memory.load(this.path, this.address(operand, instruction), operand.widthBits / 8);
      default:
        throw new Error(`${instruction.text}: masks and places by lane are not known here`);
    }
  }

  /**
   * Writes a general register or memory: 32 bits clear the upper half of a register, 8 and 16 leave the rest. A part that
   * gets what it holds leaves the register one term (xchg ax,ax is padding, and a sum in two parts is no address).
   */
  write(operand: Operand, instruction: Instruction, value: Term): void {
    if (operand.kind === "memory") {
      this.memory.store(this.path, this.address(operand, instruction), value);
      return;
    }
    if (operand.kind !== "general")
      throw new Error(`${instruction.text}: expected a place for ${value.widthBits} bits`);
    const { number, widthBits, low } = operand;
    if (widthBits < 32 && same(value, this.read(operand, instruction, widthBits))) return;
    const old = this.general[number]!;
    const end = low + widthBits;
    this.general[number] =
      widthBits >= 32
        ? zeroExtend(value, 64)
        : concat(extract(old, 0, low), value, extract(old, end, 64 - end));
  }

  /** Writes a vector register: `clear` sets the bits above the value to 0, as all instructions with a v do. */
  writeVector(number: number, value: Term, clear: boolean): void {
    const old = this.vectors[number]!;
    const above = VECTOR_BITS - value.widthBits;
    this.vectors[number] = clear
      ? zeroExtend(value, VECTOR_BITS)
      : concat(value, extract(old, value.widthBits, above));
  }

  /** The address of a place in memory. */
  address(operand: MemoryOperand, instruction: Instruction): Term {
    const { base, index, scale, displacement } = operand;
    if (base === "rip") return this.placeOf(instruction);
    if (instruction.relocation !== undefined) throw new Error(`${instruction.text}: relocation without rip`);
    let sum = constant(64, displacement);
    if (base !== undefined) sum = add(sum, this.general[base]!);
    if (index !== undefined) sum = add(sum, multiply(this.general[index]!, word64(scale)));
    return sum;
  }

  /** Takes a value off the stack. */
  pop(): Term {
    const value = this.memory.load(this.path, this.general[4]!, 8);
    this.general[4] = add(this.general[4]!, word64(8));
    return value;
  }

  /** Puts a value on the stack. */
  push(value: Term): void {
    this.general[4] = add(this.general[4]!, word64(-8));
    this.memory.store(this.path, this.general[4]!, value);
  }

  /** The address that the linker will put in: a symbol's, or that of a word that holds the symbol's. */
  private placeOf({ relocation, next, text }: Instruction): Term {
    if (relocation === undefined) throw new Refuted(`${text}: address relative to the code`);
    const { symbol: name, type, addend, at } = relocation;
    const distance = word64(addend + next - at);
    if (type === "R_X86_64_PC32") return add(symbol(64, `&${name}`), distance);
    if (type === "R_X86_64_REX_GOTPCRELX" || type === "R_X86_64_GOTPCREL" || type === "R_X86_64_GOTPCRELX")
      return add(symbol(64, `&got ${name}`), distance);
    throw new Error(`${text}: relocation that is not known: ${type}`);
  }
}
