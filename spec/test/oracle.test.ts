import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { HEADER_BYTES, statusName } from "../../conformance/protocol/protocol.ts";
import { readReply, readReplyHeader } from "../../conformance/protocol/reply.ts";
import { RequestWriter } from "../../conformance/protocol/request.ts";
import { loadSpec } from "../../conformance/spec.ts";
import { leanCommand } from "../../lean/runner/lean.ts";

const root = join(import.meta.dirname, "../..");
const spec = loadSpec(root);
const [LOAD, ACCUM, READ, MERGE] = [1, 2, 3, 7];

type OpCall = readonly [opcode: number, ...operands: bigint[]];

/** A request frame with these programs. */
function frame(width: number, programs: readonly (readonly OpCall[])[], rootId = spec.rootId): Buffer {
  const request = new RequestWriter();
  request.begin(width, rootId);
  for (const ops of programs) {
    request.beginProgram();
    for (const [opcode, ...operands] of ops) request.op(opcode, operands);
    request.endProgram(ops.length);
  }
  return Buffer.from(request.finish());
}

const good = frame(8, [[[LOAD, 5n], [ACCUM, 3n], [READ]], []]);

/** The good frame with one byte changed. */
function changed(offset: number, value: number): Buffer {
  const bytes = Buffer.from(good);
  bytes[offset] = value;
  return bytes;
}

/** A frame with this payload, whatever it is. */
function withPayload(programs: number, payload: Buffer): Buffer {
  const header = Buffer.from(good.subarray(0, HEADER_BYTES));
  header.writeUInt16LE(programs, 6);
  header.writeUInt32LE(payload.length, 8);
  return Buffer.concat([header, payload, Buffer.from("qMTA")]);
}

/** `n` times the op `read`, in a program that says so. */
function reads(n: number): Buffer {
  const payload = Buffer.alloc(2 + n, READ);
  payload.writeUInt16LE(n);
  return payload;
}

/** A frame with this payload and four other bytes in place of the trailer; `flip` changes its root hash. */
function nested(payload: Buffer, flip = 0): Buffer {
  const bytes = withPayload(1, payload);
  bytes[12]! ^= flip;
  bytes[bytes.length - 1] = 0;
  return bytes;
}

const oversized = Buffer.from(good);
oversized.writeUInt32LE(4_194_305, 8);
const tooMany = Buffer.from(good);
tooMany.writeUInt16LE(4097, 6);

/** Bytes to send, and the statuses of the replies to them. */
const faults: readonly (readonly [what: string, bytes: Buffer, statuses: readonly string[]])[] = [
  ["rubbish of 20 bytes and more", Buffer.from("rubbish, more rubbish and ATM"), ["bad_magic"]],
  ["another version", changed(4, 2), ["bad_version"]],
  ["width 7", changed(5, 7), ["bad_width"]],
  ["width 0", changed(5, 0), ["bad_width"]],
  ["no programs", Buffer.concat([changed(6, 0)]), ["bad_count"]],
  ["4097 programs", tooMany, ["bad_count"]],
  ["a payload of 4 MiB and a byte", oversized, ["oversized"]],
  ["another root hash", changed(12, good[12]! ^ 1), ["wrong_hash"]],
  ["a wrong trailer", changed(good.length - 1, 0), ["truncated"]],
  [
    "another root hash and a wrong trailer",
    Buffer.concat([changed(19, good[19]! ^ 1).subarray(0, -1), Buffer.from("?")]),
    ["wrong_hash"],
  ],
  ["no program", withPayload(1, Buffer.alloc(0)), ["truncated"]],
  ["half a count of ops", withPayload(1, Buffer.alloc(1)), ["truncated"]],
  ["a program that ends before an op", withPayload(1, Buffer.from([2, 0, READ])), ["truncated"]],
  [
    "a program that ends inside an operand",
    withPayload(1, Buffer.from([1, 0, LOAD, 1, 2, 3])),
    ["truncated"],
  ],
  ["opcode 0", withPayload(1, Buffer.from([1, 0, 0])), ["unknown_op"]],
  ["opcode 8", withPayload(1, Buffer.from([2, 0, READ, 8])), ["unknown_op"]],
  ["opcode 255", withPayload(1, Buffer.from([1, 0, 255])), ["unknown_op"]],
  ["bytes left over", withPayload(1, Buffer.from([1, 0, READ, 0])), ["bad_length"]],
  ["1025 ops", withPayload(1, reads(1025)), ["bad_length"]],
  [
    "1025 ops, then a program cut off",
    withPayload(2, Buffer.concat([reads(1025), Buffer.from([9])])),
    ["truncated"],
  ],
  ["a magic with a good frame behind it", Buffer.concat([good.subarray(0, 4), good]), ["bad_version", "ok"]],
  [
    "a bad header with a good frame behind it",
    Buffer.concat([changed(5, 9).subarray(0, HEADER_BYTES), good]),
    ["bad_width", "ok"],
  ],
  ["a good frame as payload, and a wrong trailer", nested(good), ["truncated", "ok", "bad_magic"]],
  ["the same under another root hash", nested(good, 1), ["wrong_hash", "ok", "bad_magic"]],
];

