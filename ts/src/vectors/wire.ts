/** Cases of messages and frames: fields into bytes, and bytes into fields or a reason to refuse them. */
import { Frame } from "../frame.ts";
import { DeltaMessage } from "../message.ts";
import type { WidthBits } from "../word.ts";
import { bytesOf, hexOf, type Outcome, resultOf, type VectorCase, wordHex } from "./case.ts";

/** Encoding, or decoding. */
export type CodecCase = VectorCase &
  (
    | { readonly do: "encode"; readonly fields: object; readonly expect: { readonly bytes: string } }
    | {
        readonly do: "decode";
        readonly bytes: string;
        /** How many zero bytes follow. */
        readonly zeros?: number;
        readonly expect: { readonly fields: object | null };
      }
  );

/** A class that is bytes on a wire, with its fields as texts. */
export interface Codec {
  encode(fields: object): Uint8Array;
  decode(bytes: Uint8Array): object;
}

interface MessageTexts {
  readonly address: string;
  readonly delta: string;
  readonly sequence: string;
}

interface FrameTexts {
  readonly width: WidthBits;
  readonly origin: string;
  readonly first: string;
  readonly epoch: string;
  readonly entries: readonly (readonly [address: string, delta: string])[];
}

const word = (hex: string): bigint => BigInt(`0x${hex}`);
const uint32Hex = (value: number): string => wordHex(BigInt(value), 32);

/** The machine `message`. */
export const MESSAGES: Codec = {
  encode(fields) {
    const { address, delta, sequence } = fields as MessageTexts;
    return new DeltaMessage(Number(word(address)), word(delta), Number(word(sequence))).encode();
  },
  decode(bytes) {
    const { address, delta, sequence } = DeltaMessage.decode(bytes);
    return { address: uint32Hex(address), delta: wordHex(delta, 64), sequence: uint32Hex(sequence) };
  },
};

/** The machine `frame`. */
export const FRAMES: Codec = {
  encode(fields) {
    const { width, origin, first, epoch, entries } = fields as FrameTexts;
    return new Frame({
      width,
      origin: word(origin),
      first: word(first),
      epoch: Number(word(epoch)),
      addresses: Uint32Array.from(entries, ([address]) => Number(word(address))),
      deltas: BigUint64Array.from(entries, ([, delta]) => word(delta)),
    }).encode();
  },
  decode(bytes) {
    const frame = Frame.decode(bytes);
    return {
      width: frame.width,
      origin: wordHex(frame.origin, 64),
      first: wordHex(frame.first, 64),
      epoch: uint32Hex(frame.epoch),
      entries: Array.from(frame.entries(), ([address, delta]) => [
        uint32Hex(address),
        wordHex(delta, frame.width),
      ]),
    };
  },
};

/** Runs a case. */
export function runCodecCase(codec: Codec, vector: CodecCase): Outcome {
  const expected = { expect: vector.expect, result: vector.result };
  try {
    const expect =
      vector.do === "encode"
        ? { bytes: hexOf(codec.encode(vector.fields)) }
        : { fields: codec.decode(bytesOf(vector.bytes, vector.zeros)) };
    return { expected, got: { expect, result: "ok" } };
  } catch (error) {
    return { expected, got: { expect: { fields: null }, result: resultOf(error) } };
  }
}
