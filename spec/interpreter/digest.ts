/** Digests by their IR: one term a word, all terms XORed. */
import { fixedValue } from "./bytes.ts";

/** `fold.json` or `keyed.json`. */
export interface DigestIr {
  /** Widths of a word, in bits. */
  readonly widths: readonly number[];
  readonly byteOrder: "big" | "little";
  /** The byte that the last word is filled up with. */
  readonly padding: number;
  readonly term: { readonly word: true } | { readonly product: ProductIr };
}

/** The product of a key and a word, modulo x^w plus the reduction, which is hex of w/4 digits. */
export interface ProductIr {
  readonly reduction: string;
}

/** A buffer of bytes as words of `widthBits` bits. */
export function wordsOf(ir: DigestIr, widthBits: number, bytes: readonly number[]): bigint[] {
  const size = widthBits / 8;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => {
    const part = bytes.slice(i * size, (i + 1) * size);
    const padding = new Array<number>(size - part.length).fill(ir.padding);
    return fixedValue(ir.byteOrder, [...part, ...padding]);
  });
}

/**
 * The digest of words.
 *
 * @param keys - as many as words; not looked at by a digest without keys
 * @throws RangeError for a width that the IR does not have, or for another number of keys
 */
export function digest(
  ir: DigestIr,
  widthBits: number,
  words: readonly bigint[],
  keys: readonly bigint[] = [],
): bigint {
  return terms(ir, widthBits, words, keys).reduce((all, term) => all ^ term, 0n);
}

function terms(
  ir: DigestIr,
  widthBits: number,
  words: readonly bigint[],
  keys: readonly bigint[],
): readonly bigint[] {
  if (!ir.widths.includes(widthBits)) {
    throw new RangeError(`width: expected ${ir.widths.join(", ")} (bits), got ${widthBits}`);
  }
  const { term } = ir;
  if ("word" in term) return words;
  if (keys.length !== words.length)
    throw new RangeError(`keys: expected ${words.length}, got ${keys.length}`);
  const modulus = (1n << BigInt(widthBits)) | BigInt(`0x${term.product.reduction}`);
  return words.map((word, i) => product(keys[i]!, word, widthBits, modulus));
}

/** The product of two polynomials over GF(2) modulo a third one of degree `widthBits`; bit i is the coefficient of x^i. */
function product(a: bigint, b: bigint, widthBits: number, modulus: bigint): bigint {
  let full = 0n;
  for (let i = 0; i < widthBits; i++) if ((a >> BigInt(i)) & 1n) full ^= b << BigInt(i);
  for (let i = 2 * widthBits; i >= widthBits; i--) {
    if ((full >> BigInt(i)) & 1n) full ^= modulus << BigInt(i - widthBits);
  }
  return full;
}
