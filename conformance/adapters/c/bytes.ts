/** Numbers as bytes, least significant first: what calls to the C program are made of. */

/** A number of `size` bytes. */
export type Sized = readonly [value: bigint | number, size: number];

/** A number of one byte. */
export const byte = (value: number): Sized => [value, 1];
/** A length or a count. */
export const size = (value: number): Sized => [value, 4];
/** A word. */
export const word = (value: bigint | number): Sized => [value, 8];

/** Numbers and runs of bytes, one after another. */
export function bytesOf(...parts: readonly (Sized | Uint8Array)[]): Uint8Array {
  const bytes: number[] = [];
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      for (const one of part) bytes.push(one);
      continue;
    }
    let value = BigInt(part[0]);
    for (let i = 0; i < part[1]; i++, value >>= 8n) bytes.push(Number(value & 0xffn));
  }
  return new Uint8Array(bytes);
}

/** Reads a reply from its front. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  number(length: number): bigint {
    let value = 0n;
    for (const one of this.bytes(length).toReversed()) value = (value << 8n) | BigInt(one);
    return value;
  }

  word(): bigint {
    return this.number(8);
  }

  /** A status: negative where it exists in C alone. */
  status(): number {
    return Number(BigInt.asIntN(8, this.number(1)));
  }

  bytes(length: number): Uint8Array {
    if (length > this.left) throw new Error(`c: expected ${length} more bytes of a reply, got ${this.left}`);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** Pairs of words up to the end. */
  *pairs(): Generator<readonly [bigint, bigint]> {
    while (this.left > 0) yield [this.word(), this.word()];
  }
}
