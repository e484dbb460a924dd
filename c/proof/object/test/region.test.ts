import { describe, expect, it } from "vitest";
import { ByteRegion, Refuted } from "../region.ts";
import { concat, constant, extract, same, symbol, zeroExtend } from "../term.ts";

const word = symbol(64, "word");
const region = (writable: boolean): ByteRegion =>
  new ByteRegion("place", symbol(64, "&place"), [word], writable);

describe("bytes in memory", () => {
  it("keep what was written into the middle of a word", () => {
    const place = region(true);
    place.store(3, constant(8, 0x5an));
    const expected = concat(extract(word, 0, 24), constant(8, 0x5an), extract(word, 32, 32));
    expect(same(place.load(0, 8), expected)).toBe(true);
    expect(same(place.load(0, 8), word)).toBe(false);
  });

  it("give a word back whole when its bytes were written one by one", () => {
    const place = region(true);
    for (let i = 0; i < 8; i++) place.store(i, extract(word, 8 * i, 8));
    expect(same(place.load(0, 8), word)).toBe(true);
    expect(same(zeroExtend(place.load(0, 4), 64), word)).toBe(false);
  });

  it("refuse what is outside, and writes to what is only to be read", () => {
    expect(() => region(true).load(1, 8)).toThrow(Refuted);
    expect(() => region(true).store(-1, constant(8, 0n))).toThrow(Refuted);
    expect(() => region(false).store(0, constant(8, 0n))).toThrow(Refuted);
  });
});
