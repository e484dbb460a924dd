/** One end of a stream as a reader sees it. */

import type { DeltaMessage } from "./message.ts";
import type { Inbox } from "./stream-inbox.ts";
import type { Outbox } from "./stream-outbox.ts";
import type { AtomikTable } from "./table.ts";
import type { WidthBits } from "./word.ts";

/**
 * The part of `DeltaStream` that changes nothing.
 *
 * @example
 * ```ts
 * const stream = new DeltaStream(2, { width: 8 });
 * stream.accum(1, 5n);
 * [stream.contexts, stream.width, stream.read(1), stream.sequence]; // => [2, 8, 5n, 1]
 * stream instanceof StreamView; // => true
 * ```
 */
export abstract class StreamView {
  // Private here and in the class that extends it.
  readonly #table: AtomikTable;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;

  /** Of the end that has these. */
  constructor(table: AtomikTable, inbox: Inbox, outbox: Outbox) {
    this.#table = table;
    this.#inbox = inbox;
    this.#outbox = outbox;
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
