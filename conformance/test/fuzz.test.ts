import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseArguments } from "../fuzz/arguments.ts";
import { loadCorpus } from "../fuzz/corpus.ts";
import { checkCorpus } from "../fuzz/corpus-run.ts";
import { FrameSource } from "../fuzz/frames.ts";
import { Generator, PROGRAMS_PER_FRAME } from "../fuzz/generator.ts";
import { locate } from "../fuzz/locate.ts";
import { type FuzzOptions, fuzz } from "../fuzz/loop.ts";
import { findingLines } from "../fuzz/print.ts";
import { replay } from "../fuzz/replay-table.ts";
import { readReply } from "../protocol/reply.ts";
import { RequestWriter } from "../protocol/request.ts";
import { loadSpec } from "../spec.ts";
import { type Fault, fake, openedFake } from "./fake.ts";

const spec = loadSpec();
let corpus: string;
beforeEach(() => {
  corpus = mkdtempSync(join(tmpdir(), "atomik-corpus-"));
});
afterEach(() => rmSync(corpus, { recursive: true, force: true }));
const options = (): FuzzOptions => ({ seconds: 20, seed: 42, corpus });
const rejectOf = (name: string): number => spec.rejects.indexOf(name);

/** Rollback loses the top nibble of a word when it is 0xd. */
const rare: Fault = (op, [word = 0n], next) => {
  if (op === "rollback" && word >> 60n === 0xdn) next.accumulator ^= word & (0xfn << 60n);
};

describe("generator", () => {
  test("seed 42 gives the same bytes for ever", () => {
    const generator = new Generator(spec);
    const writer = new RequestWriter();
    const digests = spec.widths.map((_, frame) => {
      const bytes = generator.frame(writer, new Uint8Array(8), 42, frame);
      return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    });
    expect(digests).toMatchInlineSnapshot(`
      [
        "c96263106a380ea9",
        "f60f1505955c9f37",
        "56872a712778330b",
        "7b2451f7d4a42577",
      ]
    `);
  });

  test("programs meet every pair and every reject, and seldom end early", () => {
    const source = new FrameSource(spec, 7);
    const judge = fake(spec);
    const [ends, lengths] = [new Map<number, number>(), [] as number[]];
    let merges = 0;
    let accepted = 0;
    for (let i = 0; i < 8; i++) {
      const frame = source.next();
      judge.submit(frame.bytes);
      readReply(judge.collect()).forEach(({ steps, reject }, program) => {
        ends.set(reject, (ends.get(reject) ?? 0) + 1);
        lengths.push(steps.length);
        const ran = source.ops(frame, program).slice(0, steps.length);
        merges += ran.filter(({ name }) => name === "merge").length;
        accepted += ran.filter(({ name }, i) => name === "merge" && (i < steps.length - 1 || !reject)).length;
      });
    }
    expect([...ends.keys()].sort()).toEqual([
      0,
      rejectOf("word_out_of_range"),
      rejectOf("reference_mismatch"),
    ]);
    const mean = lengths.reduce((a, b) => a + b) / lengths.length;
    expect(mean).toBeGreaterThan(16);
    expect(mean).toBeLessThan(22);
    expect(accepted / merges).toBeGreaterThan(0.5);
    expect(accepted / merges).toBeLessThan(0.99);
    for (const a of spec.ops)
      for (const b of spec.ops) expect(source.pairs[a.opcode * 8 + b.opcode]).toBeGreaterThan(0);
  });
});

describe("fuzzing", () => {
  test("equal implementations agree, and the slow one sees a sample", () => {
    const opened = [
      openedFake(spec, { name: "a" }),
      openedFake(spec, { name: "b", observes: "state" }),
      openedFake(spec, { name: "c" }, "slow"),
    ];
    const result = fuzz(spec, opened, { ...options(), seconds: 0.5 });
    expect(result.finding).toBeUndefined();
    expect(result.programs).toBeGreaterThan(PROGRAMS_PER_FRAME);
    expect(result.byImplementation.b).toBe(result.programs);
    expect(result.byImplementation.c).toBeGreaterThan(0);
    expect(readdirSync(corpus)).toEqual([]);
  });

  test("a rare fault is found, shrunk, stored and replayed", () => {
    const opened = [openedFake(spec, { name: "right" }), openedFake(spec, { name: "wrong", fault: rare })];
    const { finding } = fuzz(spec, opened, options());
    expect(finding?.pair).toEqual(["right", "wrong"]);
    expect(finding!.entry.ops).toEqual([{ name: "rollback", operands: [0xdn << 60n] }]);
    const commands = findingLines(finding!).filter((line) => line.includes("just replay"));
    expect(commands).toEqual([`just replay ${finding!.entry.hash}`]);

    const program = locate(spec, corpus, finding!.entry.hash);
    const { differing, lines } = replay(spec, opened, program);
    expect(differing).toEqual(["wrong"]);
    expect(lines.filter((line) => line.endsWith("<-"))).toHaveLength(1);
    const [seed] = finding!.entry.found.split(",");
    expect(replay(spec, opened, locate(spec, corpus, seed!)).differing).toEqual(["wrong"]);

    expect(checkCorpus(spec, opened, loadCorpus(spec, corpus))).toHaveLength(1);
    const fixed = [openedFake(spec, { name: "right" }), openedFake(spec, { name: "fixed" })];
    expect(checkCorpus(spec, fixed, loadCorpus(spec, corpus))).toEqual([]);
  });

  test("a fault of two ops is shrunk to them", () => {
    const fault: Fault = (op, _, next) => {
      if (op === "swap" && next.reference & 1n) next.accumulator = 1n;
    };
    const opened = [openedFake(spec, { name: "right" }), openedFake(spec, { name: "wrong", fault })];
    const { finding } = fuzz(spec, opened, options());
    expect(finding!.entry.ops.length).toBeLessThanOrEqual(3);
    expect(finding!.entry.ops.at(-1)!.name).toBe("swap");
  });

  test("the slow judge finds what all fast ones do wrong", () => {
    const fault: Fault = (op, _, next) => {
      if (op === "load") next.accumulator = 1n;
    };
    const opened = [openedFake(spec, { name: "fast", fault }), openedFake(spec, { name: "judge" }, "slow")];
    const { finding } = fuzz(spec, opened, options());
    expect(finding?.pair).toEqual(["judge", "fast"]);
    expect(finding!.entry.ops).toEqual([{ name: "load", operands: [0n] }]);
  });

  test("one implementation alone is refused", () => {
    expect(() => fuzz(spec, [openedFake(spec)], options())).toThrow("fuzz: expected a fast implementation");
  });
});

describe("arguments", () => {
  test("are read", () => {
    const { seconds, seed, rows } = parseArguments(["2m", "--impl", "c,ts-fast", "--seed", "7"], 1);
    expect([seconds, seed, rows.map(({ name }) => name)]).toEqual([120, 7, ["c", "ts-fast"]]);
    expect(parseArguments([], 5).seed).toBe(5);
  });

  test.each([["5"], ["--impl", "d"], ["--impl"], ["--seed", "-1"], ["--seed", "4294967296"], ["0s"]])(
    "%s %s is refused",
    (...args) => {
      expect(() => parseArguments(args, 1)).toThrow(RangeError);
    },
  );

  test("a program that does not exist is refused", () => {
    for (const text of ["", "0123456789abcdef", "1:2", "1:2:12", "a:2:64", "4294967296:2:64"])
      expect(() => locate(spec, corpus, text)).toThrow(RangeError);
  });
});
