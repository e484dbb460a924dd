/** What the C header offers beside contexts, through calls to its program. */
import type { Calls } from "../../protocol/calls.ts";
import type { Spec } from "../../spec.ts";
import type { FrameFields, Offers, OpAt, Operands, TreeDigests } from "../offers.ts";
import { byte, bytesOf, Reader, type Sized, size, word } from "./bytes.ts";

/** As numbered in `calls_machines.h` and `calls_codecs.h`. */
const CALL = {
  counter: 0,
  counterOp: 1,
  table: 2,
  tableOp: 3,
  tableBatch: 4,
  tableWords: 5,
  tableEntries: 6,
  tableSnapshot: 7,
  messageEncode: 16,
  messageDecode: 17,
  frameEncode: 18,
  frameDecode: 19,
  fold: 20,
  keyed: 21,
  tree: 22,
} as const;

/** The program's answers as the judge wants them. `wireReasons` are names by status, from 0 on. */
export function offersOf(spec: Spec, wireReasons: readonly string[], calls: Calls): Offers {
  const ask = (call: number, width: number, ...parts: readonly (Sized | Uint8Array)[]): Reader =>
    new Reader(calls.call(bytesOf(byte(call), byte(width), ...parts)));
  const opcode = (op: string): Sized => byte(spec.ops.find(({ name }) => name === op)!.opcode);
  const operands = ({ word: one, other_reference, other_accumulator }: Operands): [Sized, Sized] => [
    word(one ?? other_reference ?? 0n),
    word(other_accumulator ?? 0n),
  ];
  const opAt = ({ op, address, operands: of }: OpAt): Sized[] => [opcode(op), word(address), ...operands(of)];
  /** The result behind the status of an op. */
  const resultOf = (op: string, reader: Reader): bigint | null => {
    check(spec.rejects, reader.status());
    return shown(op, reader.word());
  };

  return {
    counter(width) {
      let reader = ask(CALL.counter, width);
      let words: readonly [bigint, bigint] = [reader.word(), reader.word()];
      return {
        words: () => words,
        run(op, of) {
          reader = ask(CALL.counterOp, width, opcode(op), ...operands(of));
          const [status, result] = [reader.status(), reader.word()];
          words = [reader.word(), reader.word()];
          check(spec.rejects, status);
          return shown(op, result);
        },
      };
    },
    table(width, contexts) {
      ask(CALL.table, width, size(contexts));
      const list = function* (call: number): Generator<readonly [number, bigint]> {
        for (const [address, state] of ask(call, width).pairs()) yield [Number(address), state];
      };
      return {
        run: (op) => resultOf(op.op, ask(CALL.tableOp, width, ...opAt(op))),
        batch(ops) {
          const reader = ask(CALL.tableBatch, width, size(ops.length), ...ops.flatMap(opAt));
          check(spec.rejects, reader.status());
          return ops.map(({ op }) => shown(op, reader.word()));
        },
        entries: () => list(CALL.tableEntries),
        snapshot: () => list(CALL.tableSnapshot),
        words: () => ask(CALL.tableWords, width).pairs(),
      };
    },
    message: {
      encode({ address, delta, sequence }) {
        const reader = ask(CALL.messageEncode, 0, [address, 4], word(delta), [sequence, 4]);
        check(wireReasons, reader.status());
        return reader.bytes(reader.left);
      },
      decode(bytes) {
        const reader = ask(CALL.messageDecode, 0, size(bytes.length), bytes);
        check(wireReasons, reader.status());
        return { address: reader.number(4), delta: reader.word(), sequence: reader.number(4) };
      },
    },
    frame: {
      encode({ width, origin, first, epoch, entries }) {
        const deltas = entries.flatMap(([address, delta]): Sized[] => [[address, 4], word(delta)]);
        const header = [byte(width), word(origin), word(first), [epoch, 4], size(entries.length)] as const;
        const reader = ask(CALL.frameEncode, 0, ...header, ...deltas);
        check(wireReasons, reader.status());
        return reader.bytes(reader.left);
      },
      decode(bytes) {
        const reader = ask(CALL.frameDecode, 0, size(bytes.length), bytes);
        check(wireReasons, reader.status());
        return frameFields(reader);
      },
    },
    fold(width, bytes, change) {
      const xor = change?.xor ?? new Uint8Array();
      const places = [size(change?.offset ?? 0), size(xor.length), xor] as const;
      return digests(ask(CALL.fold, width, size(bytes.length), bytes, ...places), change);
    },
    keyed(keys, words, change) {
      const all = [...keys, ...words].map(word);
      const places = [size(change?.index ?? 0), word(change?.xor ?? 0n)] as const;
      return digests(ask(CALL.keyed, 0, size(keys.length), ...all, ...places), change);
    },
    tree(width, { digest, chunkWords, keys, words, changes }) {
      const sizes = [size(chunkWords), size(words.length), size(changes.length)] as const;
      const all = [...(keys ?? []), ...words].map(word);
      const deltas = changes.flatMap(({ index, xor }) => [size(index), word(xor)]);
      const reader = ask(CALL.tree, width, byte(digest === "keyed" ? 1 : 0), ...sizes, ...all, ...deltas);
      const [depth, count] = [Number(reader.number(1)), Number(reader.number(4))];
      const [before, after] = [treeDigests(reader, count), treeDigests(reader, count)];
      const [status, chunk] = [reader.status(), Number(reader.number(4))];
      if (status !== UNCHANGED) check(spec.rejects, status);
      return { depth, before, after, changed: status === UNCHANGED ? null : chunk };
    },
  };
}

/** `ATOMIK_UNCHANGED`. */
const UNCHANGED = -5;

function treeDigests(reader: Reader, count: number): TreeDigests {
  const leaves = Array.from({ length: count }, () => reader.word());
  return { leaves, root: reader.word() };
}

/** Throws what a status says, unless it is 0. */
function check(names: readonly string[], status: number): void {
  if (status === 0) return;
  const name = names[status];
  if (name === undefined) throw new Error(`c: status ${status}`);
  throw Object.assign(new Error(`c: ${name}`), { code: name });
}

/** The result of an op, or null where it has none. */
function shown(op: string, result: bigint): bigint | null {
  return ["read", "swap", "exchange"].includes(op) ? result : null;
}

function frameFields(reader: Reader): FrameFields {
  const width = Number(reader.number(1));
  const [origin, first, epoch, count] = [reader.word(), reader.word(), reader.number(4), reader.number(4)];
  const entries = Array.from({ length: Number(count) }, () => [reader.number(4), reader.word()] as const);
  return { width, origin, first, epoch, entries };
}

function digests(reader: Reader, change: unknown): { digest: bigint; after: bigint | null } {
  const [digest, after] = [reader.word(), reader.word()];
  return { digest, after: change ? after : null };
}
