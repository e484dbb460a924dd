/** Reads the binary format of WebAssembly, as far as the slim copy needs it. */

/** A section: its id and the offsets of its content, end exclusive. */
export interface Section {
  id: number;
  start: number;
  end: number;
}

/** A cursor over a WebAssembly module. */
export class WasmReader {
  readonly bytes: Buffer;
  position: number;

  constructor(bytes: Buffer, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  byte(): number {
    return this.bytes[this.position++]!;
  }

  /** An unsigned LEB128 number below 2^32. */
  u32(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (!(byte & 128)) return value;
    }
  }

  /** A signed LEB128 number; digits above 32 bits are dropped. */
  i32(): number {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = this.byte();
      if (shift < 32) value |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    if (shift < 32 && byte & 64) value |= -1 << shift;
    return value;
  }

  /** A name, as a string of bytes (the symbols of Lean are ASCII). */
  name(): string {
    const length = this.u32();
    this.position += length;
    return this.bytes.toString("latin1", this.position - length, this.position);
  }

  /** Fail with what was expected at this place. */
  expect(condition: boolean, what: string): void {
    if (!condition)
      throw new RangeError(`lean.wasm: expected ${what}, got something else at ${this.position}`);
  }

  /** All sections, in file order. */
  sections(): Section[] {
    const sections: Section[] = [];
    for (this.position = 8; this.position < this.bytes.length; ) {
      const id = this.byte();
      const length = this.u32();
      sections.push({ id, start: this.position, end: this.position + length });
      this.position += length;
    }
    return sections;
  }
}
