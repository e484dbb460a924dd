/** Runs instructions natively on random states and compares what they leave with what the proofs take them to leave. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { add } from "../arithmetic.ts";
import { evaluateCondition, evaluateTerm, ValuePath, type Values } from "../evaluate.ts";
import { conditionOf, SUFFIXES } from "../flags.ts";
import { Machine, VECTOR_BITS } from "../machine.ts";
import { Memory, word64 } from "../memory.ts";
import { ByteRegion } from "../region.ts";
import { concat, constant, symbol, type Term } from "../term.ts";
import { assembly, BUFFER, BUFFER_BYTES, driver, STATE_BYTES } from "./program.ts";
import type { Snippet } from "./snippet.ts";

/** Whether this processor has the vectors that the program uses. */
export function canRun(): boolean {
  if (process.arch !== "x64") return false;
  const known = readFileSync("/proc/cpuinfo", "utf8").split(/\s+/);
  return known.includes("avx512dq") && known.includes("avx512bw");
}

/**
 * The first difference of each snippet that differs.
 *
 * @param rounds random states for each snippet
 * @throws Error when the program cannot be built or run
 */
export function differences(snippets: readonly Snippet[], rounds: number, random: () => bigint): string[] {
  const states = snippets.flatMap((snippet) =>
    Array.from({ length: rounds }, () => randomState(snippet, random)),
  );
  const left = runNatively(snippets, rounds, Buffer.concat(states));
  const found: string[] = [];
  for (const [i, snippet] of snippets.entries())
    for (let round = 0; round < rounds; round++) {
      const at = (i * rounds + round) * STATE_BYTES;
      const difference = compareOne(
        snippet,
        states[i * rounds + round]!,
        left.subarray(at, at + STATE_BYTES),
      );
      if (difference === undefined) continue;
      found.push(`${snippet.instruction.text}: ${difference}`);
      break;
    }
  return found;
}

const VECTORS_AT = 128;
const MASKS_AT = VECTORS_AT + 2048;
const MEMORY_AT = MASKS_AT + 64;
const FLAGS_AT = MEMORY_AT + BUFFER_BYTES;
/** Where in the buffer a base register points; the stack is below. */
const MIDDLE = 2048;
/** A multiple of the largest alignment. */
const INDEX = 64n;

function randomState({ bases, indices, slack, places }: Snippet, random: () => bigint): Buffer {
  const state = Buffer.alloc(STATE_BYTES);
  for (let at = 0; at < FLAGS_AT; at += 8) state.writeBigUInt64LE(random(), at);
  for (const i of indices) state.writeBigUInt64LE(INDEX, 8 * i);
  for (const i of [4, ...bases]) state.writeBigUInt64LE(BUFFER + BigInt(MIDDLE + slack), 8 * i);
  for (const i of places)
    for (let lane = 0; lane < 8; lane++)
      state.writeBigUInt64LE(BUFFER + 8n * (random() % 256n), VECTORS_AT + 64 * i + 8 * lane);
  // equal words are what random ones never are
  if (random() % 3n === 0n && ![...bases, ...indices].includes(14)) state.copy(state, 8 * 14, 8 * 13, 8 * 14);
  state.writeBigUInt64LE(2n, FLAGS_AT);
  return state;
}

function runNatively(snippets: readonly Snippet[], rounds: number, input: Buffer): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "atomik-native-"));
  try {
    const path = (name: string): string => join(folder, name);
    writeFileSync(path("snippets.s"), assembly(snippets.map(({ text }) => text)));
    writeFileSync(path("driver.c"), driver(snippets.length, rounds));
    run("gcc", ["-O1", "-no-pie", "-o", path("native"), path("snippets.s"), path("driver.c")]);
    return run(path("native"), [], input);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], input?: Buffer): Buffer {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, { maxBuffer: 1 << 30, input });
  // a program that dies before it has read all of its input makes an error, too: the signal says more
  if (error && signal === null) throw new Error(`${program}: ${error.message}`);
  if (status !== 0)
    throw new Error(`${program}: status ${status}, signal ${signal}: ${stderr.toString().slice(0, 500)}`);
  return stdout;
}

