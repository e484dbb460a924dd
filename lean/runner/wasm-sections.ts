/** The sections of `lean.wasm` that the slim copy rewrites, and the assumptions it makes about them. */
import type { WasmReader } from "./wasm-reader.ts";

/** Kinds of imports and exports. */
export const kind = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };
/** Instructions of constant expressions. */
export const opcode = { i32: 0x41, i64: 0x42, f32: 0x43, f64: 0x44, globalGet: 0x23, end: 0x0b };

/** The import section. */
export interface Imports {
  count: number;
  start: number;
  end: number;
  /** Type index of each imported function. */
  functions: number[];
  globals: number;
  invokes: string[];
}
/** The global section; values are those of 32-bit constants. */
export interface Globals {
  count: number;
  /** Where the second global begins: the first is the stack pointer. */
  second: number;
  values: (number | undefined)[];
}
/** An export. */
export interface Export {
  name: string;
  kind: number;
  index: number;
}
/** The element segment, which fills the function table. */
export interface Elements {
  offset: number;
  count: number;
  start: number;
  /** Table index of each function in the segment. */
  slots: Map<number, number>;
}

/** Signatures by type index, as letters, the result first; `?` for what no `invoke_*` has. */
export function readTypes(reader: WasmReader): string[] {
  const letters: Record<number, string> = { 127: "i", 126: "j", 125: "f", 124: "d" };
  const values = (): string =>
    Array.from({ length: reader.u32() }, () => letters[reader.byte()] ?? "?").join("");
  return Array.from({ length: reader.u32() }, () => {
    reader.expect(reader.byte() === 0x60, "a function type");
    const parameters = values();
    return (values() || "v") + parameters;
  });
}

/** Read the import section. */
export function readImports(reader: WasmReader): Imports {
  const imports: Imports = {
    count: reader.u32(),
    start: reader.position,
    end: 0,
    functions: [],
    globals: 0,
    invokes: [],
  };
  const limits = (): void => {
    const flags = reader.u32();
    reader.u32();
    if (flags & 1) reader.u32();
  };
  for (let i = 0; i < imports.count; i++) {
    reader.name();
    const name = reader.name();
    if (/^invoke_[vijfd]+$/.test(name)) imports.invokes.push(name);
    const what = reader.byte();
    reader.expect(what <= kind.tag, "a known kind of import");
    if (what === kind.function) imports.functions.push(reader.u32());
    else if (what === kind.memory) limits();
    else {
      reader.byte(); // element type, value type or tag attribute
      if (what === kind.table) limits();
      else if (what === kind.global) {
        reader.byte();
        imports.globals++;
      } else reader.u32();
    }
  }
  imports.end = reader.position;
  return imports;
}

/** Read the global section. */
export function readGlobals(reader: WasmReader): Globals {
  const globals: Globals = { count: reader.u32(), second: 0, values: [] };
  for (let i = 0; i < globals.count; i++) {
    if (i === 1) globals.second = reader.position;
    const [type, mutable] = [reader.byte(), reader.byte()];
    const code = reader.byte();
    if (i === 0)
      reader.expect(
        type === 0x7f && mutable === 1 && code === opcode.i32,
        "the stack pointer as first global",
      );
    let value: number | undefined;
    if (code === opcode.i32) value = reader.i32();
    else if (code === opcode.i64) reader.i32();
    else if (code === opcode.globalGet) reader.u32();
    else if (code === opcode.f32) reader.position += 4;
    else {
      reader.expect(code === opcode.f64, "a constant");
      reader.position += 8;
    }
    reader.expect(reader.byte() === opcode.end, "the end of an initialiser");
    globals.values.push(value);
  }
  return globals;
}

/** Read the export section. */
export function readExports(reader: WasmReader): Export[] {
  return Array.from({ length: reader.u32() }, () => ({
    name: reader.name(),
    kind: reader.byte(),
    index: reader.u32(),
  }));
}

/** Read the element section. */
export function readElements(reader: WasmReader): Elements {
  reader.expect(
    reader.u32() === 1 && reader.u32() === 0 && reader.byte() === opcode.i32,
    "one active element segment",
  );
  const offset = reader.i32();
  reader.expect(reader.byte() === opcode.end, "the end of an offset");
  const count = reader.u32();
  const start = reader.position;
  const slots = new Map<number, number>();
  for (let i = 0; i < count; i++) slots.set(reader.u32(), offset + i);
  return { offset, count, start, slots };
}
