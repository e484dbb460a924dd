/** The built conformance program as a process: what it answers to good frames, bad ones, and the end of its input. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { buildProgram, FLAGS, implementation } from "../../conformance/adapters/c.ts";
import { type StatusName, statusName } from "../../conformance/protocol/protocol.ts";
import { readReply, readReplyHeader } from "../../conformance/protocol/reply.ts";
import { loadSpec, opOf } from "../../conformance/spec.ts";
import { ROOT, ROOT_HASH, run } from "./compile.ts";

const spec = loadSpec();
const rootId = Buffer.from(ROOT_HASH.slice(0, 16), "hex");
const opcode = (name: string): number => opOf(spec, name).opcode;
const READ = Buffer.from([opcode("read")]);

/** `value` in `bytes` little-endian bytes. */
function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, Math.min(bytes, 6));
  return buffer;
}

/** A program with the op count it claims, by default the true one. */
function program(ops: readonly Buffer[], count: number = ops.length): Buffer {
  return Buffer.concat([number(count, 2), ...ops]);
}

/** The fields of a request frame. */
interface Fields {
  readonly magic: string;
  readonly version: number;
  readonly width: number;
  readonly programs: number;
  readonly length: number;
  readonly rootId: Uint8Array;
  readonly payload: Buffer;
  readonly trailer: string;
}

/** A request frame: good, but for the fields given. */
function frame(fields: Partial<Fields> = {}): Buffer {
  const payload = fields.payload ?? program([READ]);
  const good = { magic: "ATMq", version: 1, width: 64, programs: 1, rootId, trailer: "qMTA" };
  const f: Fields = { ...good, length: payload.length, ...fields, payload };
  return Buffer.concat([
    Buffer.from(f.magic),
    number(f.version, 1),
    number(f.width, 1),
    number(f.programs, 2),
    number(f.length, 4),
    f.rootId,
    f.payload,
    Buffer.from(f.trailer),
  ]);
}

/** Splits a stream of replies and names the status of each. */
function statuses(output: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at < output.length; ) {
    const header = readReplyHeader(output.subarray(at));
    expect(header.rootId).toBe(ROOT_HASH.slice(0, 16));
    if (header.status !== 0) expect([header.programs, header.payloadBytes]).toEqual([0, 0]);
    names.push(statusName(header.status));
    at += 20 + header.payloadBytes;
  }
  return names;
}

const wide = (name: string, ...operands: readonly number[]): Buffer =>
  Buffer.concat([number(opcode(name), 1), ...operands.map((value) => number(value, 8))]);
const garbage = (bytes: number): Buffer => Buffer.alloc(bytes, "ATMATATMr");
const reads = (count: number): Buffer[] => new Array<Buffer>(count).fill(READ);

/** Input, and the replies to it; the good frame behind each input is answered too. */
const REFUSED: readonly (readonly [what: string, input: Buffer, replies: readonly StatusName[]])[] = [
  ["20 bytes of garbage", garbage(20), ["bad_magic"]],
  ["10,000 bytes of garbage: one reply", garbage(10_000), ["bad_magic"]],
  ["garbage whose end looks like a magic", Buffer.concat([garbage(30), Buffer.from("ATM")]), ["bad_magic"]],
  ["a reply's magic", frame({ magic: "ATMr" }), ["bad_magic"]],
  ["version 0", frame({ version: 0 }), ["bad_version"]],
  ["version 2", frame({ version: 2 }), ["bad_version"]],
  ["width 0", frame({ width: 0 }), ["bad_width"]],
  ["width 65", frame({ width: 65 }), ["bad_width"]],
  ["no program", frame({ programs: 0, payload: Buffer.alloc(0) }), ["bad_count"]],
  ["4097 programs", frame({ programs: 4097 }), ["bad_count"]],
  ["a payload of 4 MiB + 1", frame({ length: 4_194_305 }), ["oversized"]],
  ["a payload of 4 GiB - 1", frame({ length: 0xffffffff }), ["oversized"]],
  ["another root hash", frame({ rootId: Buffer.from("01234567") }), ["wrong_hash"]],
  [
    "another root hash without a trailer",
    frame({ rootId: Buffer.from("01234567"), trailer: "" }),
    ["wrong_hash"],
  ],
  ["another trailer", frame({ trailer: "qMTB" }), ["truncated"]],
  ["a payload shorter than claimed", frame({ length: 10 }), ["truncated"]],
  ["a payload longer than claimed", frame({ length: 2 }), ["truncated"]],
  ["an empty payload", frame({ payload: Buffer.alloc(0) }), ["truncated"]],
  ["half an op count", frame({ payload: Buffer.alloc(1) }), ["truncated"]],
  ["an op that is missing", frame({ payload: program([READ], 2) }), ["truncated"]],
  ["half an operand", frame({ payload: program([wide("load", 1).subarray(0, 5)], 1) }), ["truncated"]],
  ["one operand of two", frame({ payload: program([wide("merge", 1)], 1) }), ["truncated"]],
  ["a program that is missing", frame({ programs: 2 }), ["truncated"]],
  ["opcode 0", frame({ payload: program([number(0, 1)]) }), ["unknown_op"]],
  ["opcode 8", frame({ payload: program([number(8, 1)]) }), ["unknown_op"]],
  ["opcode 255 behind a good op", frame({ payload: program([READ, number(255, 1)]) }), ["unknown_op"]],
  ["1025 ops", frame({ payload: program(reads(1025)) }), ["bad_length"]],
  [
    "bytes behind the last program",
    frame({ payload: Buffer.concat([program([READ]), READ]) }),
    ["bad_length"],
  ],
  ["everything wrong but the magic", frame({ version: 9, width: 9, programs: 0 }), ["bad_version"]],
  [
    "two bad frames",
    Buffer.concat([frame({ width: 1 }), frame({ trailer: "...." })]),
    ["bad_width", "truncated"],
  ],
  [
    "a bad frame that holds a magic",
    frame({ version: 2, payload: frame() }),
    ["bad_version", "ok", "bad_magic"],
  ],
  ["a good frame in a frame without trailer", frame({ payload: frame(), trailer: "" }), ["truncated", "ok"]],
];