/** The replies to everything that is sent to one oracle before its input ends. */
async function ask(sent: Buffer): Promise<Buffer[]> {
  const { command, args } = leanCommand("App.Oracle", [join(root, "spec/MANIFEST.json")]);
  const process = promisify(execFile)(command, args, { encoding: "buffer", maxBuffer: 1 << 26 });
  process.child.stdin!.end(sent);
  const { stdout } = await process;
  const replies: Buffer[] = [];
  for (let at = 0; at < stdout.length; ) {
    const end = at + HEADER_BYTES + readReplyHeader(stdout.subarray(at)).payloadBytes;
    replies.push(stdout.subarray(at, end));
    at = end;
  }
  return replies;
}

const statuses = (replies: readonly Buffer[]): string[] =>
  replies.map((reply) => statusName(readReplyHeader(reply).status));

/** Programs that are rejected, and the widest words. */
const narrow = frame(8, [[[LOAD, 5n], [ACCUM, 256n], [READ]], [[MERGE, 1n, 2n]], [[MERGE, 1n, 256n]]]);
const widest = 2n ** 64n - 1n;
const wide = frame(64, [[[LOAD, widest], [ACCUM, 1n], [READ]]]);

/** A refused header with a piece of a magic behind it: no frame, so that nothing answers the piece. */
const rest = Buffer.concat([changed(4, 9).subarray(0, HEADER_BYTES), Buffer.from("ATM")]);

describe("one oracle, given every malformed frame and a good one behind each", () => {
  let replies: Buffer[];
  beforeAll(async () => {
    replies = await ask(Buffer.concat([...faults.flatMap(([, bytes]) => [bytes, good]), narrow, wide, rest]));
  });

  it("answers each by name and lives on", () => {
    const sent = faults.flatMap(([what, , names]) => [...names, "ok"].map((name) => [what, name]));
    const expected = [...sent, ["rejects", "ok"], ["widest", "ok"], ["the end", "bad_version"]];
    expect(statuses(replies).map((name, i) => [expected[i]?.[0], name])).toEqual(expected);
  });
  it("answers the good ones alike", () => {
    const ok = replies.filter((reply) => readReplyHeader(reply).status === 0).slice(0, -2);
    for (const reply of ok) expect(reply.equals(ok[0]!)).toBe(true);
    expect(readReply(ok[0]!)).toEqual([
      {
        steps: [
          { reference: 5n, accumulator: 0n, result: 0n },
          { reference: 5n, accumulator: 3n, result: 0n },
          { reference: 5n, accumulator: 3n, result: 6n },
        ],
        reject: 0,
      },
      { steps: [], reject: 0 },
    ]);
  });
  it("rejects with a code and an unchanged context", () => {
    const programs = readReply(replies.at(-3)!);
    expect(programs.map(({ steps, reject }) => [steps.at(-1), reject, steps.length])).toEqual([
      [{ reference: 5n, accumulator: 0n, result: 0n }, 1, 2],
      [{ reference: 0n, accumulator: 0n, result: 0n }, 2, 1],
      [{ reference: 0n, accumulator: 0n, result: 0n }, 1, 1],
    ]);
  });
  it("keeps all bits of the widest words", () => {
    const [program] = readReply(replies.at(-2)!);
    expect(program!.steps.at(-1)).toEqual({ reference: widest, accumulator: 1n, result: widest - 1n });
  });
  it("says its root hash in every reply, and nothing else in a refusal", () => {
    for (const reply of replies) {
      const { status, programs, payloadBytes, rootId } = readReplyHeader(reply);
      expect(rootId).toBe(spec.rootHash.slice(0, 16));
      if (status !== 0) expect([programs, payloadBytes]).toEqual([0, 0]);
    }
  });
});

describe("input that ends", () => {
  it.each([
    ["inside a header", good.subarray(0, 19), ["truncated"]],
    [
      "inside a frame, in which a good one lies",
      Buffer.concat([changed(8, 255).subarray(0, HEADER_BYTES), good]),
      ["truncated", "ok"],
    ],
  ] as const)("%s", async (_, sent, expected) => {
    expect(statuses(await ask(Buffer.from(sent)))).toEqual(expected);
  });
});
