/**
 * Objects in memory. A region of bytes has a known length; a region of elements has as many as a term says, and is
 * reached at unknown indices. Regions lie apart, none is at 0 or goes over the end of the address space.
 */
import { below } from "./condition.ts";
import type { Path } from "./path.ts";
import { concat, extract, opaque, same, type Term } from "./term.ts";

/** Why code is not what the model says. */
export class Refuted extends Error {}

/** An object of `size` bytes. */
export class ByteRegion {
  readonly name: string;
  readonly base: Term;
  readonly alignment: number;
  readonly writable: boolean;
  /** Bytes from the base; a word's bytes are slices of one term, so that loads find it whole. */
  private readonly cells: { readonly term: Term; readonly byte: number }[] = [];

  constructor(name: string, base: Term, content: readonly Term[], writable: boolean, alignment: number = 1) {
    this.name = name;
    this.base = base;
    this.writable = writable;
    this.alignment = alignment;
    for (const term of content)
      for (let byte = 0; byte < term.widthBits / 8; byte++) this.cells.push({ term, byte });
  }

  /** Bytes. */
  get size(): number {
    return this.cells.length;
  }

  /** The value of `bytes` bytes from an offset, the first byte lowest. @throws Refuted outside of the object */
  load(offset: number, bytes: number): Term {
    this.check("read", offset, bytes);
    const parts: Term[] = [];
    for (let at = offset; at < offset + bytes; ) {
      const { term, byte } = this.cells[at]!;
      let run = 1;
      while (at + run < offset + bytes && this.goesOn(at + run, term, byte + run)) run++;
      parts.push(extract(term, byte * 8, run * 8));
      at += run;
    }
    return concat(...parts);
  }

  /** Replaces bytes from an offset. @throws Refuted outside of the object, or when it is only to be read */
  store(offset: number, value: Term): void {
    this.check("write", offset, value.widthBits / 8);
    if (!this.writable) throw new Refuted(`write to ${this.name}, which is only to be read`);
    for (let byte = 0; byte < value.widthBits / 8; byte++) this.cells[offset + byte] = { term: value, byte };
  }

  private goesOn(at: number, term: Term, byte: number): boolean {
    return this.cells[at]!.term === term && this.cells[at]!.byte === byte;
  }

  private check(what: string, offset: number, bytes: number): void {
    if (offset < 0 || offset + bytes > this.size)
      throw new Refuted(`${what} of ${bytes} bytes at ${offset} outside of ${this.name}, ${this.size} bytes`);
  }
}

/** An array of `count` elements of `bytes` bytes each. */
export class ElementRegion {
  readonly name: string;
  readonly base: Term;
  readonly count: Term;
  readonly bytes: number;
  readonly writable: boolean;
  /** What was written, in order: the last one at an index counts. */
  private readonly writes: { readonly index: Term; readonly value: Term }[] = [];

  constructor(name: string, base: Term, count: Term, bytes: number, writable: boolean) {
    this.name = name;
    this.base = base;
    this.count = count;
    this.bytes = bytes;
    this.writable = writable;
  }

  /** What the array holds at an index before anything runs. */
  initial(index: Term): Term {
    return opaque(this.bytes * 8, { kind: "element", array: this.name, index });
  }

  /** The element at an index. @throws Refuted unless the path says index < count */
  load(path: Path, index: Term): Term {
    this.check("read", path, index);
    for (const write of this.writes.toReversed()) if (path.equal(index, write.index)) return write.value;
    return this.initial(path.representative(index));
  }

  /** Replaces the element at an index. @throws Refuted unless the path says index < count */
  store(path: Path, index: Term, value: Term): void {
    this.check("write", path, index);
    if (!this.writable) throw new Refuted(`write to ${this.name}, which is only to be read`);
    this.writes.push({ index, value });
  }

  /** Every index that was written. */
  written(): readonly Term[] {
    const indices: Term[] = [];
    for (const { index } of this.writes) if (!indices.some((one) => same(one, index))) indices.push(index);
    return indices;
  }

  private check(what: string, path: Path, index: Term): void {
    if (path.known(below(index, this.count)) !== true)
      throw new Refuted(`${what} of ${this.name} at an index that nothing keeps below its length`);
  }
}
