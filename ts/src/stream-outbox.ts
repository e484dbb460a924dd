/** The own messages of a stream: their numbers, and those that wait. */

import { checkInteger } from "./arguments.ts";
import { DeltaMessage } from "./message.ts";
import { RejectError } from "./reject.ts";

const DEFAULT_PENDING = 1024;
const MAX_PENDING = 2 ** 20;
const LAST_SEQUENCE = 2 ** 32 - 1;

/**
 * Numbers messages from 1 on and keeps them until they are acknowledged.
 *
 * @example
 * ```ts
 * const outbox = new Outbox(10);
 * for (const delta of [5n, 6n]) outbox.message(0, delta);
 * outbox.acknowledge(1);
 * [outbox.sequence, outbox.pending.length]; // => [2, 1]
 * ```
 */
export class Outbox {
  readonly #limit: number;
  #pending: DeltaMessage[] = [];
  #sequence: number = 0;

  /**
   * @param limit - the most messages that wait, 0 to 2^20; 0 keeps none and bounds nothing
   * @throws WrongTypeError, RejectError `bad_length`
   */
  constructor(limit: number = DEFAULT_PENDING) {
    checkInteger("pendingLimit", "pendingLimit", limit, 0, MAX_PENDING);
    this.#limit = limit;
  }

  /** The number of the last message; 0 before the first. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Messages that were not acknowledged, oldest first. */
  get pending(): readonly DeltaMessage[] {
    return this.#pending;
  }

  /** The next message. @throws RejectError `pending_full`, else `sequence_out_of_range`; nothing has changed then */
  message(address: number, delta: bigint): DeltaMessage {
    if (this.#limit > 0 && this.#pending.length >= this.#limit) {
      const expected = `fewer than ${this.#limit} pending messages`;
      throw new RejectError("pending_full", "accum()", expected, this.#pending.length);
    }
    if (this.#sequence >= LAST_SEQUENCE) {
      const expected = "fewer than 2^32 - 1 messages";
      throw new RejectError("sequence_out_of_range", "accum()", expected, this.#sequence);
    }
    const message = new DeltaMessage(address, delta, this.#sequence + 1);
    this.#sequence++;
    if (this.#limit > 0) this.#pending.push(message);
    return message;
  }

  /** Messages up to this number wait no more. @throws WrongTypeError, RejectError `sequence_out_of_range` */
  acknowledge(sequence: number): void {
    const label = "acknowledge(sequence)";
    checkInteger(label, "sequence", sequence, 0, this.#sequence, "sequence_out_of_range");
    this.#pending = this.#pending.filter((message) => message.sequence > sequence);
  }
}
