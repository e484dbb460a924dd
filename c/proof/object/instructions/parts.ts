/** Parts of vectors: taken out, put in, and two vectors in turn; and sums of lanes. */
import { add } from "../arithmetic.ts";
import { concat, extract, type Term, zeroExtend } from "../term.ts";
import { immediateOf, named, type Semantics, type SemanticsTable, vectorOf, widthOf } from "./semantics.ts";
import { aligned, put } from "./vector.ts";

/** Part number `constant` of a vector, `bits` wide. */
function extractPart(bits: number): Semantics {
  return (machine, instruction, [to, from, which]) => {
    const source = machine.read(from!, instruction, widthOf(from, instruction));
    const part = immediateOf(which, instruction) % (source.widthBits / bits);
    put(machine, instruction, to!, extract(source, bits * part, bits));
  };
}

/** A 16-bit lane into memory, or into a general register with zeros above. */
const extractWord: Semantics = (machine, instruction, [to, from, which]) => {
  const lane = immediateOf(which, instruction) % 8;
  const value = extract(machine.read(from!, instruction, 128), 16 * lane, 16);
  machine.write(to!, instruction, zeroExtend(value, widthOf(to, instruction)));
};

/** The source but for part number `constant`, `bits` wide, which is another operand. */
function insertPart(bits: number): Semantics {
  return (machine, instruction, operands) => {
    const width = widthOf(operands[0], instruction);
    const source = machine.read(operands.at(-3)!, instruction, width);
    const low = bits * (immediateOf(operands.at(-1), instruction) % (width / bits));
    const value = machine.read(operands.at(-2)!, instruction, bits);
    const above = extract(source, low + bits, width - low - bits);
    put(machine, instruction, operands[0]!, concat(extract(source, 0, low), value, above));
  };
}

/** The upper 64 bits to memory, or memory to the upper 64 bits. */
const moveHigh: Semantics = (machine, instruction, operands) => {
  const to = operands[0]!;
  if (vectorOf(to) === undefined) {
    machine.write(to, instruction, extract(machine.read(operands[1]!, instruction, 128), 64, 64));
    return;
  }
  const low = extract(machine.read(operands.at(-2)!, instruction, 128), 0, 64);
  put(machine, instruction, to, concat(low, machine.read(operands.at(-1)!, instruction, 64)));
};

/** The lanes of one half of both sources in turn, within each 128 bits. */
function unpack(lane: number, half: 0 | 1): Semantics {
  return (machine, instruction, operands) => {
    const width = widthOf(operands[0], instruction);
    const sources = operands.slice(-2).map((operand) => machine.read(operand, instruction, width));
    const parts: Term[] = [];
    for (let start = 64 * half; start < width; start += 128)
      for (let low = start; low < start + 64; low += lane)
        for (const source of sources) parts.push(extract(source, low, lane));
    put(machine, instruction, operands[0]!, concat(...parts));
  };
}

/** Sums of 64-bit lanes. */
const addLanes: Semantics = (machine, instruction, operands) => {
  const width = widthOf(operands[0], instruction);
  const [a, b] = operands.slice(-2).map((operand) => machine.read(operand, instruction, width));
  const lanes = Array.from({ length: width / 64 }, (_, i) =>
    add(extract(a!, 64 * i, 64), extract(b!, 64 * i, 64)),
  );
  put(machine, instruction, operands[0]!, concat(...lanes));
};

export const PARTS: SemanticsTable = {
  ...named(
    "vextracti128 vextractf128 vextracti32x4 vextracti64x2 vextractf32x4 vextractf64x2",
    extractPart(128),
  ),
  ...named("vextracti64x4 vextracti32x8 vextractf64x4 vextractf32x8", extractPart(256)),
  ...named("pextrq vpextrq", extractPart(64)),
  ...named("pextrw vpextrw", extractWord),
  ...named("pinsrq vpinsrq", insertPart(64)),
  ...named("vinserti128 vinsertf128", insertPart(128)),
  ...named("vinserti64x4 vinsertf64x4", insertPart(256)),
  ...named("movhps vmovhps movhpd vmovhpd", moveHigh),
  ...named("punpcklqdq", aligned(unpack(64, 0))),
  ...named("punpckhqdq", aligned(unpack(64, 1))),
  ...named("vpunpcklqdq", unpack(64, 0)),
  ...named("vpunpckhqdq", unpack(64, 1)),
  ...named("punpckldq", aligned(unpack(32, 0))),
  ...named("punpckhdq", aligned(unpack(32, 1))),
  ...named("paddq", aligned(addLanes)),
  ...named("vpaddq", addLanes),
};
