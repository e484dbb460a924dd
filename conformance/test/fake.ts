/** A small implementation of the contract, for tests of the judge, with a fault where a test wants one. */
import type { Adapter } from "../adapters/adapter.ts";
import type { Opened } from "../adapters/open.ts";
import { OPERAND_BYTES } from "../protocol/protocol.ts";
import { openProgramServer } from "../protocol/server.ts";
import { opOf, type Spec } from "../spec.ts";

/** Changes what an op did, after it was done right. */
export type Fault = (
  op: string,
  operands: readonly bigint[],
  next: { reference: bigint; accumulator: bigint },
) => void;

/** What a fake is made with. */
export interface FakeOptions {
  readonly name?: string;
  readonly observes?: Adapter["observes"];
  readonly rootId?: Uint8Array;
  readonly fault?: Fault;
}

/** Opens a fake. */
export function fake(spec: Spec, options: FakeOptions = {}): Adapter {
  const { name = "fake", observes = "context", rootId = spec.rootId, fault } = options;
  return openProgramServer(
    { name, observes, rootId, layout: spec.layout },
    (width, bytes, offset, ops, reply) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let [reference, accumulator, at] = [0n, 0n, offset];
      const show = (result: bigint): void => {
        if (observes === "context") reply.stepWords(reference, accumulator, result);
        else reply.stepWords(reference ^ accumulator, 0n, result);
      };
      for (let i = 0; i < ops; i++) {
        const op = opOf(spec, view.getUint8(at++));
        const operands = op.operands.map((_, k) => view.getBigUint64(at + k * OPERAND_BYTES, true));
        at += operands.length * OPERAND_BYTES;
        const [word = 0n, other = 0n] = operands;
        let reject = operands.some((operand) => operand >> BigInt(width)) ? "word_out_of_range" : "ok";
        if (reject === "ok" && op.name === "merge" && word !== reference) reject = "reference_mismatch";
        if (reject !== "ok") {
          show(0n);
          return spec.rejects.indexOf(reject);
        }
        const result = op.result === null ? 0n : reference ^ accumulator;
        if (op.name === "load" || op.name === "exchange") [reference, accumulator] = [word, 0n];
        else if (op.name === "swap") [reference, accumulator] = [reference ^ accumulator, 0n];
        else if (op.name === "merge") accumulator ^= other;
        else accumulator ^= word;
        const next = { reference, accumulator };
        fault?.(op.name, operands, next);
        ({ reference, accumulator } = next);
        show(result);
      }
      return 0;
    },
  );
}

/** A fake as the table of implementations would open it. */
export function openedFake(spec: Spec, options: FakeOptions = {}, pace: Opened["pace"] = "fast"): Opened {
  const adapter = fake(spec, options);
  return { name: adapter.name, pace, adapter };
}
