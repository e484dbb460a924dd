/** Random cases of codecs: fields that can be sent, and bytes that are nearly a message or a frame. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type Spec } from "../../spec.ts";
import { type Draw, digits, hex } from "./draw.ts";
import type { Given } from "./generate.ts";

interface FrameIr {
  readonly magic: string;
  readonly version: number;
  readonly minBytes: number;
  readonly header: readonly { readonly name: string; readonly bytes: number }[];
  readonly checksum: { readonly polynomial: string; readonly init: string; readonly xorOut: string };
}

const MESSAGE_BYTES = 16;
const ADDRESS_BITS = 32;
const frameIr = JSON.parse(readFileSync(join(ROOT, "spec/ir/wire/frame.json"), "utf8")) as FrameIr;

/** A case of messages. */
export function message(_: Spec, draw: Draw): Given {
  if (draw.once(2)) {
    const fields = {
      address: digits(draw.word(32), 8),
      delta: digits(draw.word(64), 16),
      sequence: digits(draw.word(32), 8),
    };
    return { width: 0, json: { do: "encode", fields } };
  }
  const length = draw.once(4) ? draw.below(40) : MESSAGE_BYTES;
  return { width: 0, json: { do: "decode", bytes: hex(draw.bytes(length)) } };
}

/** A case of frames. */
export function frame(spec: Spec, draw: Draw): Given {
  const width = draw.of(spec.widths);
  const count = 1 + draw.below(draw.once(8) ? 40 : 4);
  const first = draw.once(6) ? 2n ** 64n - BigInt(count) : draw.word(64);
  const fields = {
    origin: draw.word(64),
    first: first + BigInt(count) > 2n ** 64n ? 0n : first,
    epoch: draw.word(32),
    entries: draw.list(count, () => [draw.word(32), draw.word(width)] as const),
  };
  if (draw.once(3)) {
    const json = {
      do: "encode",
      fields: {
        width,
        origin: digits(fields.origin, 16),
        first: digits(fields.first, 16),
        epoch: digits(fields.epoch, 8),
        entries: fields.entries.map(([address, delta]) => [digits(address, 8), digits(delta, width / 4)]),
      },
    };
    return { width: 0, json };
  }
  const { entries, ...chosen } = fields;
  const header = {
    ...chosen,
    magic: BigInt(Buffer.from(frameIr.magic, "hex").readUInt32LE()),
    version: BigInt(frameIr.version),
    width: BigInt(width),
    count: BigInt(count),
  };
  return { width: 0, json: { do: "decode", bytes: hex(nearly(draw, header, entries.flat())), zeros: 0 } };
}

/** The bytes of a frame with at most one fault, behind most of which the checksum is right. */
function nearly(draw: Draw, header: Record<string, bigint>, numbers: readonly bigint[]): number[] {
  const fault = draw.below(10);
  if (fault === 0) header[draw.of(frameIr.header).name] = draw.word(64);
  if (fault === 1) header.count = header.count! + (draw.once(2) ? 1n : -1n);
  if (fault === 2) header.first = 2n ** 64n - header.count! + 1n;
  const body = frameIr.header.flatMap(({ name, bytes }) => little(header[name]!, bytes));
  const width = Number(header.width);
  const odd = fault === 3 ? draw.below(numbers.length) : -1;
  for (const [i, number] of numbers.entries())
    body.push(...(i === odd ? wrongly(draw, number, i % 2 === 0 ? ADDRESS_BITS : width) : leb128(number)));
  if (fault === 4) body.push(...draw.bytes(1 + draw.below(4)));
  if (fault === 5) body.splice(body.length - 1 - draw.below(Math.min(body.length - 1, 6)));
  if (fault === 6) flip(draw, body);
  const bytes = [...body, ...little(BigInt(checksum(body)), 4)];
  if (fault === 7) flip(draw, bytes);
  if (fault === 8) bytes.splice(draw.below(bytes.length));
  return bytes;
}

/** A number of `bits` bits in a form that is not its own, or one that is too large. */
function wrongly(draw: Draw, number: bigint, bits: number): number[] {
  if (draw.once(2)) return leb128(number | (1n << BigInt(bits + draw.below(3))));
  const form = leb128(number);
  form[form.length - 1]! |= 128;
  return [...form, ...(draw.once(2) ? [0] : [128, 0])];
}

function flip(draw: Draw, bytes: number[]): void {
  bytes[draw.below(bytes.length)]! ^= 1 << draw.below(8);
}

function little(value: bigint, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

function leb128(value: bigint): number[] {
  return value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...leb128(value >> 7n)];
}

function checksum(bytes: readonly number[]): number {
  const [polynomial, init, xorOut] = [
    frameIr.checksum.polynomial,
    frameIr.checksum.init,
    frameIr.checksum.xorOut,
  ].map((text) => Number.parseInt(text, 16)) as [number, number, number];
  let register = init;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = (register >>> 1) ^ (register & 1 ? polynomial : 0);
  }
  return (register ^ xorOut) >>> 0;
}
