/** Digests beyond what the vectors say: following a change is the same as looking again, and trees find what changed. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { REDUCTION } from "../src/digest/field.ts";
import { Digest } from "../src/digest.ts";
import { DigestKeys } from "../src/digest-keys.ts";
import { Fingerprint } from "../src/fingerprint.ts";
import type { WidthBits } from "../src/word.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";

/** A buffer that begins at any address, an offset into it and bytes that fit there. */
const changes = fc
  .tuple(fc.uint8Array({ maxLength: 3000 }), fc.nat(7), fc.nat(), fc.uint8Array({ maxLength: 40 }))
  .map(([bytes, start, where, xor]) => {
    const buffer = new Uint8Array(bytes.length + start).subarray(start);
    buffer.set(bytes);
    const offset = where % (bytes.length + 1);
    return { buffer, offset, xor: xor.subarray(0, bytes.length - offset) };
  });

/** Changes the buffer. @returns what stood there and what stands there now */
function apply(buffer: Uint8Array, offset: number, xor: Uint8Array): [Uint8Array, Uint8Array] {
  const before = buffer.slice(offset, offset + xor.length);
  for (const [i, byte] of xor.entries()) buffer[offset + i]! ^= byte;
  return [before, buffer.subarray(offset, offset + xor.length)];
}

it("a fingerprint that is told is one that looks again", () => {
  checked(
    fc.property(fc.constantFrom<WidthBits>(8, 16, 32, 64), changes, (width, { buffer, offset, xor }) => {
      const print = new Fingerprint({ width });
      const before = print.load(buffer);
      const told = print.accumulateDelta(offset, ...apply(buffer, offset, xor));
      expect(print.delta).toBe(before ^ told);
      expect(told).toBe(new Fingerprint({ width }).load(buffer));
      expect(print.changed).toBe(before !== told);
    }),
  );
});

it("a digest that is told is one that looks again, in chunks of any size", () => {
  checked(
    fc.property(changes, fc.integer({ min: 1, max: 40 }), ({ buffer, offset, xor }, chunkWords) => {
      const keys = DigestKeys.random(Math.ceil(buffer.length / 8));
      const digest = new Digest(keys, { chunkWords });
      digest.load(buffer);
      const told = digest.accumulateDelta(offset, ...apply(buffer, offset, xor));
      const found = new Digest(keys, { chunkWords });
      expect(told).toBe(found.load(buffer));
      expect(told).toBe(new Digest(keys).load(buffer));
      expect(digest.changedChunks(found)).toEqual([]);
    }),
  );
});

it("a tree finds the chunks that changed, the first one by one comparison a level", () => {
  checked(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 9 }),
      fc.uniqueArray(fc.nat(), { maxLength: 6 }),
      (words, chunkWords, places) => {
        const keys = DigestKeys.random(words);
        const [now, then] = [new Digest(keys, { chunkWords }), new Digest(keys, { chunkWords })];
        const buffer = new Uint8Array(8 * words).fill(3);
        now.load(buffer);
        then.load(buffer);
        const changed = new Set(places.map((place) => place % words));
        for (const word of changed) now.accum(word, BigInt(word) + 1n);
        const chunks = [...new Set([...changed].map((word) => Math.floor(word / chunkWords)))];
        chunks.sort((a, b) => a - b);
        expect(now.changedChunks(then)).toEqual(chunks);
        const compared = Math.ceil(Math.log2(now.chunks));
        expect(now.locate(then)).toEqual(chunks.length === 0 ? null : { chunk: chunks[0], compared });
      },
    ),
  );
});

it("the field is the one that Lean emitted", () => {
  const file = new URL("../../spec/ir/digest/keyed.json", import.meta.url);
  const { term, byteOrder, padding } = JSON.parse(readFileSync(file, "utf8"));
  expect([byteOrder, padding]).toEqual(["little", 0]);
  expect(BigInt(`0x${term.product.reduction}`)).toBe(BigInt(REDUCTION));
});

it("random keys are not all alike", () => {
  expect(new Set(DigestKeys.random(20_000).toWords()).size).toBe(20_000);
});

it("a digest refuses what does not fit it", () => {
  const keys = DigestKeys.random(4);
  const digest = new Digest(keys, { chunkWords: 2 });
  const look = () => digest.value;
  const [two, three] = [new Uint8Array(2), new Uint8Array(3)];
  refuses("bad_length", () => digest.load(new Uint8Array(33)), look);
  refuses("address_out_of_range", () => digest.accum(4, 1n), look);
  refuses("word_out_of_range", () => digest.accum(0, 2n ** 64n), look);
  refuses("bad_length", () => digest.accumulateDelta(31, two, two), look);
  refuses("bad_length", () => digest.accumulateDelta(-1, two, two), look);
  refuses("bad_length", () => digest.accumulateDelta(0, two, three), look);
  refuses("wrong_type", () => digest.accumulateDelta(0, two, [0, 0] as never), look);
  refuses("wrong_type", () => digest.accumulateDelta("0" as never, two, two), look);
  refuses("bad_length", () => digest.locate(new Digest(keys)), look);
  refuses("bad_length", () => digest.locate(new Digest(DigestKeys.random(5), { chunkWords: 2 })), look);
  refuses("key_mismatch", () => digest.locate(new Digest(DigestKeys.random(4), { chunkWords: 2 })), look);
  refuses("wrong_type", () => digest.locate({} as never), look);
  refuses("wrong_type", () => digest.load("text" as never), look);
  refuses("address_out_of_range", () => digest.chunk(2), look);
  refuses("bad_length", () => new Digest(keys, { chunkWords: 0 }), look);
  refuses("wrong_type", () => new Digest([1n] as never), look);
  refuses("bad_length", () => DigestKeys.random(-1), look);
  refuses("wrong_type", () => new DigestKeys([1n] as never), look);
});

it("a fingerprint refuses what does not fit it", () => {
  const print = new Fingerprint();
  print.load(new Uint8Array(10));
  const look = () => [print.value, print.delta];
  refuses("bad_length", () => print.accumulateDelta(9, new Uint8Array(2), new Uint8Array(2)), look);
  refuses("bad_length", () => print.accumulateDelta(0.5, new Uint8Array(2), new Uint8Array(2)), look);
  refuses("wrong_type", () => print.load("text" as never), look);
  refuses("bad_width", () => new Fingerprint({ width: 7 as 8 }), look);
  refuses("wrong_type", () => new Fingerprint(64 as never), look);
});
