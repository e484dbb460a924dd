/** Vectors: moves, XOR and what moves lanes. Names with a v clear the bits above the result, others leave them. */
import { and, or } from "../arithmetic.ts";
import type { Instruction } from "../listing.ts";
import type { Machine } from "../machine.ts";
import type { Operand } from "../operand.ts";
import { Refuted } from "../region.ts";
import { concat, constant, extract, shift, type Term, xor, zeroExtend } from "../term.ts";
import { immediateOf, named, type Semantics, type SemanticsTable, vectorOf, widthOf } from "./semantics.ts";

const clears = ({ mnemonic }: Instruction): boolean => mnemonic.startsWith("v");

/** Writes a vector register or as many bits of memory. */
export function put(machine: Machine, instruction: Instruction, to: Operand, value: Term): void {
  const number = vectorOf(to);
  if (number === undefined) machine.write(to, instruction, value);
  else machine.writeVector(number, value, clears(instruction));
}

const move: Semantics = (machine, instruction, [to, from]) => {
  const width = widthOf(vectorOf(to) === undefined ? from : to, instruction);
  put(machine, instruction, to!, machine.read(from!, instruction, width));
};

/** A move that faults unless a place in memory is aligned to its size; legacy operands in memory are like that, too. */
export function aligned(semantics: Semantics): Semantics {
  return (machine, instruction, operands) => {
    for (const operand of operands) {
      if (operand.kind !== "memory" || operand.widthBits < 128) continue;
      if (!machine.memory.aligned(machine.path, machine.address(operand, instruction), operand.widthBits / 8))
        throw new Refuted(`${instruction.text}: nothing keeps the address aligned`);
    }
    semantics(machine, instruction, operands);
  };
}

/** movd and movq: the low bits; the rest of 128 is cleared, and more by names with a v. */
function moveLow(bits: number): Semantics {
  return (machine, instruction, [to, from]) => {
    const value = extract(machine.read(from!, instruction, bits), 0, bits);
    const number = vectorOf(to);
    if (number === undefined) machine.write(to!, instruction, value);
    else machine.writeVector(number, zeroExtend(value, 128), clears(instruction));
  };
}

/** vmovsd to or from memory is vmovq; between registers it is another instruction, which is not modelled. */
function scalar(semantics: Semantics): Semantics {
  return (machine, instruction, operands) => {
    if (operands.length !== 2 || operands.every((operand) => operand.kind !== "memory"))
      throw new Error(`${instruction.text}: expected a place in memory`);
    semantics(machine, instruction, operands);
  };
}

/** Two operands in legacy names, three in those with a v. */
function bits(op: (a: Term, b: Term) => Term): Semantics {
  return (machine, instruction, operands) => {
    const width = widthOf(operands[0], instruction);
    const [a, b] = operands.slice(-2).map((operand) => machine.read(operand, instruction, width));
    put(machine, instruction, operands[0]!, op(a!, b!));
  };
}

/** Truth table 0x96 is the XOR of three; no other one is modelled. */
const ternary: Semantics = (machine, instruction, [to, second, third, table]) => {
  if (immediateOf(table, instruction) !== 0x96)
    throw new Error(`${instruction.text}: truth table not modelled`);
  const width = widthOf(to, instruction);
  const [a, b, c] = [to, second, third].map((operand) => machine.read(operand!, instruction, width));
  put(machine, instruction, to!, xor(xor(a!, b!), c!));
};

/** Lanes of `lane` bits of the source in an order that the constant gives, within each 128 bits. */
const shuffle32: Semantics = (machine, instruction, [to, from, order]) => {
  const source = machine.read(from!, instruction, widthOf(to, instruction));
  const lanes = selections(immediateOf(order, instruction), 4, 2);
  put(
    machine,
    instruction,
    to!,
    perPart(source, 128, (part) => pick(part, 32, lanes)),
  );
};

/** vpermq: 64-bit lanes within each 256 bits. */
const permute64: Semantics = (machine, instruction, [to, from, order]) => {
  const source = machine.read(from!, instruction, widthOf(to, instruction));
  const lanes = selections(immediateOf(order, instruction), 4, 2);
  put(
    machine,
    instruction,
    to!,
    perPart(source, 256, (part) => pick(part, 64, lanes)),
  );
};

/** Bytes to the right within each 128 bits. */
const shiftBytesRight: Semantics = (machine, instruction, operands) => {
  const width = widthOf(operands[0], instruction);
  const source = machine.read(operands.at(-2)!, instruction, width);
  const bits = 8 * immediateOf(operands.at(-1), instruction);
  put(
    machine,
    instruction,
    operands[0]!,
    perPart(source, 128, (part) => shift(part, -bits)),
  );
};