function compareOne(snippet: Snippet, before: Buffer, after: Buffer): string | undefined {
  const values: Values = (name) => {
    const [kind, number] = name.split(" ");
    const at = Number(number);
    if (kind === "&buffer") return BUFFER;
    if (kind === "general") return before.readBigUInt64LE(8 * at);
    if (kind === "memory") return before.readBigUInt64LE(MEMORY_AT + 8 * at);
    if (kind === "mask") return before.readBigUInt64LE(MASKS_AT + 8 * at);
    return vectorAt(before, at);
  };
  const buffer = symbol(64, "&buffer");
  const words = Array.from({ length: BUFFER_BYTES / 8 }, (_, i) => symbol(64, `memory ${i}`));
  const region = new ByteRegion("buffer", buffer, words, true, 4096);
  const machine = new Machine(new ValuePath(values), new Memory([region]));
  for (let i = 0; i < 16; i++) machine.general[i] = symbol(64, `general ${i}`);
  for (let i = 0; i < 32; i++) machine.vectors[i] = symbol(VECTOR_BITS, `vector ${i}`);
  for (let i = 0; i < 8; i++) machine.masks[i] = symbol(64, `mask ${i}`);
  for (const i of snippet.masks) machine.masks[i] = word64(before.readBigUInt64LE(MASKS_AT + 8 * i));
  for (const i of snippet.orders) machine.vectors[i] = constant(VECTOR_BITS, vectorAt(before, i));
  for (const i of snippet.places)
    machine.vectors[i] = concat(
      ...Array.from({ length: 8 }, (_, lane) =>
        add(buffer, word64(before.readBigUInt64LE(VECTORS_AT + 64 * i + 8 * lane) - BUFFER)),
      ),
    );
  for (const i of snippet.indices) machine.general[i] = word64(INDEX);
  for (const i of [4, ...snippet.bases]) machine.general[i] = add(buffer, word64(MIDDLE + snippet.slack));
  snippet.run(machine);

  const differs = (what: string, term: Term, got: bigint): string | undefined => {
    const expected = evaluateTerm(term, values);
    return expected === got
      ? undefined
      : `${what}: expected 0x${expected.toString(16)}, got 0x${got.toString(16)}`;
  };
  for (const [i, term] of machine.general.entries()) {
    const found = differs(`register ${i}`, term, after.readBigUInt64LE(8 * i));
    if (found !== undefined) return found;
  }
  for (const [i, term] of machine.vectors.entries()) {
    const found = differs(`vector ${i}`, term, vectorAt(after, i));
    if (found !== undefined) return found;
  }
  for (const [i, term] of machine.masks.entries()) {
    const found = differs(`mask ${i}`, term, after.readBigUInt64LE(MASKS_AT + 8 * i));
    if (found !== undefined) return found;
  }
  for (let i = 0; i < words.length; i++) {
    const found = differs(
      `memory word ${i}`,
      region.load(8 * i, 8),
      after.readBigUInt64LE(MEMORY_AT + 8 * i),
    );
    if (found !== undefined) return found;
  }
  return SUFFIXES.map((suffix) => flagDiffers(machine, suffix, values, after)).find(
    (found) => found !== undefined,
  );
}

/** Compares one condition on the flags; nothing for one that the proofs do not model. */
function flagDiffers(machine: Machine, suffix: string, values: Values, after: Buffer): string | undefined {
  const expected = modelled(machine, suffix, values);
  if (expected === undefined) return undefined;
  const bit = (n: number): boolean => ((after.readUInt32LE(FLAGS_AT) >> n) & 1) === 1;
  const [carry, zero, sign, overflow] = [bit(0), bit(6), bit(7), bit(11)];
  const holds: Readonly<Record<string, boolean>> = {
    b: carry,
    e: zero,
    be: carry || zero,
    s: sign,
    l: sign !== overflow,
    le: zero || sign !== overflow,
  };
  const got = holds[suffix];
  return got === undefined || got === expected
    ? undefined
    : `condition ${suffix}: expected ${expected}, got ${got}`;
}

function modelled(machine: Machine, suffix: string, values: Values): boolean | undefined {
  try {
    return evaluateCondition(conditionOf(machine.flags, suffix), values);
  } catch {
    return undefined;
  }
}

function vectorAt(state: Buffer, i: number): bigint {
  let value = 0n;
  for (let k = 7; k >= 0; k--) value = (value << 64n) | state.readBigUInt64LE(VECTORS_AT + 64 * i + 8 * k);
  return value;
}
