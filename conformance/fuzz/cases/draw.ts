/** Random choices and words that a seed determines. */
import type { Spec } from "../../spec.ts";
import { Xorshift } from "../random.ts";

/** Draws numbers, words and bytes; texts are hex, as in the vectors. */
export class Draw {
  readonly #random: Xorshift;
  readonly #boundaries: readonly Readonly<Record<string, string>>[];

  constructor(spec: Spec, seed: number) {
    this.#random = new Xorshift(seed);
    this.#boundaries = spec.boundaries.flatMap(({ words }) => (words === null ? [] : [words]));
    for (let i = 0; i < 4; i++) this.#random.next();
  }

  /** A whole number, 0 ≤ n < limit. */
  below(limit: number): number {
    return (this.#random.next() >>> 1) % limit;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of some. */
  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }

  /** As many as `count`, each made anew. */
  list<T>(count: number, make: () => T): T[] {
    return Array.from({ length: count }, make);
  }

  /** A number of 64 bits. */
  wide(): bigint {
    const half = (): bigint => BigInt(this.#random.next() >>> 0);
    return (half() << 32n) | half();
  }

  /** A word of this width: often one of the boundary words, or a small one. */
  word(width: number): bigint {
    const kind = this.below(4);
    if (kind === 0) return BigInt(`0x${this.of(this.#boundaries)[width]}`);
    return BigInt.asUintN(kind === 1 ? 1 + this.below(width) : width, this.wide());
  }

  /** An operand of 16 digits, once in `times` out of the width. */
  operand(width: number, times: number): string {
    const over = width < 64 && this.once(times) ? 1n << BigInt(width + this.below(64 - width)) : 0n;
    return digits(this.word(width) | over, 16);
  }

  /** Bytes. */
  bytes(count: number): number[] {
    return this.list(count, () => this.#random.next() & 255);
  }
}

/** A number in as many hex digits. */
export function digits(value: bigint, count: number): string {
  return value.toString(16).padStart(count, "0");
}

/** Bytes in hex, the first one first. */
export function hex(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString("hex");
}
