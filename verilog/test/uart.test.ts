import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { batch, freshTable, loadTableIr, type Table } from "../../spec/interpreter/table.ts";
import { randomFrom } from "./cycles.ts";
import { runBench } from "./icarus.ts";

const SEED = 20261125;
const BUILD = { CONTEXTS: 5, BIT_CLOCKS: 5, TIMEOUT: 400 };
const BYTE_CLOCKS = 10 * BUILD.BIT_CLOCKS;
const [SEND, BAD_STOP, SILENCE, BUTTON] = [0, 1, 2, 3];
const DROPPED = "fe";

const ir = loadTableIr(join(import.meta.dirname, "../../spec/ir"));

/** What a host does; numbers as the bench takes them. */
type Action = readonly [kind: number, number: number];

/** The bytes of a word, most significant first. */
function bytes(value: bigint, length: number): number[] {
  return Array.from({ length }, (_, at) => Number((value >> BigInt(8 * (length - 1 - at))) & 255n));
}

/** The board as the specification has it: a table and a selected address. */
class Board {
  #table: Table = freshTable(BUILD.CONTEXTS);
  #selected = 0;

  /** The bytes of the reply to a command, in hex. */
  reply(letter: string, first: bigint, second: bigint): string[] {
    const run = (op: string, operands: Readonly<Record<string, bigint>>, address = this.#selected) => {
      const outcome = batch(ir, 64, this.#table, [{ op, address: BigInt(address), operands }]);
      if (!("reject" in outcome)) this.#table = outcome.table;
      return outcome;
    };
    const word = (value: bigint): string[] => bytes(value, 8).map((one) => hex(one));
    const code = (outcome: ReturnType<typeof run>): string[] => [
      "reject" in outcome ? (outcome.reject === "address_out_of_range" ? "03" : "02") : "00",
    ];
    const result = (outcome: ReturnType<typeof run>): string[] =>
      word((outcome as { results: readonly bigint[] }).results[0]!);
    switch (letter) {
      case "L":
      case "A":
      case "B":
        run({ L: "load", A: "accum", B: "rollback" }[letter], { word: first });
        return [];
      case "R":
        return result(run("read", {}));
      case "W":
        return result(run("swap", {}));
      case "X":
        return result(run("exchange", { word: first }));
      case "D":
        return word(this.#table[this.#selected]!.reference);
      case "S":
        return [this.#table[this.#selected]!.accumulator === 0n ? "80" : "00"];
      case "M":
        return code(run("merge", { other_reference: first, other_accumulator: second }));
      case "C": {
        const outcome = run("read", {}, Number(first));
        if (!("reject" in outcome)) this.#selected = Number(first);
        return code(outcome);
      }
      default:
        return ["ff"];
    }
  }
}

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");
const LENGTHS: Readonly<Record<string, number>> = { L: 8, A: 8, B: 8, X: 8, M: 16, C: 2 };

function command(letter: string, first: bigint, second: bigint): number[] {
  const length = LENGTHS[letter] ?? 0;
  const operands = length === 16 ? [...bytes(first, 8), ...bytes(second, 8)] : bytes(first, length);
  return [letter.charCodeAt(0), ...operands];
}

/** Time for a reply of so many bytes. */
const answerTime = (count: number): Action => [SILENCE, (count + 1) * BYTE_CLOCKS + 60];

function heard(actions: readonly Action[]): string[] {
  const lines = actions.map((action) => action.join(" "));
  return runBench("tb_uart", BUILD, lines)
    .filter((line) => line.startsWith("got "))
    .map((line) => line.slice(4));
}

test(`commands are answered as the specification says, seed ${SEED}`, () => {
  const random = randomFrom(SEED);
  const board = new Board();
  const actions: Action[] = [];
  const expected: string[] = [];
  const pool = [0n, 1n, 0xffff_ffff_ffff_ffffn, 0x0123_4567_89ab_cdefn];
  for (let round = 0; round < 40; round++) {
    const letter = "LAABRRWXDSMMC?"[random() % 14]!;
    const first = letter === "C" ? BigInt(random() % 7) : pool[random() % 4]!;
    const second = pool[random() % 4]!;
    const reply = board.reply(letter, first, second);
    actions.push(
      ...command(letter, first, second).map((byte): Action => [SEND, byte]),
      answerTime(reply.length),
    );
    expected.push(...reply);
  }
  expect(heard(actions)).toEqual(expected);
  expect(new Set(expected)).toContain("02");
  expect(new Set(expected)).toContain("03");
});

test("a swap checkpoints: afterwards the reference is the state, and the accumulator is zero", () => {
  const board = new Board();
  const sent = ["L", "A", "W", "D", "S"].map((letter, at) => ({ letter, word: BigInt(5 + at) }));
  const actions = sent.flatMap(({ letter, word }): Action[] => [
    ...command(letter, word, 0n).map((byte): Action => [SEND, byte]),
    answerTime(8),
  ]);
  const expected = sent.flatMap(({ letter, word }) => board.reply(letter, word, 0n));
  expect(expected.at(-1)).toBe("80");
  expect(heard(actions)).toEqual(expected);
});

/** Whatever went before, the board is at a letter again, and its context 0 holds what it held. */
const check = (word: bigint): readonly [readonly Action[], string[]] => [
  [[SEND, 0x52], answerTime(8)],
  bytes(word, 8).map(hex),
];

describe("a damaged command changes nothing, is reported, and the next one is understood", () => {
  const load = command("L", 0x1122_3344_5566_7788n, 0n).map((byte): Action => [SEND, byte]);
  const [reads, shown] = check(0x1122_3344_5566_7788n);

  test("a lost byte, at any place", () => {
    for (const letter of ["L", "A", "X", "M", "C"]) {
      const whole = command(letter, 4n, 5n);
      for (let lost = 1; lost < whole.length; lost += 5) {
        const rest = whole.filter((_, at) => at !== lost);
        const damaged = rest.map((byte): Action => [SEND, byte]);
        const silence: Action = [SILENCE, BUILD.TIMEOUT + 2 * BYTE_CLOCKS];
        expect(
          heard([...load, answerTime(0), ...damaged, silence, ...reads]),
          `${letter} without byte ${lost}`,
        ).toEqual([DROPPED, ...shown]);
      }
    }
  });

  test("a byte with a bad stop bit, in a command and before one", () => {
    const actions: Action[] = [
      ...load,
      answerTime(0),
      ...load.slice(0, 4),
      [BAD_STOP, 0],
      answerTime(1),
      ...reads,
    ];
    expect(heard(actions)).toEqual([DROPPED, ...shown]);
    expect(heard([...load, answerTime(0), [BAD_STOP, 0x4c], answerTime(1), ...reads])).toEqual([
      DROPPED,
      ...shown,
    ]);
  });

  test("a byte that comes while a reply is sent", () => {
    const actions: Action[] = [...load, answerTime(0), [SEND, 0x52], [SEND, 0x57], answerTime(9), ...reads];
    expect(heard(actions)).toEqual([...shown, DROPPED, ...shown]);
  });

  test("a glitch on the line that is no start bit", () => {
    const glitch: Action = [BAD_STOP, 0xff]; // A whole byte, but with its stop bit at 0.
    expect(heard([...load, answerTime(0), glitch, answerTime(1), ...reads])).toEqual([DROPPED, ...shown]);
  });

  test("the reset button in mid-command: afterwards every context is fresh and address 0 selected", () => {
    const select = command("C", 3n, 0n).map((byte): Action => [SEND, byte]);
    for (const at of [0, 1, 5]) {
      const actions: Action[] = [
        ...load,
        answerTime(0),
        ...select,
        answerTime(1),
        ...load,
        answerTime(0),
        ...load.slice(0, at),
        [BUTTON, 30],
        [SILENCE, 60],
        ...reads,
        [SEND, 0x53],
        answerTime(1),
      ];
      expect(heard(actions)).toEqual(["00", ...bytes(0n, 8).map(hex), "80"]);
    }
  });
});
