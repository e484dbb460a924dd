import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Context } from "../../spec/interpreter/expression.ts";
import { loadIr } from "../../spec/interpreter/ir.ts";
import { fresh, type Observation, step } from "../../spec/interpreter/step.ts";
import { randomFrom } from "./cycles.ts";
import { runBench } from "./icarus.ts";

const SEED = 20261125;
const CYCLES = 1500;

const ir = loadIr(join(import.meta.dirname, "../../spec/ir"));
const NAMES = new Map([...ir.ops.values()].map(({ opcode, name }) => [opcode, name]));

interface Build {
  readonly WIDTH: number;
  readonly PORTS: number;
  readonly VALID_PER_PORT: number;
}

interface Cycle {
  readonly resetN: number;
  readonly op: number;
  readonly word: bigint;
  readonly valid: readonly boolean[];
  readonly deltas: readonly bigint[];
}

/** Register stages of the tree, as the header of the module counts them. */
function latency({ PORTS, VALID_PER_PORT }: Build): number {
  let words = Math.ceil((Math.ceil(PORTS / (VALID_PER_PORT ? 2 : 4)) + 2) / 4);
  let stages = 2;
  for (; words > 2; words = Math.ceil(words / 4)) stages++;
  return stages;
}

/** Every op and a reset beside deltas at all ports, some or none; without valid bits an idle port drives zero. */
function randomRun({ WIDTH, PORTS, VALID_PER_PORT }: Build, random: () => number): Cycle[] {
  const any = (): bigint => BigInt.asUintN(WIDTH, (BigInt(random()) << 32n) | BigInt(random()));
  return Array.from({ length: CYCLES }, (_, at) => {
    const busy = random() % 5;
    const quiet = at < 8;
    const valid = Array.from({ length: PORTS }, () => !quiet && random() % 4 < busy);
    return {
      resetN: quiet || random() % 40 === 0 ? 0 : 1,
      op: random() % 8,
      word: any(),
      valid,
      deltas: valid.map((one) => (one || VALID_PER_PORT ? any() : 0n)),
    };
  });
}

/** One op by the interpreter. A merge is one with the reference that the context has. */
function done(width: number, context: Context, op: number, word: bigint): Observation {
  if (op === 0) return { context, result: null };
  const values: Record<string, bigint> = {
    word,
    other_reference: context.reference,
    other_accumulator: word,
  };
  const { name, operands } = ir.ops.get(NAMES.get(op)!)!;
  const given = Object.fromEntries(operands.map((key) => [key, values[key]!]));
  const outcome = step(ir, width, context, name, given);
  if ("reject" in outcome) throw new Error(`${name}: rejected: ${outcome.reject}`);
  return outcome;
}

/** What must be shown in each cycle, from the end of the first resets on: the result, if any, and the state. */
function expected(build: Build, run: readonly Cycle[]): string[] {
  const digits = Math.ceil(build.WIDTH / 4);
  let context = fresh;
  return run.map(({ resetN, op, word, valid, deltas }) => {
    const command = resetN ? done(build.WIDTH, context, op, word) : done(build.WIDTH, context, 1, 0n);
    const state = context.reference ^ context.accumulator;
    if (command.result !== null) expect(command.result).toBe(state);
    context = deltas.reduce(
      (before, delta, port) => (valid[port] ? done(build.WIDTH, before, 2, delta).context : before),
      command.context,
    );
    return `${command.result === null ? 0 : 1} ${state.toString(16).padStart(digits, "0")}`;
  });
}

const builds: readonly Build[] = [
  { WIDTH: 64, PORTS: 16, VALID_PER_PORT: 1 },
  { WIDTH: 32, PORTS: 84, VALID_PER_PORT: 0 },
  { WIDTH: 8, PORTS: 1, VALID_PER_PORT: 1 },
  { WIDTH: 16, PORTS: 9, VALID_PER_PORT: 0 },
];

describe.each(builds.map((build) => [JSON.stringify(build), build] as const))(
  `%s, seed ${SEED}`,
  (_, build) => {
    test(`${CYCLES} cycles of commands, deltas and resets are those of the interpreter, and nothing shown is x`, () => {
      const run = randomRun(build, randomFrom(SEED));
      const lines = run.map(({ resetN, op, word, valid, deltas }) => {
        const bits = valid.reduceRight((all, one) => (all << 1n) | (one ? 1n : 0n), 0n);
        const words = deltas.reduceRight((all, one) => (all << BigInt(build.WIDTH)) | one, 0n);
        return `${resetN} ${op} ${word.toString(16)} ${bits.toString(16)} ${words.toString(16)}`;
      });
      const late = latency(build);
      const shown = runBench("tb_ports", { ...build }, lines).map((line) =>
        line.split(" ").slice(0, 2).join(" "),
      );
      expect(shown.slice(late + 1).filter((line) => /[xz]/i.test(line))).toEqual([]);
      // The first cycle's reset has taken effect in cycle late + 1, where the second cycle's is at the end of the tree.
      expect(shown.slice(late + 1)).toEqual(expected(build, run).slice(1, CYCLES - late));
    });
  },
);
