/** The TypeScript product through its checked methods, which take and give bigints. */
import type { AtomikContext } from "../../ts/src/context.ts";
import { OPERAND_BYTES, type Width } from "../protocol/protocol.ts";
import { openProgramServer } from "../protocol/server.ts";
import { loadSpec, type Spec } from "../spec.ts";
import type { Implementation } from "./adapter.ts";
import { machinesOf } from "./answers.ts";
import { checkedOffers } from "./ts/offers.ts";
import { loadProduct, type Product } from "./ts/product.ts";

/** Calls one op on a context with operands at `at`; the result is 0 where the op has none. */
type Call = (context: AtomikContext, operands: DataView, at: number) => bigint;

/** The product's method for each op. */
function calls(Context: Product["AtomikContext"]): Readonly<Record<string, Call>> {
  const operand = (view: DataView, at: number): bigint => view.getBigUint64(at, true);
  return {
    load: (context, view, at) => {
      context.load(operand(view, at));
      return 0n;
    },
    accum: (context, view, at) => {
      context.accum(operand(view, at));
      return 0n;
    },
    read: (context) => context.read(),
    swap: (context) => context.swap(),
    rollback: (context, view, at) => {
      context.rollback(operand(view, at));
      return 0n;
    },
    exchange: (context, view, at) => context.exchange(operand(view, at)),
    merge: (context, view, at) => {
      const other = new Context({ width: context.width });
      other.load(operand(view, at));
      other.accum(operand(view, at + OPERAND_BYTES));
      context.merge(other);
      return 0n;
    },
  };
}

/** The number of the reject code that an error of the product carries. @throws the error when it carries none */
function rejectOf(spec: Spec, error: unknown): number {
  const code = error instanceof Error && "code" in error ? spec.rejects.indexOf(String(error.code)) : -1;
  if (code < 1) throw error;
  return code;
}

/** `AtomikContext` with bigints; errors become reject codes by their `code`. */
export const ts: Implementation = {
  name: "ts",
  pace: "fast",
  async open(root) {
    const spec = loadSpec(root);
    const { AtomikContext, rootId } = await loadProduct(root);
    const methods = calls(AtomikContext);
    const byOpcode: Call[] = [];
    for (const { name, opcode } of spec.ops) {
      if (!methods[name]) throw new Error(`ts: no method for the op ${name}`);
      byOpcode[opcode] = methods[name];
    }
    const options = { name: this.name, observes: "context", rootId, layout: spec.layout } as const;
    return openProgramServer(options, (width, bytes, offset, ops, reply) => {
      const context = new AtomikContext({ width: width as Width });
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let at = offset;
      for (let op = 0; op < ops; op++) {
        const opcode = bytes[at++]!;
        try {
          const result = byOpcode[opcode]!(context, view, at);
          reply.stepWords(context.reference, context.accumulator, result);
        } catch (error) {
          reply.stepWords(context.reference, context.accumulator, 0n);
          return rejectOf(spec, error);
        }
        at += spec.layout[opcode]! * OPERAND_BYTES;
      }
      return 0;
    });
  },
  async openMachines(root) {
    return machinesOf(checkedOffers(await loadProduct(root)));
  },
};