const BUILDS: readonly (readonly [name: string, flags: readonly string[]])[] = [
  ["as users build it", FLAGS],
  ["under sanitizers", [...FLAGS, "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]],
];

describe.each(BUILDS)("the program, %s", (_, flags) => {
  const built = buildProgram(ROOT, flags);

  /** The replies to a whole input; the program must end well and say nothing. */
  async function replies(input: Buffer): Promise<string[]> {
    const { status, stdout, stderr } = run(await built, [], input);
    expect([status, stderr]).toEqual([0, ""]);
    return statuses(stdout);
  }

  it.each(REFUSED)("refuses %s, and answers the next good frame", async (_what, input, expected) => {
    expect(await replies(Buffer.concat([input, frame()]))).toEqual([...expected, "ok"]);
  });

  it("ends quietly when the input ends between frames", async () => {
    expect(await replies(Buffer.alloc(0))).toEqual([]);
    expect(await replies(frame())).toEqual(["ok"]);
  });

  it("answers truncated when the input ends inside a frame, wherever that is", async () => {
    const whole = frame();
    for (let length = 1; length < whole.length; length++)
      expect(await replies(Buffer.concat([whole, whole.subarray(0, length)]))).toEqual(["ok", "truncated"]);
  });

  it("answers the largest frame", async () => {
    const payload = Buffer.concat(new Array<Buffer>(4096).fill(program(reads(1022))));
    expect(payload.length).toBe(4_194_304);
    const { status, stdout, stderr } = run(await built, [], frame({ programs: 4096, payload }));
    expect([status, stderr]).toEqual([0, ""]);
    expect(readReplyHeader(stdout)).toMatchObject({ status: 0, programs: 4096 });
    expect(stdout.length).toBe(20 + 4096 * (4 + 24 * 1022));
  });

  it("answers programs of 0 and of 1024 ops", async () => {
    const payload = Buffer.concat([program([]), program(reads(1024))]);
    const { stdout } = run(await built, [], frame({ programs: 2, payload }));
    expect(readReply(stdout).map(({ steps, reject }) => [steps.length, reject])).toEqual([
      [0, 0],
      [1024, 0],
    ]);
  });

  it("ends a program at its first rejected op, whose step shows the unchanged context", async () => {
    const payload = program([wide("load", 7), wide("accum", 9), wide("accum", 256), READ]);
    const { stdout } = run(await built, [], frame({ width: 8, payload }));
    const [reply] = readReply(stdout);
    expect(reply?.steps.length).toBe(3);
    expect(reply?.reject).toBe(spec.rejects.indexOf("word_out_of_range"));
    expect(reply?.steps[2]).toEqual(reply?.steps[1]);
  });

  it("answers as soon as it has what it needs, byte by byte", { timeout: 20_000 }, async () => {
    const child = spawn(await built, [], { stdio: ["pipe", "pipe", "inherit"] });
    const exit = once(child, "exit");
    const replies = child.stdout[Symbol.asyncIterator]();
    const needed: readonly (readonly [input: Buffer, status: StatusName])[] = [
      [frame(), "ok"],
      [garbage(20), "bad_magic"],
      [frame({ width: 3 }).subarray(0, 20), "bad_width"],
      [frame(), "ok"],
    ];
    try {
      for (const [input, status] of needed) {
        for (const byte of input) {
          child.stdin.write(Buffer.of(byte));
          await new Promise(setImmediate);
        }
        expect(statuses((await replies.next()).value as Buffer)).toEqual([status]);
      }
    } finally {
      child.stdin.end();
    }
    expect((await exit)[0]).toBe(0);
  });
});

describe("the adapter", () => {
  it("keeps one process through bad frames", async () => {
    const adapter = await implementation.open(ROOT);
    const ask = (request: Uint8Array): string => {
      adapter.submit(request);
      return statusName(readReplyHeader(adapter.collect()).status);
    };
    try {
      for (const bad of [garbage(20), frame({ version: 3 }), frame().subarray(0, 25), frame({ programs: 2 })])
        expect([ask(bad), ask(frame())]).toEqual([expect.not.stringMatching("ok"), "ok"]);
    } finally {
      adapter.close();
    }
  });

  it("reports a compiler's refusal in the compiler's words", async () => {
    await expect(buildProgram(ROOT, [...FLAGS, "-DLOAD=+"])).rejects.toThrow(/^c: \S+ failed: .*program\.c/s);
  });
});
