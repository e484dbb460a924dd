import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Delta } from "../src/delta.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";

/** Bytes that start anywhere in their buffer, with other bytes around them. */
const placed = (bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc.tuple(bytes, fc.nat(9)).map(([bytes, offset]) => {
    const room = new Uint8Array(bytes.length + offset + 5).fill(0xa5);
    room.set(bytes, offset);
    return room.subarray(offset, offset + bytes.length);
  });
const any = fc.uint8Array({ maxLength: 70 });
/** Two buffers of which most words are the same, of any two lengths. */
const pair = fc
  .tuple(any, fc.array(fc.tuple(fc.nat(69), fc.nat(255)), { maxLength: 3 }), fc.nat(80))
  .chain(([bytes, changes, length]) => {
    const other = new Uint8Array(length);
    other.set(bytes.subarray(0, length));
    for (const [at, byte] of changes) if (at < length) other[at] = byte;
    return fc.tuple(placed(fc.constant(bytes)), placed(fc.constant(other)));
  });
const plain = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

/** The little-endian words of a buffer, by the definition. */
function wordsOf(bytes: Uint8Array): bigint[] {
  const words = new Array<bigint>(Math.ceil(bytes.length / 8)).fill(0n);
  for (const [i, byte] of bytes.entries()) words[i >> 3]! |= BigInt(byte) << BigInt(8 * (i & 7));
  return words;
}

describe("a delta between two buffers", () => {
  it("turns one into the other and back, and leaves both alone", () => {
    checked(
      fc.property(pair, ([before, after]) => {
        const [old, fresh] = [plain(before), plain(after)];
        const delta = Delta.between(before, after);
        expect(delta.apply(before)).toEqual(fresh);
        expect(delta.revert(after)).toEqual(old);
        expect([plain(before), plain(after)]).toEqual([old, fresh]);
      }),
      500,
    );
  });

  it("has just the words that differ, lowest address first", () => {
    checked(
      fc.property(pair, ([before, after]) => {
        const [old, fresh] = [wordsOf(before), wordsOf(after)];
        const expected = Array.from({ length: Math.max(old.length, fresh.length) }, (_, i) => i)
          .map((i) => [i, (old[i] ?? 0n) ^ (fresh[i] ?? 0n)] as const)
          .filter(([, word]) => word !== 0n);
        const delta = Delta.between(before, after);
        expect([...delta.addresses].map((address, i) => [address, delta.words[i]])).toEqual(expected);
        expect([delta.oldLength, delta.newLength]).toEqual([before.length, after.length]);
        expect(delta.byteLength).toBe(12 * expected.length);
        expect(delta.fullCopyIsSmaller).toBe(after.length < 12 * expected.length);
        expect(delta.isEmpty).toBe(expected.length === 0 && before.length === after.length);
      }),
      500,
    );
  });

  it("says when a full copy is smaller", () => {
    const before = new Uint8Array(24);
    const sizes = [1, 2, 3].map((words) => Delta.between(before, plain(before).fill(1, 0, 8 * words)));
    expect(sizes.map(({ byteLength }) => byteLength)).toEqual([12, 24, 36]);
    expect(sizes.map(({ fullCopyIsSmaller }) => fullCopyIsSmaller)).toEqual([false, false, true]);
  });

  it("is empty between equal buffers, not between those of other lengths", () => {
    expect(Delta.between(new Uint8Array(9), new Uint8Array(9)).isEmpty).toBe(true);
    expect(Delta.between(new Uint8Array(9), new Uint8Array(10)).isEmpty).toBe(false);
    expect(Delta.between(new Uint8Array(), new Uint8Array()).isEmpty).toBe(true);
  });

  it("changes the same bits of a third buffer", () => {
    const [before, after] = [Uint8Array.of(1, 2, 3), Uint8Array.of(1, 6, 3)];
    expect(Delta.between(before, after).apply(Uint8Array.of(9, 9, 9))).toEqual(Uint8Array.of(9, 13, 9));
  });

  it("refuses other lengths and other types", () => {
    const [before, after] = [Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2)];
    const delta = Delta.between(before, after);
    const look = () => [plain(before), plain(after), plain(Uint8Array.from(delta.addresses))];
    refuses("bad_length", () => delta.apply(after), look);
    refuses("bad_length", () => delta.revert(before), look);
    for (const bad of [null, "abc", [1, 2, 3], new ArrayBuffer(3), new Uint16Array(3)]) {
      refuses("wrong_type", () => delta.apply(bad as never), look);
      refuses("wrong_type", () => delta.revert(bad as never), look);
      refuses("wrong_type", () => Delta.between(bad as never, after), look);
      refuses("wrong_type", () => Delta.between(before, bad as never), look);
    }
  });

  it("is made of its parts again, and has copies of them", () => {
    checked(
      fc.property(pair, ([before, after]) => {
        const { oldLength, newLength, addresses, words } = Delta.between(before, after);
        const parts = { oldLength, newLength, addresses: addresses.slice(), words: words.slice() };
        const delta = Delta.of(parts);
        parts.addresses.fill(0);
        parts.words.fill(0n);
        expect(delta.apply(before)).toEqual(plain(after));
      }),
    );
  });

  it("refuses parts that no two buffers differ by", () => {
    const parts = {
      oldLength: 20,
      newLength: 17,
      addresses: Uint32Array.of(0, 2),
      words: BigUint64Array.of(1n, 2n),
    };
    expect(
      [...Delta.of(parts).apply(new Uint8Array(20))].flatMap((byte, i) => (byte ? [i, byte] : [])),
    ).toEqual([0, 1, 16, 2]);
    const look = () => [[...parts.addresses], [...parts.words]];
    for (const [code, wrong] of [
      ["bad_length", { oldLength: -1 }],
      ["bad_length", { newLength: 1.5 }],
      ["bad_length", { words: BigUint64Array.of(1n) }],
      ["address_out_of_range", { addresses: Uint32Array.of(2, 0) }],
      ["address_out_of_range", { addresses: Uint32Array.of(2, 2) }],
      ["address_out_of_range", { addresses: Uint32Array.of(0, 3) }],
      ["word_out_of_range", { words: BigUint64Array.of(0n, 2n) }],
      ["word_out_of_range", { words: BigUint64Array.of(1n, 1n << 32n) }],
      ["wrong_type", { oldLength: 20n }],
      ["wrong_type", { addresses: [0, 2] }],
      ["wrong_type", { words: [1n, 2n] }],
    ] as const) {
      refuses(code, () => Delta.of({ ...parts, ...wrong } as never), look);
    }
  });
});
