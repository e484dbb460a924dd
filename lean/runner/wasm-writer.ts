/** Writes the binary format of WebAssembly, as far as the slim copy and the trampolines need it. */

/** Bytes of a small piece of a module. */
export type Bytes = readonly number[];

/** Codes of value types by signature letter. */
export const valueType: Record<string, number> = { i: 0x7f, j: 0x7e, f: 0x7d, d: 0x7c };

/** Section ids by name. */
export const sectionId = {
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  element: 9,
  code: 10,
  data: 11,
};

/** `n` ≥ 0 as unsigned LEB128. */
export function leb(n: number): number[] {
  const bytes: number[] = [];
  do {
    const digit = n % 128;
    n = Math.floor(n / 128);
    bytes.push(n ? digit | 128 : digit);
  } while (n);
  return bytes;
}

/** `0 ≤ n < 8192` as signed LEB128 (the operand of `i32.const`). */
export function signedLeb(n: number): number[] {
  if (n < 0 || n >= 8192) throw new RangeError(`signed LEB128: expected 0 ≤ n < 8192, got ${n}`);
  return n < 64 ? [n] : [(n & 127) | 128, n >> 7];
}

/** A name with its length. */
export function nameBytes(name: string): number[] {
  const bytes = Buffer.from(name, "latin1");
  return [...leb(bytes.length), ...bytes];
}

/** A vector: the count, then the items. */
export function vector(items: readonly Bytes[]): number[] {
  return [...leb(items.length), ...items.flat()];
}

/** A whole section. */
export function section(id: number, ...parts: (Bytes | Buffer)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(part))));
  return Buffer.concat([Buffer.from([id, ...leb(content.length)]), content]);
}
