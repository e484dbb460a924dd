/** Frames that an implementation must refuse, each with the status it must name. */

import { encodeFrame, type Op } from "../program.ts";
import { Status, type StatusName } from "../protocol/protocol.ts";
import { RequestWriter } from "../protocol/request.ts";
import type { Spec } from "../spec.ts";

/** One such frame. */
export interface Malformed {
  readonly what: string;
  readonly status: StatusName;
  readonly frame: Uint8Array;
}

/** The programs of the frame that must still be answered behind a malformed one. */
export const GOOD_PROGRAMS: readonly (readonly Op[])[] = [
  [
    { name: "load", operands: [0x21n] },
    { name: "accum", operands: [0x43n] },
    { name: "swap", operands: [] },
  ],
  [],
  [{ name: "merge", operands: [1n, 2n] }],
];

/** A well-formed frame. */
export function goodFrame(spec: Spec): Uint8Array {
  return encodeFrame(spec, 64, GOOD_PROGRAMS, new RequestWriter());
}

/** Every way of being malformed. */
export function malformedFrames(spec: Spec): Malformed[] {
  const good = goodFrame(spec);
  const changed = (at: number, ...bytes: readonly number[]): Uint8Array => {
    const frame = good.slice();
    frame.set(bytes, at);
    return frame;
  };
  const raw = (programs: number, payload: readonly number[]): Uint8Array => {
    const frame = new Uint8Array([...good.subarray(0, 20), ...payload, ...good.subarray(-4)]);
    const view = new DataView(frame.buffer);
    view.setUint16(6, programs, true);
    view.setUint32(8, payload.length, true);
    return frame;
  };
  const word = [1, 2, 3, 4, 5, 6, 7, 8];
  const list: [StatusName, string, Uint8Array][] = [
    ["bad_magic", "nothing", new Uint8Array(0)],
    ["bad_magic", "less than a header of garbage", new Uint8Array(7).fill(0xee)],
    ["bad_magic", "much garbage", new Uint8Array(100_000).fill(0xee)],
    ["bad_magic", "the magic in upper case", changed(0, 0x41, 0x54, 0x4d, 0x51)],
    ["bad_version", "version 2", changed(4, 2)],
    ["bad_width", "12 bits", changed(5, 12)],
    ["bad_count", "no programs", changed(6, 0, 0)],
    ["bad_count", "4097 programs", changed(6, 1, 16)],
    ["oversized", "a byte more than allowed", changed(8, 1, 0, 64, 0)],
    ["oversized", "the largest length", changed(8, 255, 255, 255, 255)],
    ["wrong_hash", "one bit of the hash", changed(12, good[12]! ^ 1)],
    ["truncated", "no trailer", good.subarray(0, -4)],
    ["truncated", "half a trailer", good.subarray(0, -2)],
    ["truncated", "half a frame", good.subarray(0, good.length >> 1)],
    ["truncated", "another trailer", changed(good.length - 4, 0, 0, 0, 0)],
    ["truncated", "a program that ends inside an operand", raw(1, [1, 0, 1, ...word.slice(1)])],
    ["truncated", "a program that ends before an op", raw(1, [2, 0, 3])],
    ["truncated", "fewer programs than counted", raw(2, [0, 0])],
    ["unknown_op", "opcode 0", raw(1, [1, 0, 0])],
    ["unknown_op", "opcode 8", raw(1, [1, 0, 8, ...word])],
    ["unknown_op", "opcode 255 behind a good op", raw(1, [2, 0, 3, 255])],
    ["bad_length", "1025 ops", raw(1, [1, 4, ...new Array<number>(1025).fill(3)])],
    ["truncated", "1025 ops counted, fewer there", raw(1, [1, 4, 3, 3])],
    ["unknown_op", "opcode 0 among 1025 ops", raw(1, [1, 4, ...new Array<number>(1024).fill(3), 0])],
    ["bad_length", "a byte left over", raw(1, [0, 0, 0])],
  ];
  return list.map(([status, what, frame]) => ({ status, what, frame }));
}

/** The number of a status. */
export function statusNumber(name: StatusName): number {
  return Status[name];
}
