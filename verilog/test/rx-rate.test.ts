import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { randomFrom } from "./cycles.ts";
import { runBench } from "./icarus.ts";

/** Units of time in one clock of the receiver. */
const CLOCK = 1000;
/** Bits from the start edge to the end of the byte, and to the last bit that is looked at. */
const [BITS, LAST] = [10, 9];

/** Random bytes from a sender whose bits take `ratio` of the receiver's, back to back or after a rest of any phase. */
function received(bitClocks: number, ratio: number, count: number): { sent: string[]; got: string[] } {
  const random = randomFrom(bitClocks + Math.round(1e6 * ratio));
  const bitTime = Math.round(bitClocks * CLOCK * ratio);
  const bytes = Array.from({ length: count }, () => random() & 255);
  const lines = bytes.map(
    (byte) => `${byte} ${bitTime} ${random() % 2 === 0 ? 0 : random() % (3 * bitTime)}`,
  );
  const got = runBench("tb_rx", { BIT_CLOCKS: bitClocks }, lines);
  return { sent: bytes.map((byte) => byte.toString(16).padStart(2, "0")), got };
}

/**
 * The shortest and the longest bit of a sender that is understood, in bits of the receiver. It looks at the line between
 * h + 1 and h + 2 clocks after the start edge, h being half a bit rounded down, and at each further bit a whole bit later.
 */
function tolerance(bitClocks: number): { shortest: number; longest: number } {
  const half = Math.floor(bitClocks / 2);
  return {
    shortest: (LAST * bitClocks + half + 2) / (BITS * bitClocks),
    longest: (LAST * bitClocks + half + 1) / (LAST * bitClocks),
  };
}

describe("a receiver of bits of 234 clocks, as at 115,200 baud from 27 MHz", () => {
  test.each([0.96, 0.98, 1, 1.02, 1.04])("understands a sender whose bits take %d of its own", (ratio) => {
    const { sent, got } = received(234, ratio, 100);
    expect(got).toEqual(sent);
  });

  test("does not understand one that is 6 % off", () => {
    for (const ratio of [0.94, 1.06]) {
      const { sent, got } = received(234, ratio, 50);
      expect(got, `${ratio}`).not.toEqual(sent);
    }
  });
});

test.each([20, 21, 33, 64])(
  "at %i clocks a bit a sender is understood that is 4 percent off",
  (bitClocks) => {
    const { shortest, longest } = tolerance(bitClocks);
    expect(shortest).toBeLessThanOrEqual(0.96);
    expect(longest).toBeGreaterThanOrEqual(1.04);
    for (const ratio of [0.96, 1.04]) {
      const { sent, got } = received(bitClocks, ratio, 300);
      expect(got, `${ratio}`).toEqual(sent);
    }
  },
);

test("below 20 clocks a bit it is not: the sample is too late", () => {
  expect(tolerance(18).shortest).toBeGreaterThan(0.96);
  const { sent, got } = received(10, 0.96, 300);
  expect(got).not.toEqual(sent);
});

test.each([10, 20, 57, 234])("the limits at %i clocks a bit are those computed", (bitClocks) => {
  const { shortest, longest } = tolerance(bitClocks);
  const margin = 0.002;
  for (const ratio of [shortest + margin, longest - margin]) {
    const { sent, got } = received(bitClocks, ratio, 60);
    expect(got, `${ratio}`).toEqual(sent);
  }
  for (const ratio of [shortest - 2 / bitClocks / BITS, longest + 2 / bitClocks / LAST]) {
    const { sent, got } = received(bitClocks, ratio, 60);
    expect(got, `${ratio}`).not.toEqual(sent);
  }
});

test("the module's page names the limits that are computed here", () => {
  const page = readFileSync(join(import.meta.dirname, "../doc/atomik_uart_top.md"), "utf8");
  const { shortest, longest } = tolerance(234);
  const percent = (part: number): string => (100 * part).toFixed(1);
  expect(page).toContain(`${percent(1 - shortest)} % shorter or ${percent(longest - 1)} % longer`);
  const enough = Array.from({ length: 1000 }, (_, i) => tolerance(20 + i));
  expect(enough.filter(({ shortest, longest }) => shortest > 0.96 || longest < 1.04)).toEqual([]);
});
