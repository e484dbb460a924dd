/** The interpreter over the emitted IR: the oracle that runs in this process. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { layoutOf } from "../protocol/layout.ts";
import { OPERAND_BYTES } from "../protocol/protocol.ts";
import { openProgramServer } from "../protocol/server.ts";
import { loadSpec } from "../spec.ts";
import type { Implementation } from "./adapter.ts";

type IrModule = typeof import("../../spec/interpreter/ir.ts");
type StepModule = typeof import("../../spec/interpreter/step.ts");
type MachinesModule = typeof import("../../spec/interpreter/machines.ts");

function load(root: string, file: string): Promise<unknown> {
  return import(pathToFileURL(join(root, "spec/interpreter", file)).href);
}

/** Evaluates `spec/ir` below the root with the interpreter below the root. */
export const interpreter: Implementation = {
  name: "interpreter",
  pace: "slow",
  async open(root) {
    const { loadIr } = (await load(root, "ir.ts")) as IrModule;
    const { run } = (await load(root, "step.ts")) as StepModule;
    const ir = loadIr(join(root, "spec/ir"));
    const ops = new Map([...ir.ops.values()].map((op) => [op.opcode, op]));
    const { rootId } = loadSpec(root);
    const options = {
      name: this.name,
      observes: "context",
      rootId,
      layout: layoutOf([...ops.values()]),
    } as const;
    return openProgramServer(options, (width, bytes, offset, count, reply) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let at = offset;
      const program = Array.from({ length: count }, () => {
        const op = ops.get(view.getUint8(at++))!;
        const operands: Record<string, bigint> = {};
        for (const name of op.operands) {
          operands[name] = view.getBigUint64(at, true);
          at += OPERAND_BYTES;
        }
        return { op: op.name, operands };
      });
      const { observations, reject } = run(ir, width, program);
      for (const { context, result } of observations) {
        reply.stepWords(context.reference, context.accumulator, result ?? 0n);
      }
      return reject === null ? 0 : ir.rejectCodes.get(reject)!;
    });
  },
  async openMachines(root) {
    const { loadMachines } = (await load(root, "machines.ts")) as MachinesModule;
    const answers = loadMachines(join(root, "spec/ir"));
    return {
      names: new Set(answers.keys()),
      answer: (machine, widthBits, given) => answers.get(machine)!(widthBits, given),
    };
  },
};