/** Lanes of `lane` bits, each by a constant number of bits to the left (1) or right (-1). */
function shiftLanes(lane: number, direction: 1 | -1): Semantics {
  return (machine, instruction, operands) => {
    const source = machine.read(operands.at(-2)!, instruction, widthOf(operands[0], instruction));
    const by = immediateOf(operands.at(-1), instruction);
    put(
      machine,
      instruction,
      operands[0]!,
      perPart(source, lane, (part) => shift(part, direction * by)),
    );
  };
}

/** The upper 64 bits of the last source, below those of the first. */
const moveHighToLow: Semantics = (machine, instruction, operands) => {
  const [first, second] = operands.slice(-2).map((operand) => machine.read(operand, instruction, 128));
  put(machine, instruction, operands[0]!, concat(extract(second!, 64, 64), extract(first!, 64, 64)));
};

/** 32 or 64-bit lanes of the second source below those of the first, moved down by a constant number of lanes. */
function alignLanes(lane: number): Semantics {
  return (machine, instruction, [to, high, low, by]) => {
    const width = widthOf(to, instruction);
    const row = concat(machine.read(low!, instruction, width), machine.read(high!, instruction, width));
    const count = immediateOf(by, instruction) % (width / lane);
    put(machine, instruction, to!, extract(row, lane * count, width));
  };
}

/** All lanes the lowest `bits` of the source. */
function broadcast(bits: number): Semantics {
  return (machine, instruction, [to, from]) => {
    const value = extract(machine.read(from!, instruction, bits), 0, bits);
    const copies = widthOf(to, instruction) / bits;
    put(machine, instruction, to!, concat(...Array.from({ length: copies }, () => value)));
  };
}

/** Clears all bits above 128 of the first sixteen registers. */
const clearUpper: Semantics = (machine) => {
  for (let i = 0; i < 16; i++) machine.writeVector(i, extract(machine.vectors[i]!, 0, 128), true);
};

export const VECTORS: SemanticsTable = {
  ...named("movdqu movups movupd vmovdqu vmovups vmovupd vmovdqu8 vmovdqu16 vmovdqu32 vmovdqu64", move),
  ...named("movdqa movaps movapd vmovdqa vmovaps vmovapd vmovdqa32 vmovdqa64", aligned(move)),
  // past the caches: for one thread no other move
  ...named("vmovntdq", aligned(move)),
  ...named("movd vmovd", moveLow(32)),
  ...named("movq vmovq", moveLow(64)),
  ...named("vmovsd", scalar(moveLow(64))),
  ...named("pxor xorps xorpd", aligned(bits(xor))),
  ...named("vpxor vpxord vpxorq vxorps vxorpd", bits(xor)),
  ...named("pand andps", aligned(bits(and))),
  ...named("vpand vpandd vpandq vandps", bits(and)),
  ...named("por orps", aligned(bits(or))),
  ...named("vpor vpord vporq vorps", bits(or)),
  ...named("vpternlogd vpternlogq", ternary),
  ...named("pshufd", aligned(shuffle32)),
  ...named("vpshufd", shuffle32),
  ...named("vpermq", permute64),
  ...named("psrldq vpsrldq", shiftBytesRight),
  ...named("psrlw vpsrlw", shiftLanes(16, -1)),
  ...named("psrld vpsrld", shiftLanes(32, -1)),
  ...named("psrlq vpsrlq", shiftLanes(64, -1)),
  ...named("vpsllq", shiftLanes(64, 1)),
  ...named("movhlps vmovhlps", moveHighToLow),
  ...named("valignd", alignLanes(32)),
  ...named("valignq", alignLanes(64)),
  ...named("vpbroadcastq", broadcast(64)),
  ...named("vpbroadcastd", broadcast(32)),
  ...named("vbroadcasti64x4 vbroadcastf64x4", broadcast(256)),
  ...named("vzeroupper", clearUpper),
};

function selections(order: number, count: number, bits: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => (order >> (bits * i)) & ((1 << bits) - 1));
}

function pick(part: Term, lane: number, lanes: readonly number[]): Term {
  return concat(...lanes.map((which) => extract(part, lane * which, lane)));
}

function perPart(source: Term, bits: number, change: (part: Term) => Term): Term {
  const count = source.widthBits / bits;
  if (!Number.isInteger(count)) return constant(source.widthBits, 0n);
  return concat(...Array.from({ length: count }, (_, i) => change(extract(source, bits * i, bits))));
}
