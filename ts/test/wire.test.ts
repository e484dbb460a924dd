/** Messages and frames beyond what the vectors say: any fields make the round trip, wrong ones are refused. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { Frame, type FrameFields } from "../src/frame.ts";
import { DeltaMessage } from "../src/message.ts";
import type { WidthBits } from "../src/word.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";

const uint = (bits: number) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });
const uint32 = fc.nat(2 ** 32 - 1);
const look = () => 0;

const fields: fc.Arbitrary<Required<FrameFields>> = fc
  .constantFrom<WidthBits>(8, 16, 32, 64)
  .chain((width) => {
    const bits = fc.integer({ min: 1, max: width }).chain(uint);
    return fc
      .record({
        width: fc.constant(width),
        origin: uint(64),
        epoch: uint32,
        first: fc.bigInt({ min: 0n, max: 2n ** 64n - 64n }),
        entries: fc.array(fc.tuple(uint32, bits), { minLength: 1, maxLength: 64 }),
      })
      .map(({ entries, ...header }) => ({
        ...header,
        addresses: Uint32Array.from(entries, ([address]) => address),
        deltas: BigUint64Array.from(entries, ([, delta]) => delta),
      }));
  });

it("any message makes the round trip", () => {
  checked(
    fc.property(uint32, uint(64), uint32, (address, delta, sequence) => {
      const message = new DeltaMessage(address, delta, sequence);
      expect(DeltaMessage.decode(message.encode())).toEqual(message);
    }),
  );
});

it("any frame makes the round trip, and no other bytes are it", () => {
  checked(
    fc.property(fields, (given) => {
      const frame = new Frame(given);
      const bytes = frame.encode();
      expect(Frame.decode(bytes)).toEqual(frame);
      expect(Frame.decode(bytes).encode()).toEqual(bytes);
    }),
  );
});

it("a frame with a wrong bit is refused", () => {
  checked(
    fc.property(fields, fc.nat(), (given, where) => {
      const bytes = new Frame(given).encode();
      const bit = where % (8 * bytes.length);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => Frame.decode(bytes)).toThrow(/^decode\(bytes\).*: expected .*, got .*/);
    }),
  );
});

it("a frame keeps its own entries", () => {
  const addresses = Uint32Array.of(1);
  const deltas = BigUint64Array.of(2n);
  const frame = new Frame({ origin: 1n, epoch: 1, first: 1n, addresses, deltas });
  addresses[0] = 9;
  deltas[0] = 9n;
  expect([...frame.entries()]).toEqual([[1, 2n, 1n]]);
});

const good = { origin: 1n, epoch: 1, first: 1n, addresses: Uint32Array.of(1), deltas: BigUint64Array.of(2n) };
const wrong: readonly [string, object][] = [
  ["bad_width", { width: 24 }],
  ["word_out_of_range", { origin: 2n ** 64n }],
  ["word_out_of_range", { epoch: 2 ** 32 }],
  ["word_out_of_range", { first: -1n }],
  ["word_out_of_range", { width: 8, deltas: BigUint64Array.of(256n) }],
  [
    "sequence_out_of_range",
    { first: 2n ** 64n - 1n, addresses: new Uint32Array(2), deltas: new BigUint64Array(2) },
  ],
  ["bad_count", { addresses: new Uint32Array(0), deltas: new BigUint64Array(0) }],
  ["bad_count", { addresses: new Uint32Array(4097), deltas: new BigUint64Array(4097) }],
  ["bad_length", { deltas: new BigUint64Array(2) }],
  ["wrong_type", { addresses: [1] }],
  ["wrong_type", { deltas: [1n] }],
  ["wrong_type", { origin: 1 }],
  ["wrong_type", { epoch: 1n }],
];

it.each(wrong)("a frame is refused with %s for %o", (code, changed) => {
  refuses(code, () => new Frame({ ...good, ...changed }), look);
});

it("the last sequence number may be the last there is", () => {
  expect([...new Frame({ ...good, first: 2n ** 64n - 1n }).entries()]).toEqual([[1, 2n, 2n ** 64n - 1n]]);
});

it("a message of wrong fields, or what is no bytes, is refused", () => {
  refuses("address_out_of_range", () => new DeltaMessage(2 ** 32, 0n, 0), look);
  refuses("address_out_of_range", () => new DeltaMessage(0.5, 0n, 0), look);
  refuses("word_out_of_range", () => new DeltaMessage(0, 2n ** 64n, 0), look);
  refuses("sequence_out_of_range", () => new DeltaMessage(0, 0n, -1), look);
  refuses("wrong_type", () => new DeltaMessage("0" as never, 0n, 0), look);
  refuses("wrong_type", () => DeltaMessage.decode([0] as never), look);
  refuses("wrong_type", () => Frame.decode("ATMd" as never), look);
  refuses("wrong_type", () => new Frame(null as never), look);
});
