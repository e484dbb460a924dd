/** Programs in the notation of the IR (op names, operands as hex), to and from the bytes of the protocol. */
import { OPERAND_BYTES, type Width } from "./protocol/protocol.ts";
import type { RequestWriter } from "./protocol/request.ts";
import { opOf, type Spec } from "./spec.ts";

/** One op with its operands in wire order, each `0 ≤ v < 2^64`. */
export interface Op {
  readonly name: string;
  readonly operands: readonly bigint[];
}

/** A program at one width. */
export interface Program {
  readonly width: Width;
  readonly ops: readonly Op[];
}

/** One op as it stands in JSON: operands by name, 16 hex digits each. */
export interface OpJson {
  readonly op: string;
  readonly operands: Readonly<Record<string, string>>;
}

/** An operand in hex: 16 digits, as it may be wider than the word. */
export function operandHex(operand: bigint): string {
  return operand.toString(16).padStart(16, "0");
}

/** Reads an op from JSON. @throws RangeError when an operand is missing, unknown or not 16 hex digits */
export function opFromJson(spec: Spec, json: OpJson): Op {
  const { name, operands } = opOf(spec, json.op);
  for (const key of Object.keys(json.operands))
    if (!operands.includes(key)) throw new RangeError(`${name}: expected operands ${operands}, got ${key}`);
  const values = operands.map((operand) => {
    const text = json.operands[operand];
    if (text === undefined || !/^[0-9a-f]{16}$/.test(text))
      throw new RangeError(`${name}.${operand}: expected 16 lower-case hex digits, got ${text}`);
    return BigInt(`0x${text}`);
  });
  return { name, operands: values };
}

/** Writes an op as JSON. */
export function opToJson(spec: Spec, op: Op): OpJson {
  const names = opOf(spec, op.name).operands;
  return {
    op: op.name,
    operands: Object.fromEntries(names.map((name, i) => [name, operandHex(op.operands[i]!)])),
  };
}

/** Appends a program to a request. */
export function writeProgram(spec: Spec, ops: readonly Op[], request: RequestWriter): void {
  request.beginProgram();
  for (const op of ops) request.op(opOf(spec, op.name).opcode, op.operands);
  request.endProgram(ops.length);
}

/** A frame with these programs, as bytes of its own. */
export function encodeFrame(
  spec: Spec,
  width: number,
  programs: readonly (readonly Op[])[],
  request: RequestWriter,
): Uint8Array {
  request.begin(width, spec.rootId);
  for (const ops of programs) writeProgram(spec, ops, request);
  return request.finish().slice();
}

/** Reads `count` ops that start at `bytes[offset]`. */
export function readOps(spec: Spec, bytes: Uint8Array, offset: number, count: number): Op[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ops: Op[] = [];
  let at = offset;
  while (ops.length < count) {
    const op = opOf(spec, view.getUint8(at++));
    const operands = op.operands.map((_, i) => view.getBigUint64(at + i * OPERAND_BYTES, true));
    at += operands.length * OPERAND_BYTES;
    ops.push({ name: op.name, operands });
  }
  return ops;
}
