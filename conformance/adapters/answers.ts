/** Answers cases of the vectors by asking what an implementation offers: texts in, texts out. */
import type { Width } from "../protocol/protocol.ts";
import type { Machines } from "./adapter.ts";
import { bytesOf, digits, number, numbers, type Texts, tried, word } from "./answers-text.ts";
import { type GivenTree, treeAnswer } from "./answers-tree.ts";
import { codecAnswer, FRAME, type GivenCodec, MESSAGE } from "./answers-wire.ts";
import type { Digests, Offers, OpAt, Table } from "./offers.ts";

type Answer = (widthBits: Width, given: never) => object;

interface GivenOp {
  readonly op: string;
  readonly operands: Texts;
  readonly address: string;
}

interface GivenProgram {
  readonly contexts: number;
  readonly steps: readonly (GivenOp & { readonly steps: readonly GivenOp[] })[];
}

/** Hex digits of an address or a count in lists, whatever the width. */
const ADDRESS_DIGITS = 16;

/**
 * The machines of an implementation that offers this.
 *
 * @param takes which random cases it was built for, if not for all
 */
export function machinesOf(offers: Offers, takes?: NonNullable<Machines["takes"]>): Machines {
  const { counter, table, message, frame, fold, keyed, tree } = offers;
  const answers = new Map<string, Answer>();
  if (counter) {
    answers.set("counter", (width, given: GivenProgram) => {
      const cell = counter(width);
      return program(given, width, ({ op, operands }) => {
        const { value, code } = tried(() => cell.run(op, numbers(operands)), null);
        const [reference, accumulator] = cell.words().map((one) => word(one, width));
        return { code, observe: { reference, accumulator, result: texts(value, width) } };
      });
    });
  }
  if (table) {
    answers.set("table", (width, given: GivenProgram) => {
      const opened = table(width, given.contexts);
      try {
        return program(given, width, (step) => {
          const { value, code } = tried(() => replyOf(opened, step, width), null);
          const contexts = Array.from(opened.words(), (pair) => pair.map((one) => word(one, width)));
          return { code, observe: { contexts, reply: value } };
        });
      } finally {
        opened.close?.();
      }
    });
  }
  if (message) answers.set("message", (_, given: GivenCodec) => codecAnswer(given, message, MESSAGE));
  if (frame) answers.set("frame", (_, given: GivenCodec) => codecAnswer(given, frame, FRAME));
  if (fold) {
    answers.set("fold", (_, given: { widthBits: Width; bytes: string; change: ByteChange }) => {
      const change = given.change && { offset: given.change.offset, xor: bytesOf(given.change.xor) };
      return digested(given, given.widthBits, fold(given.widthBits, bytesOf(given.bytes), change));
    });
  }
  if (keyed) {
    answers.set("keyed", (_, given: { keys: string[]; words: string[]; change: WordChange }) => {
      const change = given.change && { index: given.change.index, xor: number(given.change.xor) };
      return digested(given, 64, keyed(given.keys.map(number), given.words.map(number), change));
    });
  }
  if (tree) answers.set("tree", (_, given: GivenTree) => treeAnswer(given, tree));
  return {
    names: new Set(answers.keys()),
    answer: (machine, widthBits, given) => answers.get(machine)!(widthBits as Width, given as never),
    ...(takes && { takes }),
  };
}

type ByteChange = { readonly offset: number; readonly xor: string } | null;
type WordChange = { readonly index: number; readonly xor: string } | null;

function texts(value: bigint | null, widthBits: number): string | null {
  return value === null ? null : word(value, widthBits);
}

/** Steps up to the first that is rejected, each with what is seen after it. */
function program(
  given: GivenProgram,
  _width: Width,
  run: (step: GivenProgram["steps"][number]) => { code: string; observe: object },
): object {
  const steps: object[] = [];
  for (const step of given.steps) {
    const { code, observe } = run(step);
    steps.push({ ...step, observe });
    if (code !== "ok") return { ...given, steps, result: code, rejectedAt: steps.length - 1 };
  }
  return { ...given, steps, result: "ok" };
}

function replyOf(table: Table, step: GivenProgram["steps"][number], width: Width): unknown {
  const opAt = ({ op, address, operands }: GivenOp): OpAt => ({
    op,
    address: number(address),
    operands: numbers(operands),
  });
  const states = (list: Iterable<readonly [number, bigint]>): unknown =>
    Array.from(list, ([at, state]) => [digits(BigInt(at), ADDRESS_DIGITS), word(state, width)]);
  switch (step.op) {
    case "batch":
      return table.batch(step.steps.map(opAt)).map((result) => texts(result, width));
    case "entries":
      return states(table.entries());
    case "snapshot":
      return states(table.snapshot());
    default:
      return texts(table.run(opAt(step)), width);
  }
}

function digested(given: object, width: number, { digest, after }: Digests): object {
  return { ...given, expect: { digest: word(digest, width), after: texts(after, width) }, result: "ok" };
}
