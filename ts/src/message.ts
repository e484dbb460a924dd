/** Messages: one delta in 16 bytes, as `atomik-core` 0.4 sends it. */

import { RejectError } from "./reject.ts";
import { checkBytes, checkUint32, viewOf } from "./wire/bytes.ts";
import { MESSAGE } from "./wire/layout.ts";
import { checkWord, widthOf } from "./word.ts";

/**
 * A delta for one address with a sequence number. The 16 bytes are address, delta and sequence number, big-endian. They
 * name no sender and have no version and no checksum: every 16 bytes are a message, so that damage shows as another
 * delta. It is there for programs that speak it; use a `Frame` otherwise.
 *
 * @example
 * ```ts
 * const message = new DeltaMessage(7, 0xffn, 1);
 * const bytes = message.encode();
 * [...bytes]; // => [0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0, 1]
 * const { address, delta, sequence } = DeltaMessage.decode(bytes);
 * [address, delta, sequence]; // => [7, 0xffn, 1]
 * ```
 */
export class DeltaMessage {
  /** Which context it is for, 0 ≤ address < 2^32. */
  readonly address: number;
  /** 0 ≤ delta < 2^64; a word of fewer bits is sent as its value. */
  readonly delta: bigint;
  /** Which delta of its sender it is, 0 ≤ sequence < 2^32. */
  readonly sequence: number;

  /**
   * @throws WrongTypeError
   * @throws RejectError `address_out_of_range`, else `word_out_of_range`, else `sequence_out_of_range`
   */
  constructor(address: number, delta: bigint, sequence: number) {
    checkUint32("DeltaMessage(address)", address, "address_out_of_range");
    checkWord("DeltaMessage(delta)", delta, widthOf(64));
    checkUint32("DeltaMessage(sequence)", sequence, "sequence_out_of_range");
    this.address = address;
    this.delta = delta;
    this.sequence = sequence;
  }

  /** Its 16 bytes. */
  encode(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(MESSAGE.bytes);
    const view = viewOf(bytes);
    view.setUint32(MESSAGE.address, this.address);
    view.setBigUint64(MESSAGE.delta, this.delta);
    view.setUint32(MESSAGE.sequence, this.sequence);
    return bytes;
  }

  /**
   * The message that bytes are.
   *
   * @throws WrongTypeError when it is no Uint8Array
   * @throws RejectError `bad_length` for any other number of bytes than 16
   */
  static decode(bytes: Uint8Array): DeltaMessage {
    checkBytes("decode(bytes)", bytes);
    if (bytes.length !== MESSAGE.bytes) {
      throw new RejectError("bad_length", "decode(bytes)", `${MESSAGE.bytes} bytes`, bytes.length);
    }
    const view = viewOf(bytes);
    return new DeltaMessage(
      view.getUint32(MESSAGE.address),
      view.getBigUint64(MESSAGE.delta),
      view.getUint32(MESSAGE.sequence),
    );
  }
}
