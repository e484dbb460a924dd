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
  /** Bytes. */
  readonly size: number;
  /** What it held before anything ran, in terms of `unit` bytes. */
  private readonly content: readonly Term[];
  private readonly unit: number;
  /** What was written over it, by byte; a term's bytes are slices of it, so that loads find it whole. */
  private readonly written = new Map<number, { readonly term: Term; readonly at: number }>();

  constructor(name: string, base: Term, content: readonly Term[], writable: boolean, alignment: number = 1) {
    this.name = name;
    this.base = base;
    this.writable = writable;
    this.alignment = alignment;
    this.unit = (content[0]?.widthBits ?? 8) / 8;
    const even = content.every(({ widthBits }) => widthBits === this.unit * 8);
    if (!even) this.unit = 1;
    this.content = even ? content : content.flatMap(bytesOf);
    this.size = this.content.length * this.unit;
  }

  /** The value of `bytes` bytes from an offset, the first byte lowest. @throws Refuted outside of the object */
  load(offset: number, bytes: number): Term {
    this.check("read", offset, bytes);
    const parts: Term[] = [];
    for (let at = offset; at < offset + bytes; ) {
      const found = this.written.get(at);
      const term = found?.term ?? this.content[Math.floor(at / this.unit)]!;
      const start = found?.at ?? at - (at % this.unit);
      const end = Math.min(offset + bytes, start + term.widthBits / 8);
      let run = 1;
      while (at + run < end && this.written.get(at + run) === found) run++;
      parts.push(extract(term, (at - start) * 8, run * 8));
      at += run;
    }
    return parts.length === 1 ? parts[0]! : concat(...parts);
  }

  /** Replaces bytes from an offset. @throws Refuted outside of the object, or when it is only to be read */
  store(offset: number, value: Term): void {
    this.check("write", offset, value.widthBits / 8);
    if (!this.writable) throw new Refuted(`write to ${this.name}, which is only to be read`);
    const piece = { term: value, at: offset };
    for (let byte = 0; byte < value.widthBits / 8; byte++) this.written.set(offset + byte, piece);
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

function bytesOf(term: Term): readonly Term[] {
  return Array.from({ length: term.widthBits / 8 }, (_, i) => extract(term, 8 * i, 8));
}
