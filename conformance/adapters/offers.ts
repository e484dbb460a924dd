/**
 * What an implementation offers beside the programs of the byte protocol, as functions of plain values. `answers.ts` asks
 * them the cases of the vectors; what is not offered is left out.
 *
 * Whatever is refused is thrown, as an error that carries the name of the reject code in `code`; anything else that is
 * thrown is a fault. Operands, addresses and fields may be out of range, where refusing that is the implementation's work.
 */
import type { Width } from "../protocol/protocol.ts";

/** Operands by name. */
export type Operands = Readonly<Record<string, bigint>>;

/** A context, a fresh one at first. */
export interface Cell {
  /** Does an op; its result, or null where it has none. */
  run(op: string, operands: Operands): bigint | null;
  /** Reference and accumulator. */
  words(): readonly [bigint, bigint];
}

/** An op at an address. */
export interface OpAt {
  readonly op: string;
  readonly address: bigint;
  readonly operands: Operands;
}

/** A table, of fresh contexts at first. */
export interface Table {
  /** Does an op at an address; its result, or null where it has none. */
  run(op: OpAt): bigint | null;
  /** Does all ops or none; their results. */
  batch(ops: readonly OpAt[]): readonly (bigint | null)[];
  entries(): Iterable<readonly [address: number, state: bigint]>;
  snapshot(): Iterable<readonly [address: number, state: bigint]>;
  /** Reference and accumulator of every context, lowest address first. */
  words(): Iterable<readonly [bigint, bigint]>;
  /** Frees what the table holds. */
  close?(): void;
}

/** The fields of a message. */
export interface MessageFields {
  readonly address: bigint;
  readonly delta: bigint;
  readonly sequence: bigint;
}

/** The fields of a frame. */
export interface FrameFields {
  readonly width: number;
  readonly origin: bigint;
  readonly first: bigint;
  readonly epoch: bigint;
  readonly entries: readonly (readonly [address: bigint, delta: bigint])[];
}

/** A codec. */
export interface Codec<T> {
  encode(fields: T): Uint8Array;
  decode(bytes: Uint8Array): T;
}

/** A digest, and the one after the change if there was one. */
export interface Digests {
  readonly digest: bigint;
  readonly after: bigint | null;
}

/** A tree of digests: those of the chunks, without leaves behind the last one, and that of the whole. */
export interface TreeDigests {
  readonly leaves: readonly bigint[];
  readonly root: bigint;
}

/** A buffer in chunks of `chunkWords` words, and changes XORed into words of it one after another. */
export interface TreeGiven {
  readonly digest: "fold" | "keyed";
  readonly chunkWords: number;
  /** As many as words; null for fold digests. */
  readonly keys: readonly bigint[] | null;
  readonly words: readonly bigint[];
  readonly changes: readonly { readonly index: number; readonly xor: bigint }[];
}

/** Its tree before and after the changes, which are followed from word to root, and the chunk that is found, if any. */
export interface TreeFound {
  readonly depth: number;
  readonly before: TreeDigests;
  readonly after: TreeDigests;
  readonly changed: number | null;
}

/** All that can be offered. */
export interface Offers {
  readonly counter?: (width: Width) => Cell;
  readonly table?: (width: Width, contexts: number) => Table;
  readonly message?: Codec<MessageFields>;
  readonly frame?: Codec<FrameFields>;
  /** The fold digest of bytes; the change is followed without a look at the rest of the bytes. */
  readonly fold?: (
    width: Width,
    bytes: Uint8Array,
    change: { readonly offset: number; readonly xor: Uint8Array } | null,
  ) => Digests;
  /** The keyed digest of words, as many as keys; the change is followed with the key of its place alone. */
  readonly keyed?: (
    keys: readonly bigint[],
    words: readonly bigint[],
    change: { readonly index: number; readonly xor: bigint } | null,
  ) => Digests;
  /** The tree of digests over the chunks of a buffer. */
  readonly tree?: (width: Width, given: TreeGiven) => TreeFound;
}
