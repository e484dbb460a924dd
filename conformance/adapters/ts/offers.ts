/** What the TypeScript product offers beside contexts, through its checked methods. */
import type { AtomikTable } from "../../../ts/src/table.ts";
import type { TableStep } from "../../../ts/src/table-batch.ts";
import type { Width } from "../../protocol/protocol.ts";
import type { Cell, Codec, FrameFields, MessageFields, Offers, OpAt, Table } from "../offers.ts";
import type { Product } from "./product.ts";
import { foldTree, keyedTree } from "./trees.ts";

/** The checked methods of a product. */
export function checkedOffers(product: Product): Offers {
  return {
    counter: (width) => counterCell(product, width),
    table: (width, contexts) => checkedTable(product, new product.AtomikTable(contexts, { width })),
    message: messageCodec(product),
    frame: frameCodec(product),
    fold(width, bytes, change) {
      const print = new product.Fingerprint({ width });
      const digest = print.load(bytes);
      if (change === null) return { digest, after: null };
      const [before, now] = changed(bytes, change.offset, change.xor);
      return { digest, after: print.accumulateDelta(change.offset, before, now) };
    },
    keyed(keys, words, change) {
      const digest = new product.Digest(new product.DigestKeys(BigUint64Array.from(keys)));
      const before = digest.load(new Uint8Array(BigUint64Array.from(words).buffer));
      if (change === null) return { digest: before, after: null };
      digest.accum(change.index, change.xor);
      return { digest: before, after: digest.value };
    },
    tree: (width, given) =>
      given.keys === null ? foldTree(product, width, given) : keyedTree(product, given.keys, given),
  };
}

/** The bytes of a buffer from `offset` on, before and after a change is XORed into them. */
export function changed(bytes: Uint8Array, offset: number, xor: Uint8Array): [Uint8Array, Uint8Array] {
  const before = bytes.slice(offset, offset + xor.length);
  return [before, before.map((byte, i) => byte ^ xor[i]!)];
}

function counterCell({ AtomikCounter }: Product, width: Width): Cell {
  const counter = new AtomikCounter({ width });
  return {
    words: () => [counter.reference, counter.accumulator],
    run(op, operands) {
      switch (op) {
        case "load":
        case "accum":
        case "rollback":
          counter[op](operands.word!);
          return null;
        case "exchange":
          return counter.exchange(operands.word!);
        case "merge": {
          const other = new AtomikCounter({ width });
          other.load(operands.other_reference!);
          other.accum(operands.other_accumulator!);
          counter.merge(other);
          return null;
        }
        default:
          return counter[op as "read" | "swap"]();
      }
    },
  };
}

/** An op of a case as a step of the product's batch. @throws as the other context refuses its words */
export function stepOf({ AtomikContext }: Product, table: AtomikTable, op: OpAt): TableStep {
  const { operands } = op;
  const address = Number(op.address);
  if (op.op !== "merge") return { op: op.op, address, word: operands.word } as TableStep;
  // The address is refused first, before the words of the other context are looked at.
  table.reference(address);
  const other = new AtomikContext({ width: table.width });
  other.load(operands.other_reference!);
  other.accum(operands.other_accumulator!);
  return { op: "merge", address, other };
}

/** Steps made one by one, as the batch comes to them. */
export function* stepsOf(product: Product, table: AtomikTable, ops: readonly OpAt[]): Iterable<TableStep> {
  for (const op of ops) yield stepOf(product, table, op);
}

function checkedTable(product: Product, table: AtomikTable): Table {
  const addresses = Array.from({ length: table.contexts }, (_, address) => address);
  return {
    run(op) {
      const step = stepOf(product, table, op);
      switch (step.op) {
        case "load":
        case "accum":
        case "rollback":
          table[step.op](step.address, step.word);
          return null;
        case "merge":
          table.merge(step.address, step.other);
          return null;
        case "exchange":
          return table.exchange(step.address, step.word);
        default:
          return table[step.op](step.address);
      }
    },
    batch: (ops) => table.batch(stepsOf(product, table, ops)),
    entries: () => table.entries(),
    snapshot: () => table.snapshot(),
    words: () => addresses.map((at) => [table.reference(at), table.accumulator(at)] as const),
  };
}

/** The codec of messages. */
export function messageCodec({ DeltaMessage }: Product): Codec<MessageFields> {
  return {
    encode: ({ address, delta, sequence }) =>
      new DeltaMessage(Number(address), delta, Number(sequence)).encode(),
    decode(bytes) {
      const { address, delta, sequence } = DeltaMessage.decode(bytes);
      return { address: BigInt(address), delta, sequence: BigInt(sequence) };
    },
  };
}

/** The codec of frames. */
export function frameCodec({ Frame }: Product): Codec<FrameFields> {
  return {
    encode: ({ width, origin, first, epoch, entries }) =>
      new Frame({
        width: width as Width,
        origin,
        first,
        epoch: Number(epoch),
        addresses: Uint32Array.from(entries, ([address]) => Number(address)),
        deltas: BigUint64Array.from(entries, ([, delta]) => delta),
      }).encode(),
    decode(bytes) {
      const frame = Frame.decode(bytes);
      const entries = Array.from(frame.entries(), ([address, delta]) => [BigInt(address), delta] as const);
      return { ...frame, epoch: BigInt(frame.epoch), entries };
    },
  };
}
