/** The TypeScript product through its unchecked methods, which take and give words as two 32-bit halves. */
import type { AtomikContext } from "../../ts/src/context.ts";
import { OPERAND_BYTES, type Width } from "../protocol/protocol.ts";
import type { ReplyWriter } from "../protocol/reply.ts";
import { openProgramServer, type RunProgram } from "../protocol/server.ts";
import { loadSpec, opOf } from "../spec.ts";
import type { Implementation } from "./adapter.ts";
import { machinesOf } from "./answers.ts";
import { loadProduct } from "./ts/product.ts";
import { fastOffers } from "./ts-fast/offers.ts";

// Constants, so that the loop below branches instead of calling through a table. Opening compares them with the IR.
const LOAD = 1;
const ACCUM = 2;
const READ = 3;
const SWAP = 4;
const ROLLBACK = 5;
const EXCHANGE = 6;
const opcodes = {
  load: LOAD,
  accum: ACCUM,
  read: READ,
  swap: SWAP,
  rollback: ROLLBACK,
  exchange: EXCHANGE,
  merge: 7,
};

/** `AtomikContext` with halves. It asks `fits2` and `canMerge` first, as a caller of the unchecked methods must. */
export const tsFast: Implementation = {
  name: "ts-fast",
  pace: "fast",
  async open(root) {
    const spec = loadSpec(root);
    for (const [name, opcode] of Object.entries(opcodes)) {
      if (opOf(spec, name).opcode !== opcode) throw new Error(`ts-fast: ${name} is not opcode ${opcode}`);
    }
    const { AtomikContext, rootId } = await loadProduct(root);
    const pairs = new Map(
      spec.widths.map((width) => [
        width,
        [new AtomikContext({ width }), new AtomikContext({ width })] as const,
      ]),
    );
    const outOfRange = spec.rejects.indexOf("word_out_of_range");
    const mismatch = spec.rejects.indexOf("reference_mismatch");
    const options = { name: this.name, observes: "context", rootId, layout: spec.layout } as const;
    const runProgram: RunProgram = (width, bytes, offset, ops, reply) => {
      const [context, other] = pairs.get(width as Width)!;
      return run(context, other, bytes, offset, ops, reply, outOfRange, mismatch);
    };
    return openProgramServer(options, runProgram);
  },
  async openMachines(root) {
    return machinesOf(fastOffers(await loadProduct(root)));
  },
};

/** Runs one program on `context`, which is made fresh first; `other` is a second one of its width, for merges. */
function run(
  context: AtomikContext,
  other: AtomikContext,
  bytes: Uint8Array,
  offset: number,
  ops: number,
  reply: ReplyWriter,
  outOfRange: number,
  mismatch: number,
): number {
  context.load2(0, 0);
  let at = offset;
  for (let op = 0; op < ops; op++) {
    const opcode = bytes[at++];
    let resultLo = 0;
    let resultHi = 0;
    let reject = 0;
    if (opcode === READ) {
      resultLo = context.readLo();
      resultHi = context.readHi();
    } else if (opcode === SWAP) {
      context.swap2();
      resultLo = context.resultLo();
      resultHi = context.resultHi();
    } else {
      const lo = half(bytes, at);
      const hi = half(bytes, at + 4);
      at += OPERAND_BYTES;
      if (!context.fits2(lo, hi)) reject = outOfRange;
      else if (opcode === LOAD) context.load2(lo, hi);
      else if (opcode === ACCUM) context.accum2(lo, hi);
      else if (opcode === ROLLBACK) context.rollback2(lo, hi);
      else if (opcode === EXCHANGE) {
        context.exchange2(lo, hi);
        resultLo = context.resultLo();
        resultHi = context.resultHi();
      } else {
        const accumulatorLo = half(bytes, at);
        const accumulatorHi = half(bytes, at + 4);
        at += OPERAND_BYTES;
        other.load2(lo, hi);
        other.accum2(accumulatorLo, accumulatorHi);
        if (!other.fits2(accumulatorLo, accumulatorHi)) reject = outOfRange;
        else if (!context.canMerge(other)) reject = mismatch;
        else context.merge(other);
      }
    }
    reply.step(
      context.referenceLo(),
      context.referenceHi(),
      context.accumulatorLo(),
      context.accumulatorHi(),
      resultLo,
      resultHi,
    );
    if (reject !== 0) return reject;
  }
  return 0;
}

/** The little-endian 32 bits at an offset, which need not be a multiple of 4. */
function half(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
