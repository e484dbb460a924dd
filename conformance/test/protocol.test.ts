import { describe, expect, test } from "vitest";
import { encodeFrame, readOps } from "../program.ts";
import { ReplyWriter, readReply } from "../protocol/reply.ts";
import { decodeRequest, Request, RequestWriter } from "../protocol/request.ts";
import { loadSpec } from "../spec.ts";
import { GOOD_PROGRAMS, goodFrame, malformedFrames, statusNumber } from "./malformed.ts";

const spec = loadSpec();

describe("requests", () => {
  test("what is written is read", () => {
    const frame = goodFrame(spec);
    const request = new Request();
    expect(decodeRequest(frame, spec.rootId, spec.layout, request)).toBe(0);
    expect([request.width, request.programs]).toEqual([64, GOOD_PROGRAMS.length]);
    const read = GOOD_PROGRAMS.map((_, i) => readOps(spec, frame, request.offsets[i]!, request.ops[i]!));
    expect(read).toEqual(GOOD_PROGRAMS);
  });

  test("the largest frame is read", () => {
    const program = new Array(1024).fill({ name: "read", operands: [] });
    const frame = encodeFrame(spec, 8, new Array(4000).fill(program), new RequestWriter());
    expect(decodeRequest(frame, spec.rootId, spec.layout, new Request())).toBe(0);
  });

  test.each(malformedFrames(spec))("$status: $what", ({ status, frame }) => {
    expect(decodeRequest(frame, spec.rootId, spec.layout, new Request())).toBe(statusNumber(status));
  });
});

describe("replies", () => {
  test("what is written is read, halves and bigints alike, and the buffer grows", () => {
    const writer = new ReplyWriter(spec.rootId);
    writer.begin();
    writer.beginProgram(2);
    writer.step(1, 2, 3, 4, 5, -1);
    writer.stepWords(7n, 8n, 0xffffffffffffffffn);
    writer.endProgram(2);
    for (let program = 1; program < 100; program++) {
      writer.beginProgram(1024);
      for (let step = 0; step < 1024; step++) writer.step(program, 0, step, 0, 0, 0);
      writer.endProgram(0);
    }
    const programs = readReply(writer.finish());
    expect(programs.length).toBe(100);
    expect(programs[0]).toEqual({
      reject: 2,
      steps: [
        { reference: 0x200000001n, accumulator: 0x400000003n, result: 0xffffffff00000005n },
        { reference: 7n, accumulator: 8n, result: 0xffffffffffffffffn },
      ],
    });
    expect(programs[99]!.steps[1023]).toEqual({ reference: 99n, accumulator: 1023n, result: 0n });
  });

  test("a reply that is cut or too long is refused", () => {
    const writer = new ReplyWriter(spec.rootId);
    writer.begin();
    writer.beginProgram(1);
    writer.step(1, 0, 0, 0, 0, 0);
    writer.endProgram(0);
    const reply = writer.finish();
    expect(() => readReply(reply.subarray(0, -1))).toThrow(RangeError);
    expect(() => readReply(reply.subarray(0, 10))).toThrow("reply: expected 20 bytes or more, got 10");
    expect(() => readReply(writer.refuse(7))).toThrow("reply: expected ok, got truncated");
  });
});
