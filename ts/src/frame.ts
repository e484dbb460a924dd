/** Frames: deltas of one origin and one epoch, packed, with a checksum. */

import "./endian.ts";
import { checkFields, type FrameFields } from "./frame-fields.ts";
import { decodeFrame } from "./wire/frame-decode.ts";
import { encodeFrame } from "./wire/frame-encode.ts";
import type { WidthBits } from "./word.ts";

export type { FrameFields } from "./frame-fields.ts";

/**
 * Deltas of one origin in the order of their sequence numbers, as `AtomikTable.accumMany` takes them. Small addresses and
 * deltas take few bytes: 2 to 15 each, and 32 for the frame.
 *
 * The checksum, CRC-32C, finds damage: every wrong bit, every two in frames of this length. It is no signature.
 *
 * @example
 * ```ts
 * const frame = new Frame({
 *   origin: 0xabcn,
 *   epoch: 1,
 *   first: 100n,
 *   addresses: Uint32Array.of(3, 0),
 *   deltas: BigUint64Array.of(1n, 0xffn),
 * });
 * const bytes = frame.encode();
 * bytes.length; // => 37
 * const received = Frame.decode(bytes);
 * [received.origin, received.epoch, received.width]; // => [0xabcn, 1, 64]
 * [...received.entries()]; // => [[3, 1n, 100n], [0, 0xffn, 101n]]
 * const table = new AtomikTable(4);
 * table.accumMany(received.addresses, received.deltas);
 * [...table.snapshot()]; // => [[0, 0xffn], [3, 1n]]
 * ```
 *
 * @example One wrong bit
 * ```ts
 * const [addresses, deltas] = [Uint32Array.of(3), BigUint64Array.of(1n)];
 * const bytes = new Frame({ origin: 1n, epoch: 1, first: 1n, addresses, deltas }).encode();
 * bytes[29] ^= 1;
 * try {
 *   Frame.decode(bytes);
 * } catch (error) {
 *   error.code; // => "bad_checksum"
 * }
 * ```
 */
export class Frame {
  /** Bits of a word. */
  readonly width: WidthBits;
  /** Who sends. */
  readonly origin: bigint;
  /** Since which reference the deltas count. */
  readonly epoch: number;
  /** The sequence number of the first entry. */
  readonly first: bigint;
  /** The address of each entry. The frame's own: not to be written to. */
  readonly addresses: Uint32Array<ArrayBuffer>;
  /** The delta of each entry, likewise. */
  readonly deltas: BigUint64Array<ArrayBuffer>;

  /**
   * Copies the entries.
   *
   * @throws WrongTypeError when a field is of another type
   * @throws RejectError `bad_width`, `bad_count`, `bad_length` when there are not as many deltas as addresses,
   * `word_out_of_range` for the origin, the epoch, the first sequence number or a delta, `sequence_out_of_range`
   */
  constructor(fields: FrameFields) {
    checkFields(fields);
    const { width = 64, origin, epoch, first, addresses, deltas } = fields;
    this.width = width;
    this.origin = origin;
    this.epoch = epoch;
    this.first = first;
    this.addresses = new Uint32Array(addresses);
    this.deltas = new BigUint64Array(deltas);
  }

  /** How many entries there are. */
  get count(): number {
    return this.addresses.length;
  }

  /** Address, delta and sequence number of each entry, in order. */
  *entries(): Generator<[address: number, delta: bigint, sequence: bigint], void, undefined> {
    for (let i = 0; i < this.count; i++) {
      yield [this.addresses[i]!, this.deltas[i]!, this.first + BigInt(i)];
    }
  }

  /** Its bytes, 34 to 61,472. */
  encode(): Uint8Array<ArrayBuffer> {
    return encodeFrame(this);
  }

  /**
   * The frame that bytes are.
   *
   * @throws WrongTypeError when it is no Uint8Array
   * @throws RejectError with the first reason to refuse them, in this order: `bad_length`, `bad_magic`, `bad_version`,
   * `bad_checksum`, `bad_width`, `bad_count`, `sequence_out_of_range`; then, at the first wrong entry, `truncated`,
   * `bad_varint`, `address_out_of_range` or `word_out_of_range`; then `trailing_bytes`
   */
  static decode(bytes: Uint8Array): Frame {
    return new Frame(decodeFrame(bytes));
  }
}
