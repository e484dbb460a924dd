/** Random stimuli, and what the two simulators show of them cycle by cycle. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../sim/engine.ts";

const VERILOG = join(import.meta.dirname, "..");

/** The inputs of one cycle. */
export interface Cycle {
  readonly resetN: 0 | 1;
  readonly op: number;
  readonly word: bigint;
  readonly otherReference: bigint;
}

/** A generator of 32-bit numbers (xorshift), so that a failure can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** A run that starts with a reset, has others anywhere, and mixes words in and out of range with equal references. */
export function randomRun(random: () => number, width: number, length: number): Cycle[] {
  const pool = [0n, 1n, (1n << BigInt(width)) - 1n, 1n << BigInt(width - 1)];
  const word = (): bigint => {
    const kind = random() % 8;
    if (kind < 3) return pool[random() % pool.length]!;
    const any = (BigInt(random()) << 32n) | BigInt(random());
    return kind === 3 ? any : BigInt.asUintN(width, any);
  };
  return Array.from({ length }, (_, at) => ({
    resetN: at === 0 || random() % 12 === 0 ? 0 : 1,
    op: random() % 8,
    word: word(),
    otherReference: word(),
  }));
}

/** What Icarus shows in each cycle: state, reference, accumulator, result_valid, reject, id. */
export function icarusTrace(width: number, cycles: readonly Cycle[]): string[] {
  const dir = mkdtempSync(join(tmpdir(), "atomik-cycles-"));
  try {
    const rtl = join(VERILOG, "rtl");
    const program = join(dir, "cycles.vvp");
    const sources = [join(VERILOG, "test/tb_cycles.v"), join(rtl, "atomik_core.v")];
    execFileSync("iverilog", [
      "-g2005",
      "-I",
      rtl,
      "-I",
      join(VERILOG, "test"),
      `-Ptb_cycles.WIDTH=${width}`,
      "-o",
      program,
      ...sources,
    ]);
    const input = cycles.map(
      ({ resetN, op, word, otherReference }) =>
        `${resetN} ${op} ${word.toString(16)} ${otherReference.toString(16)}\n`,
    );
    const output = execFileSync("vvp", ["-n", program], { input: input.join(""), encoding: "utf8" });
    return output
      .trim()
      .split("\n")
      .map((line) => line.replace(/ +/g, " "));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What one lane of the engine shows in each cycle, in the same words. */
export function engineTrace(engine: Engine, lane: number, cycles: readonly Cycle[]): string[] {
  const put = (port: string, value: bigint): void => {
    engine.port(port).forEach((bits, index, all) => {
      const bit = Number((value >> BigInt(index)) & 1n);
      all[index] = (bits & ~(1 << lane)) | (bit << lane);
    });
  };
  const get = (port: string): bigint =>
    engine
      .port(port)
      .reduce((value, bits, index) => value | (BigInt((bits >>> lane) & 1) << BigInt(index)), 0n);
  const hex = (port: string): string =>
    get(port)
      .toString(16)
      .padStart(engine.port(port).length / 4, "0");
  return cycles.map(({ resetN, op, word, otherReference }) => {
    put("rst_ni", BigInt(resetN));
    put("op_i", BigInt(op));
    put("word_i", word);
    put("other_reference_i", otherReference);
    engine.step();
    const words = [hex("state_o"), hex("reference_o"), hex("accumulator_o")].join(" ");
    return `${words} ${get("result_valid_o")} ${get("reject_o")} ${hex("id_o")}`;
  });
}
