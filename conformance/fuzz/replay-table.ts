/** One program on all implementations, step by step. */
import type { Opened } from "../adapters/open.ts";
import { encodeFrame, operandHex, type Program } from "../program.ts";
import { type ProgramReply, readReply, type Step } from "../protocol/reply.ts";
import { RequestWriter } from "../protocol/request.ts";
import { diverge } from "../runner/divergence.ts";
import { opOf, type Spec } from "../spec.ts";
import { toState } from "./answers.ts";
import { ask } from "./find.ts";

/** The table as lines, and who differs from the first implementation. */
export interface Replayed {
  readonly lines: readonly string[];
  readonly differing: readonly string[];
}

interface Column {
  readonly name: string;
  readonly reply: ProgramReply;
}

/** Runs a program on each implementation; a line that differs from the first one's is marked with `<-`. */
export function replay(spec: Spec, opened: readonly Opened[], { width, ops }: Program): Replayed {
  const frame = encodeFrame(spec, width, [ops], new RequestWriter());
  const stateOnly = opened.some(({ adapter }) => adapter.observes === "state");
  const columns: Column[] = opened.map(({ name, adapter }) => {
    const { observes, reply } = ask(adapter, frame);
    return { name, reply: readReply(stateOnly && observes === "context" ? toState(reply) : reply)[0]! };
  });
  const first = columns[0]!;
  const nameWidth = Math.max(...columns.map(({ name }) => name.length));
  const lines: string[] = [];
  const steps = Math.max(...columns.map(({ reply }) => reply.steps.length));
  for (let step = 0; step < steps; step++) {
    const op = ops[step]!;
    const names = opOf(spec, op.name).operands;
    const operands = op.operands.map((value, i) => ` ${names[i]}=${operandHex(value)}`).join("");
    lines.push(`step ${step}: ${op.name}${operands}`);
    const expected = show(spec, first.reply, step, width);
    for (const { name, reply } of columns) {
      const text = show(spec, reply, step, width);
      lines.push(`  ${name.padEnd(nameWidth)}  ${text}${text === expected ? "" : "  <-"}`);
    }
  }
  const differing = columns.filter(({ reply }) => diverge(first.reply, reply)).map(({ name }) => name);
  return { lines, differing };
}

function show(spec: Spec, { steps, reject }: ProgramReply, index: number, width: number): string {
  const step = steps[index];
  if (!step) return "(ended before)";
  const hex = (word: bigint): string => word.toString(16).padStart(width / 4, "0");
  const words = (["reference", "accumulator", "result"] as const satisfies readonly (keyof Step)[])
    .map((name) => `${name} ${hex(step[name])}`)
    .join("  ");
  return reject !== 0 && index === steps.length - 1
    ? `${words}  ${spec.rejects[reject] ?? `reject ${reject}`}`
    : words;
}
