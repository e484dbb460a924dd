/** Streams of deltas between few ends, by the message of 16 bytes. */

import { checkAddress } from "./address.ts";
import { DeltaMessage } from "./message.ts";
import { RejectError, WrongTypeError } from "./reject.ts";
import { Inbox } from "./stream-inbox.ts";
import { Outbox } from "./stream-outbox.ts";
import { AtomikTable } from "./table.ts";
import { checkWord, type WidthBits, widthOf } from "./word.ts";

/** Options of a new stream. */
export interface StreamOptions {
  /** Bits of a word, the same at all ends; 64 unless given. */
  readonly width?: WidthBits;
  /** The most own messages that wait for `acknowledge`, 0 to 2^20; 1024 unless given. 0 keeps none and bounds nothing. */
  readonly pendingLimit?: number;
}

/**
 * One end of a stream: states by address, own deltas as messages, and the messages of others. All ends that start with
 * the same loads and apply each message of each other end exactly once come to the same states, in whatever order.
 *
 * **It needs delivery exactly once.** A delta applied twice undoes itself, and one that is lost is missing for ever. A
 * message does not say who sends it, so the caller does (`origin`, one for each connection); then a message that comes
 * again is refused. One that is lost can only be noticed (`missing`): its sender has it in `pending` until it is
 * acknowledged. What a message does not carry at all is the epoch, so that `load` is refused once deltas have come.
 * Frames with replicas that keep their marks with the state do all this; this class is for programs that speak messages.
 *
 * @example
 * ```ts
 * const [mine, theirs] = [new DeltaStream(256), new DeltaStream(256)];
 * for (const end of [mine, theirs]) end.load(7, 1000n);
 * const message = mine.accum(7, 0xffn);
 * theirs.apply(message.encode(), "mine");
 * mine.apply(theirs.accum(7, 1n), "theirs");
 * [mine.read(7), theirs.read(7)]; // => [1000n ^ 0xfen, 1000n ^ 0xfen]
 * mine.pending.length; // => 1
 * mine.acknowledge(message.sequence);
 * mine.pending.length; // => 0
 * ```
 *
 * @example What would make the ends differ is refused
 * ```ts
 * const stream = new DeltaStream(4, { width: 8, pendingLimit: 1 });
 * const codeOf = (call) => {
 *   try {
 *     call();
 *   } catch (error) {
 *     return error.code;
 *   }
 * };
 * stream.apply(new DeltaMessage(0, 1n, 1), "a");
 * codeOf(() => stream.apply(new DeltaMessage(0, 1n, 1), "a")); // => "duplicate_message"
 * codeOf(() => stream.apply(new DeltaMessage(0, 256n, 2), "a")); // => "word_out_of_range"
 * codeOf(() => stream.apply(new DeltaMessage(4, 1n, 2), "a")); // => "address_out_of_range"
 * codeOf(() => stream.load(0, 5n)); // => "already_started"
 * stream.accum(1, 1n);
 * codeOf(() => stream.accum(1, 2n)); // => "pending_full"
 * [...stream.entries()]; // => [[0, 1n], [1, 1n], [2, 0n], [3, 0n]]
 * ```
 */
export class DeltaStream {
  readonly #table: AtomikTable;
  readonly #inbox: Inbox = new Inbox();
  readonly #outbox: Outbox;

  /**
   * @param contexts - 0 ≤ contexts ≤ 2^27, the same at all ends
   * @throws WrongTypeError, RejectError `bad_length` for a number out of its range, `bad_width`
   */
  constructor(contexts: number, options: StreamOptions = {}) {
    this.#table = new AtomikTable(contexts, options);
    this.#outbox = new Outbox(options.pendingLimit);
  }

  /** Bits of a word. */
  get width(): WidthBits {
    return this.#table.width;
  }

  /** How many contexts there are. */
  get contexts(): number {
    return this.#table.contexts;
  }

  /** The sequence number of the last own message; 0 before the first. */
  get sequence(): number {
    return this.#outbox.sequence;
  }

  /** Own messages that were not acknowledged, oldest first. */
  get pending(): readonly DeltaMessage[] {
    return this.#outbox.pending;
  }

  /**
   * state := word, at this end alone: do the same at all others.
   *
   * @throws WrongTypeError
   * @throws RejectError `address_out_of_range`, else `word_out_of_range`, else `already_started` once a delta was accumulated
   * or applied here; nothing has changed then
   */
  load(address: number, word: bigint): void {
    checkAddress("load(address)", address, this.contexts);
    checkWord("load(word)", word, widthOf(this.width));
    if (this.sequence > 0 || this.#inbox.origins > 0) {
      throw new RejectError("already_started", "load()", "no delta before it", this.sequence);
    }
    this.#table.load(address, word);
  }

  /**
   * Accumulates a delta and makes the message that says so, which also waits in `pending`.
   *
   * @returns the message, to be sent to all other ends
   * @throws WrongTypeError
   * @throws RejectError `address_out_of_range`, else `word_out_of_range`, else `pending_full` when as many wait as may, else
   * `sequence_out_of_range` after 2^32 - 1 messages; nothing has changed then
   */
  accum(address: number, delta: bigint): DeltaMessage {
    checkAddress("accum(address)", address, this.contexts);
    checkWord("accum(delta)", delta, widthOf(this.width));
    const message = this.#outbox.message(address, delta);
    this.#table.accum(address, delta);
    return message;
  }

  /**
   * The other ends have all own messages up to a sequence number: they wait no more.
   *
   * @param sequence - of an own message, 0 ≤ sequence ≤ the last one
   * @throws WrongTypeError, RejectError `sequence_out_of_range`
   */
  acknowledge(sequence: number): void {
    this.#outbox.acknowledge(sequence);
  }

  /**
   * Accumulates the delta of another end.
   *
   * @param message - or its 16 bytes
   * @param origin - who sent it, as the caller knows; each origin counts its messages from 1
   * @throws WrongTypeError
   * @throws RejectError `bad_length` for other bytes, `address_out_of_range`, `word_out_of_range` for a wider delta than
   * here, `sequence_out_of_range` for the number 0, `duplicate_message`, `sequence_too_far` when more than 1024 earlier
   * ones are missing, `too_many_origins` when there are more than 1024; nothing has changed then
   */
  apply(message: DeltaMessage | Uint8Array, origin: string): void {
    const { address, delta, sequence } = messageOf(message);
    if (typeof origin !== "string") throw new WrongTypeError("apply(origin)", "a string", origin);
    checkAddress("apply(message) address", address, this.contexts);
    checkWord("apply(message) delta", delta, widthOf(this.width));
    this.#inbox.take(origin, sequence);
    this.#table.accum(address, delta);
  }

  /** How many messages of an origin, before the last one that was applied, have not come; 0 for an unknown one. */
  missing(origin: string): number {
    return this.#inbox.missing(origin);
  }

  /** The state. @throws WrongTypeError, RejectError `address_out_of_range` */
  read(address: number): bigint {
    return this.#table.read(address);
  }

  /** Every address with its state, lowest address first. */
  entries(): Generator<[address: number, state: bigint], void, undefined> {
    return this.#table.entries();
  }
}

function messageOf(message: DeltaMessage | Uint8Array): DeltaMessage {
  if (message instanceof DeltaMessage) return message;
  if (message instanceof Uint8Array) return DeltaMessage.decode(message);
  throw new WrongTypeError("apply(message)", "a DeltaMessage or a Uint8Array", message);
}
