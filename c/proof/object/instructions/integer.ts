/** Arithmetic and bits of general registers and memory. */
import { add, and, multiply, not, or, signExtend, subtract } from "../arithmetic.ts";
import { equal, not as opposite } from "../condition.ts";
import { flagsOfBits, flagsOfDifference, flagsOfResult, flagsOfSum } from "../flags.ts";
import { constant, extract, same, shift, type Term, xor } from "../term.ts";
import { immediateOf, named, type Semantics, type SemanticsTable, widthOf } from "./semantics.ts";

const plus: Semantics = (machine, instruction, [to, from]) => {
  const width = widthOf(to, instruction);
  const left = machine.read(to!, instruction, width);
  const right = machine.read(from!, instruction, width);
  machine.write(to!, instruction, add(left, right));
  machine.flags = flagsOfSum(left, right);
};

const minus: Semantics = (machine, instruction, [to, from]) => {
  const width = widthOf(to, instruction);
  const left = machine.read(to!, instruction, width);
  const right = machine.read(from!, instruction, width);
  machine.write(to!, instruction, subtract(left, right));
  machine.flags = flagsOfDifference(left, right);
};

const compare: Semantics = (machine, instruction, [a, b]) => {
  const width = widthOf(a, instruction);
  machine.flags = flagsOfDifference(
    machine.read(a!, instruction, width),
    machine.read(b!, instruction, width),
  );
};

/** Adds or subtracts with the carry, which the path must know or decide. The carry that comes out is not modelled. */
function withCarry(sign: 1 | -1): Semantics {
  return (machine, instruction, [to, from]) => {
    const width = widthOf(to, instruction);
    const { carry } = machine.flags;
    if (carry === undefined) throw new Error(`${instruction.text}: the carry is not known`);
    const one = constant(width, machine.path.decide(carry) ? 1n : 0n);
    const left = machine.read(to!, instruction, width);
    const right = add(machine.read(from!, instruction, width), one);
    const result = sign === 1 ? add(left, right) : subtract(left, right);
    machine.write(to!, instruction, result);
    machine.flags = flagsOfResult(result);
  };
}

function bits(op: (a: Term, b: Term) => Term): Semantics {
  return (machine, instruction, [to, from]) => {
    const width = widthOf(to, instruction);
    const result = op(machine.read(to!, instruction, width), machine.read(from!, instruction, width));
    machine.write(to!, instruction, result);
    machine.flags = flagsOfBits(result);
  };
}

/** Of the stack pointer, and with ones above zeros is its alignment; the flags are not modelled there. */
const conjunction: Semantics = (machine, instruction, operands) => {
  const [to, mask] = operands;
  if (to?.kind !== "general" || to.number !== 4 || mask?.kind !== "immediate")
    return bits(and)(machine, instruction, operands);
  const bytes = (1n << 64n) - mask.value;
  if (to.widthBits !== 64 || bytes > 64n || (bytes & (bytes - 1n)) !== 0n)
    throw new Error(`${instruction.text}: expected an alignment of at most 64 bytes`);
  machine.general[4] = machine.memory.alignDown(machine.general[4]!, Number(bytes));
  machine.flags = {};
};

const test: Semantics = (machine, instruction, [a, b]) => {
  const width = widthOf(a, instruction);
  const left = machine.read(a!, instruction, width);
  const right = machine.read(b!, instruction, width);
  machine.flags = flagsOfBits(same(left, right) ? left : and(left, right));
};

/** inc and dec leave the carry. */
function step(by: bigint): Semantics {
  return (machine, instruction, [to]) => {
    const width = widthOf(to, instruction);
    const result = add(machine.read(to!, instruction, width), constant(width, by));
    machine.write(to!, instruction, result);
    machine.flags = flagsOfResult(result, machine.flags.carry);
  };
}

const complement: Semantics = (machine, instruction, [to]) => {
  machine.write(to!, instruction, not(machine.read(to!, instruction, widthOf(to, instruction))));
};

const negate: Semantics = (machine, instruction, [to]) => {
  const width = widthOf(to, instruction);
  const value = machine.read(to!, instruction, width);
  const result = subtract(constant(width, 0n), value);
  machine.write(to!, instruction, result);
  machine.flags = flagsOfResult(result, opposite(equal(value, constant(width, 0n))));
};

/** By a constant alone; one that is 0 modulo the width leaves the flags. Of the flags only zero and sign are modelled. */
function shiftBy(direction: 1 | -1): Semantics {
  return (machine, instruction, [to, by]) => {
    const width = widthOf(to, instruction);
    const count = (by === undefined ? 1 : immediateOf(by, instruction)) & (width === 64 ? 63 : 31);
    if (count === 0) return;
    const result = shift(machine.read(to!, instruction, width), direction * count);
    machine.write(to!, instruction, result);
    machine.flags = flagsOfResult(result);
  };
}

/** To the right, with copies of the highest bit. */
const shiftArithmetic: Semantics = (machine, instruction, [to, by]) => {
  const width = widthOf(to, instruction);
  const count = (by === undefined ? 1 : immediateOf(by, instruction)) & (width === 64 ? 63 : 31);
  if (count === 0) return;
  if (count >= width) throw new Error(`${instruction.text}: count above the width`);
  const value = machine.read(to!, instruction, width);
  const result = signExtend(extract(value, count, width - count), width);
  machine.write(to!, instruction, result);
  machine.flags = flagsOfResult(result);
};

/** Two or three operands; the flags are not modelled. */
const product: Semantics = (machine, instruction, operands) => {
  const to = operands[0];
  if (operands.length < 2) throw new Error(`${instruction.text}: expected two or three operands`);
  const width = widthOf(to, instruction);
  const [left, right] = operands.slice(-2);
  const a = machine.read(left!, instruction, width);
  machine.write(to!, instruction, multiply(a, machine.read(right!, instruction, width)));
  machine.flags = {};
};

export const INTEGERS: SemanticsTable = {
  ...named("add", plus),
  ...named("sub", minus),
  ...named("cmp", compare),
  ...named("adc", withCarry(1)),
  ...named("sbb", withCarry(-1)),
  ...named("and", conjunction),
  ...named("or", bits(or)),
  ...named("xor", bits(xor)),
  ...named("test", test),
  ...named("inc", step(1n)),
  ...named("dec", step(-1n)),
  ...named("not", complement),
  ...named("neg", negate),
  ...named("shl sal", shiftBy(1)),
  ...named("shr", shiftBy(-1)),
  ...named("sar", shiftArithmetic),
  ...named("imul", product),
};
