import fc from "fast-check";
import { expect, it } from "vitest";
import { DeltaMessage } from "../src/message.ts";
import { DeltaStream } from "../src/stream.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";

const look = (stream: DeltaStream) => () => [[...stream.entries()], stream.sequence, stream.pending.length];

it("three ends come to the same states, in whatever order messages come and however often they are offered", () => {
  const deltas = fc.array(fc.tuple(fc.nat(2), fc.nat(4), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), {
    maxLength: 40,
  });
  checked(
    fc.property(deltas, fc.infiniteStream(fc.nat()), (given, random) => {
      const ends = [0, 1, 2].map(() => new DeltaStream(5));
      for (const end of ends) end.load(3, 77n);
      const sent = given.map(([from, address, delta]) => ({
        from,
        bytes: ends[from]!.accum(address, delta).encode(),
      }));
      for (const [name, end] of ends.entries()) {
        const coming = sent.filter(({ from }) => from !== name);
        const offered = [...coming, ...coming].map((one) => [random.next().value, one] as const);
        for (const [, { from, bytes }] of offered.sort(([a], [b]) => a - b)) {
          try {
            end.apply(bytes, `${from}`);
          } catch (error) {
            expect(error).toHaveProperty("code", "duplicate_message");
          }
        }
        expect(["0", "1", "2"].map((origin) => end.missing(origin))).toEqual([0, 0, 0]);
      }
      const states = ends.map((end) => [...end.entries()]);
      expect(states[1]).toEqual(states[0]);
      expect(states[2]).toEqual(states[0]);
    }),
  );
});

it("notices what is missing, and takes it later", () => {
  const stream = new DeltaStream(1);
  stream.apply(new DeltaMessage(0, 1n, 3), "a");
  stream.apply(new DeltaMessage(0, 2n, 1), "a");
  expect(stream.missing("a")).toBe(1);
  stream.apply(new DeltaMessage(0, 4n, 2), "a");
  expect([stream.missing("a"), stream.read(0)]).toEqual([0, 7n]);
});

it("keeps no more numbers than it says", () => {
  const stream = new DeltaStream(1);
  stream.apply(new DeltaMessage(0, 1n, 1024), "a");
  refuses("sequence_too_far", () => stream.apply(new DeltaMessage(0, 1n, 1025), "a"), look(stream));
  stream.apply(new DeltaMessage(0, 1n, 1), "a");
  stream.apply(new DeltaMessage(0, 1n, 1025), "a");
  for (let i = 1; i < 1024; i++) stream.apply(new DeltaMessage(0, 1n, 1), `origin ${i}`);
  refuses("too_many_origins", () => stream.apply(new DeltaMessage(0, 1n, 1), "one more"), look(stream));
});

it("holds own messages until they are acknowledged, and no more than the limit", () => {
  const stream = new DeltaStream(2, { pendingLimit: 3 });
  const messages = [1n, 2n, 3n].map((delta) => stream.accum(0, delta));
  expect(stream.pending).toEqual(messages);
  refuses("pending_full", () => stream.accum(0, 4n), look(stream));
  stream.acknowledge(2);
  expect(stream.pending.map(({ sequence }) => sequence)).toEqual([3]);
  expect(stream.accum(1, 4n).sequence).toBe(4);
  refuses("sequence_out_of_range", () => stream.acknowledge(5), look(stream));
  refuses("wrong_type", () => stream.acknowledge("4" as never), look(stream));
});

it("with a limit of 0, holds none and bounds nothing", () => {
  const stream = new DeltaStream(1, { pendingLimit: 0 });
  for (let i = 0; i < 5000; i++) stream.accum(0, 1n);
  expect([stream.pending.length, stream.sequence]).toEqual([0, 5000]);
});

it("refuses what does not fit it", () => {
  const stream = new DeltaStream(2, { width: 16 });
  const one = new DeltaMessage(0, 1n, 1);
  refuses("address_out_of_range", () => stream.load(2, 1n), look(stream));
  refuses("word_out_of_range", () => stream.load(0, 2n ** 16n), look(stream));
  stream.load(0, 9n);
  stream.apply(one, "a");
  refuses("already_started", () => stream.load(0, 1n), look(stream));
  refuses("duplicate_message", () => stream.apply(one.encode(), "a"), look(stream));
  refuses("sequence_out_of_range", () => stream.apply(new DeltaMessage(0, 1n, 0), "a"), look(stream));
  refuses("word_out_of_range", () => stream.apply(new DeltaMessage(0, 2n ** 16n, 2), "a"), look(stream));
  refuses("address_out_of_range", () => stream.apply(new DeltaMessage(2, 1n, 2), "a"), look(stream));
  refuses("bad_length", () => stream.apply(new Uint8Array(15), "a"), look(stream));
  refuses("wrong_type", () => stream.apply([] as never, "a"), look(stream));
  refuses("wrong_type", () => stream.apply(one, 1 as never), look(stream));
  refuses("address_out_of_range", () => stream.accum(2, 1n), look(stream));
  refuses("bad_length", () => new DeltaStream(1, { pendingLimit: -1 }), look(stream));
  refuses("wrong_type", () => new DeltaStream(1, { pendingLimit: "1" as never }), look(stream));
});
