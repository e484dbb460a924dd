import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCli, runCliJson } from "./run-cli.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("atomik explain", () => {
  it("shows reference, accumulator and state behind every op, in hex and in bits", () => {
    const { exit, out, err } = runCli([
      "explain",
      "load 0xff00; accum 255; swap # checkpoint",
      "--width",
      "16",
    ]);
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    const words = out.split("\n").filter((line) => /^ {3}\w+ +[* ] +0x/.test(line));
    expect(words.map((line) => line.trim())).toEqual([
      "reference   * 0xff00  11111111 00000000",
      "accumulator   0x0000  00000000 00000000",
      "state       * 0xff00  11111111 00000000",
      "reference     0xff00  11111111 00000000",
      "accumulator * 0x00ff  00000000 11111111",
      "state       * 0xffff  11111111 11111111",
      "reference   * 0xffff  11111111 11111111",
      "accumulator * 0x0000  00000000 00000000",
      "state         0xffff  11111111 11111111",
      "result        0xffff",
    ]);
    expect(out.split("\n").filter((line) => /^\d/.test(line))).toEqual([
      "0  load  word 0xff00",
      "1  accum  word 0x00ff",
      "2  swap",
    ]);
  });

  it("fits long words into 80 columns", () => {
    const { out } = runCli(["explain", "load 0xff00000000000001"]);
    const lines = out.split("\n");
    expect(lines[2]).toBe("   reference   * 0xff00000000000001");
    expect(lines[3]).toBe(`     11111111 ${"00000000 ".repeat(6)}00000001`);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it("explains a counter", () => {
    const { out } = runCli(["explain", "load 1000; accum 100; rollback 1", "--counter", "--width", "16"]);
    expect(out.split("\n").filter((line) => /state/.test(line) && /0x/.test(line))).toEqual([
      "   state       * 0x03e8  00000011 11101000",
      "   state       * 0x044c  00000100 01001100",
      "   state       * 0x044b  00000100 01001011",
    ]);
  });

  it("ends at a rejected op, with expected and got, and exit code 1", () => {
    const program = "load 7\naccum 0x1_00\nread; read";
    const { exit, out, err } = runCli(["explain", "--file", "-", "--width", "8"], program);
    expect({ exit, err }).toEqual({ exit: 1, err: "" });
    expect(out).toContain("rejected      word_out_of_range; nothing has changed");
    expect(out).toContain("accum(delta): expected a bigint, 0 <= value < 2^8, got 0x100");
    expect(out).toContain("accumulator   0x00  00000000");
    expect(out).toContain("the 2 ops behind it did not run");
    const { json } = runCliJson(["explain", "load 1; merge 2 3"]);
    expect(json).toMatchObject({
      width: 64,
      result: "reject:reference_mismatch",
      state: "0000000000000001",
      steps: [
        { op: "load", operands: { word: "0000000000000001" }, reject: null },
        { op: "merge", reject: { code: "reference_mismatch" } },
      ],
    });
    expect(runCliJson(["explain", "accum -1"]).json).toMatchObject({ result: "reject:word_out_of_range" });
  });

  it("explains a case of the vectors as Lean says it goes", () => {
    const path = "conformance/vectors/w16/sequences.json";
    const { cases } = JSON.parse(readFileSync(ROOT + path, "utf8")) as {
      cases: readonly { id: string; steps: readonly { observe: object }[]; result: string }[];
    };
    const longest = cases.toSorted((one, two) => two.steps.length - one.steps.length)[0]!;
    const empty = cases.find(({ steps }) => steps.length === 0)!;
    const counted = "counter/sequences/w16/order/forward";
    expect(runCliJson(["explain", "--case", counted]).json).toMatchObject({ machine: "counter", width: 16 });
    for (const { id, steps, result } of [longest, empty]) {
      const { json } = runCliJson(["explain", "--case", id]);
      expect(json).toMatchObject({ width: 16, steps: steps.map(({ observe }) => ({ observe })), result });
    }
    expect(runCli(["explain", "--case", "nothing/w8"])).toMatchObject({ exit: 2, out: "" });
  });

  it.each([
    [["explain"], "explain: expected one of a program, --file or --case, got 0 of them"],
    [
      ["explain", "read", "--case", "x"],
      "explain: expected one of a program, --file or --case, got 2 of them",
    ],
    [["explain", "read", "--width", "12"], "--width: expected 8, 16, 32 or 64, got 12"],
    [
      ["explain", "--case", "x", "--width", "8"],
      "--case: expected neither --width nor --counter, got one of them",
    ],
    [["explain", "jump 3"], "op 0: expected load, accum, read, swap, rollback, exchange, merge, got jump"],
    [["explain", "read; read 3"], "op 1 (read): expected no operand, got 3"],
    [["explain", "merge 3"], "op 0 (merge): expected operands <other_reference> <other_accumulator>, got 3"],
    [
      ["explain", "load ten"],
      "op 0 (load) word: expected a number such as 255, 0xff or 0b1111_1111, got ten",
    ],
    [["explain", "# nothing"], 'program: expected ops such as "load 0xff; read", got nothing'],
    [["explain", "--file", "no/such"], "no/such: expected a readable file, got: no such file"],
  ])("%j is refused", (args, text) => {
    expect(runCli(args)).toEqual({ exit: 2, out: "", err: `atomik: ${text}\n` });
  });
});
