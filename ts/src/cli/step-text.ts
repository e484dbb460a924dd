/** One step of a program as people and as programs read it. */
import type { RejectError } from "../reject.ts";
import { wordHex } from "../vectors/case.ts";
import type { ProgramStep } from "./program.ts";
import type { Terminal } from "./terminal.ts";

/** What a context shows. */
export interface Words {
  readonly reference: bigint;
  readonly accumulator: bigint;
  readonly state: bigint;
}

/** What was seen of a step. */
export interface Seen {
  readonly step: ProgramStep;
  readonly before: Words;
  readonly after: Words;
  /** Undefined where the op has none, or was rejected. */
  readonly result: bigint | undefined;
  readonly error: RejectError | undefined;
}

/** The bits of a word, highest first, in groups of 8. */
export function bits(word: bigint, width: number): string {
  return word
    .toString(2)
    .padStart(width, "0")
    .replace(/.{8}(?=.)/g, "$& ");
}

/** A number outside the word has as many digits as it needs. */
function operandText(operand: bigint, width: number): string {
  return operand < 0n ? `-0x${(-operand).toString(16)}` : `0x${wordHex(operand, width)}`;
}

/** Bits that stand out where they differ from the ones before. */
function markedBits(terminal: Terminal, before: bigint, after: bigint, width: number): string {
  const old = bits(before, width);
  return [...bits(after, width)]
    .map((bit, i) => (bit === old[i] ? bit : terminal.mark(bit, "changed")))
    .join("");
}

/** Prints a step. */
export function printStep(terminal: Terminal, index: number, seen: Seen, width: number): void {
  const { step, before, after, result, error } = seen;
  const operands = [...step.operands].map(([name, value]) => `${name} ${operandText(value, width)}`);
  terminal.line(`${index}  ${step.op.name}${operands.map((text) => `  ${text}`).join("")}`);
  terminal.line(`   ${terminal.mark(step.op.english, "faint")}`);
  const word = (name: string, old: bigint, now: bigint): void => {
    const hex = `${name.padEnd(12)}${old === now ? " " : "*"} 0x${wordHex(now, width)}`;
    const marked = markedBits(terminal, old, now, width);
    // The bits of a long word get a line of their own, so that it fits into 80 columns.
    terminal.line(width === 64 ? `   ${hex}\n     ${marked}` : `   ${hex}  ${marked}`);
  };
  word("reference", before.reference, after.reference);
  word("accumulator", before.accumulator, after.accumulator);
  word("state", before.state, after.state);
  if (result !== undefined) terminal.line(`   ${"result".padEnd(12)}  0x${wordHex(result, width)}`);
  if (error !== undefined) {
    terminal.line(`   ${terminal.mark("rejected", "bad")}      ${error.code}; nothing has changed`);
    terminal.line(`   ${" ".repeat(12)}  ${error.message}`);
  }
  terminal.line();
}

/** A step for `--json`: words as hex of the width, operands with 16 digits or as many as they need. */
export function stepJson({ step, after, result, error }: Seen, width: number): object {
  const operands = [...step.operands].map(([name, value]) => [
    name,
    operandText(value, 64).replace("0x", ""),
  ]);
  return {
    op: step.op.name,
    operands: Object.fromEntries(operands),
    observe: {
      reference: wordHex(after.reference, width),
      accumulator: wordHex(after.accumulator, width),
      state: wordHex(after.state, width),
      result: result === undefined ? null : wordHex(result, width),
    },
    reject: error === undefined ? null : { code: error.code, message: error.message },
  };
}
