/**
 * A copy of `lean.wasm` with fewer exports.
 *
 * The original exports 200,000 symbols, and its JavaScript enters each function into the table, one by one, in every
 * thread. The copy lists all of them in the element segment, exports the few that JavaScript calls, and leaves `dlsym`
 * to a symbol table made here. Table and stack pointer become imports, for the trampolines to share. Types, function
 * bodies and data are byte for byte the original's.
 */
import { buildSymbolTable, type Symbol32 } from "./symbol-table.ts";
import { signatureOf, trampolineModule } from "./trampolines.ts";
import { type Section, WasmReader } from "./wasm-reader.ts";
import { leb, nameBytes, section, sectionId, vector } from "./wasm-writer.ts";

/** What is made from `lean.wasm`. */
export interface SlimWasm {
  wasm: Buffer;
  trampolines: Buffer;
  symbols: Uint32Array;
  /** Table index of each exported function. */
  keptIndex: Record<string, number>;
}

const kind = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };
const opcode = { i32: 0x41, i64: 0x42, f32: 0x43, f64: 0x44, globalGet: 0x23, end: 0x0b };

interface Imports {
  count: number;
  start: number;
  end: number;
  /** Type index of each imported function. */
  functions: number[];
  globals: number;
  invokes: string[];
}
interface Globals {
  count: number;
  /** Where the second global begins: the first is the stack pointer. */
  second: number;
  values: (number | undefined)[];
}
interface Export {
  name: string;
  kind: number;
  index: number;
}
interface Elements {
  offset: number;
  count: number;
  start: number;
  /** Table index of each function in the segment. */
  slots: Map<number, number>;
}

/** Signatures by type index, as letters, the result first; `?` for what no `invoke_*` has. */
function readTypes(reader: WasmReader): string[] {
  const letters: Record<number, string> = { 127: "i", 126: "j", 125: "f", 124: "d" };
  const values = (): string =>
    Array.from({ length: reader.u32() }, () => letters[reader.byte()] ?? "?").join("");
  return Array.from({ length: reader.u32() }, () => {
    reader.expect(reader.byte() === 0x60, "a function type");
    const parameters = values();
    return (values() || "v") + parameters;
  });
}

function readImports(reader: WasmReader): Imports {
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

function readGlobals(reader: WasmReader): Globals {
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

function readExports(reader: WasmReader): Export[] {
  return Array.from({ length: reader.u32() }, () => ({
    name: reader.name(),
    kind: reader.byte(),
    index: reader.u32(),
  }));
}

function readElements(reader: WasmReader): Elements {
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

/**
 * Make the copy.
 * @param original the bytes of `lean.wasm`.
 * @param keep the names that the slim `lean.js` takes from the exports.
 */
export function slimWasm(original: Buffer, keep: ReadonlySet<string>): SlimWasm {
  const sections = new WasmReader(original).sections();
  const open = (id: number): WasmReader => new WasmReader(original, sections.find((s) => s.id === id)!.start);
  const types = readTypes(open(sectionId.type));
  const imports = readImports(open(sectionId.import));
  const functions = open(sectionId.function);
  const typeOf = [...imports.functions];
  for (let left = functions.u32(); left > 0; left--) typeOf.push(functions.u32());
  const globals = readGlobals(open(sectionId.global));
  const exports = readExports(open(sectionId.export));
  const elements = readElements(open(sectionId.element));
  const elementsEnd = sections.find((s) => s.id === sectionId.element)!.end;
  const table = open(sectionId.table);
  const oldSize = elements.offset + elements.count;
  table.expect(
    table.u32() === 1 && table.byte() === 0x70 && table.byte() === 0 && table.u32() === oldSize,
    "one table that ends with the element segment",
  );

  const added: number[] = [];
  for (const e of exports) {
    if (e.kind !== kind.function || elements.slots.has(e.index)) continue;
    elements.slots.set(e.index, oldSize + added.length);
    added.push(e.index);
  }
  const tableSize = oldSize + added.length;

  const symbols: Symbol32[] = [];
  const keptIndex: Record<string, number> = {};
  for (const e of exports) {
    const address = e.kind === kind.global ? globals.values[e.index - imports.globals] : undefined;
    const value = e.kind === kind.function ? elements.slots.get(e.index)! : (address ?? 0) >>> 0;
    if (value) symbols.push({ name: e.name, value });
    if (e.kind === kind.function && keep.has(e.name)) keptIndex[e.name] = value;
  }

  const rewritten = (s: Section): Buffer => {
    switch (s.id) {
      case sectionId.import:
        return section(
          s.id,
          leb(imports.count + 2),
          original.subarray(imports.start, imports.end),
          [
            ...nameBytes("env"),
            ...nameBytes("__indirect_function_table"),
            kind.table,
            0x70,
            0,
            ...leb(tableSize),
          ],
          [...nameBytes("env"), ...nameBytes("__stack_pointer"), kind.global, 0x7f, 1],
        );
      case sectionId.table:
        return Buffer.alloc(0);
      case sectionId.global:
        return section(s.id, leb(globals.count - 1), original.subarray(globals.second, s.end));
      case sectionId.export: {
        const kept = exports.filter((e) => keep.has(e.name));
        return section(s.id, vector(kept.map((e) => [...nameBytes(e.name), e.kind, ...leb(e.index)])));
      }
      case sectionId.element:
        return section(
          s.id,
          [1, 0, opcode.i32, ...leb(elements.offset), opcode.end, ...leb(elements.count + added.length)],
          original.subarray(elements.start, elementsEnd),
          added.flatMap(leb),
        );
      default:
        return Buffer.concat([
          Buffer.from([s.id, ...leb(s.end - s.start)]),
          original.subarray(s.start, s.end),
        ]);
    }
  };
  const signatureNumber = new Map(imports.invokes.map((name, i) => [signatureOf(name), i + 1]));
  const slotSignature = Buffer.alloc(tableSize);
  for (const [index, slot] of elements.slots)
    slotSignature[slot] = signatureNumber.get(types[typeOf[index]!]!) ?? 0;
  return {
    wasm: Buffer.concat([original.subarray(0, 8), ...sections.map(rewritten)]),
    trampolines: trampolineModule(imports.invokes, slotSignature),
    symbols: buildSymbolTable(symbols, { tableSize, stackPointer: globals.values[0]! }),
    keptIndex,
  };
}
