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
import {
  kind,
  opcode,
  readElements,
  readExports,
  readGlobals,
  readImports,
  readTypes,
} from "./wasm-sections.ts";
import { leb, nameBytes, section, sectionId, vector } from "./wasm-writer.ts";

/** What is made from `lean.wasm`. */
export interface SlimWasm {
  wasm: Buffer;
  trampolines: Buffer;
  symbols: Uint32Array;
  /** Table index of each exported function. */
  keptIndex: Record<string, number>;
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
