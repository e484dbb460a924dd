/** How the types of atomik_core.h lie in memory, and the regions and unknowns that the contracts are about. */
import { type Region, word64 } from "../memory.ts";
import { ByteRegion, ElementRegion } from "../region.ts";
import { concat, constant, symbol, type Term } from "../term.ts";

/** Widths of words in bits. */
export const WIDTHS = [8, 16, 32, 64] as const;
export type Width = (typeof WIDTHS)[number];

/** The prefix of the functions of a width. */
export function prefixOf(width: Width): string {
  return width === 64 ? "atomik" : `atomik${width}`;
}

/** The type of a word in C. */
export function wordType(width: Width): string {
  return `uint${width}_t`;
}

/** Offsets in bytes; the compiler must agree, see unit.ts. */
export interface Layout {
  readonly context: { readonly accumulator: number; readonly size: number };
  readonly table: {
    readonly accumulator: number;
    readonly count: number;
    readonly allocation: number;
    readonly size: number;
  };
  readonly entry: { readonly state: number; readonly size: number };
  readonly step: {
    readonly address: number;
    readonly word: number;
    readonly otherAccumulator: number;
    readonly result: number;
    readonly before: number;
    readonly size: number;
  };
}

/** The layout of the types of a width. */
export function layoutOf(width: Width): Layout {
  const bytes = width / 8;
  return {
    context: { accumulator: bytes, size: 2 * bytes },
    table: { accumulator: 8, count: 16, allocation: 24, size: 32 },
    entry: { state: 8, size: 16 },
    step: {
      address: 8,
      word: 16,
      otherAccumulator: 24,
      result: 32,
      before: 32 + bytes,
      size: Math.ceil((32 + 3 * bytes) / 8) * 8,
    },
  };
}

/** The address of an object. */
export function addressOf(name: string): Term {
  return symbol(64, `&${name}`);
}

/** An argument narrower than a register: what stands above it is unknown. */
export function argument(value: Term, name: string): Term {
  return value.widthBits === 64 ? value : concat(value, symbol(64 - value.widthBits, `above ${name}`));
}

/** A context with unknown words, `atomik_ctx_t` or narrower. */
export function contextRegion(name: string, width: Width, writable: boolean): ByteRegion {
  const words = [symbol(width, `${name}.reference`), symbol(width, `${name}.accumulator`)];
  return new ByteRegion(name, addressOf(name), words, writable, width / 8);
}

/** Bytes that may hold anything. */
export function rawRegion(name: string, bytes: number, writable: boolean, alignment: number): ByteRegion {
  const content = Array.from({ length: bytes }, (_, i) => symbol(8, `${name} byte ${i}`));
  return new ByteRegion(name, addressOf(name), content, writable, alignment);
}

/** Unknown words by name and width, made once. */
const unknowns = new Map<string, Term[]>();

/** `count` unknown words of `widthBits` bits. */
export function wordsRegion(name: string, widthBits: number, count: number, writable: boolean): ByteRegion {
  const key = `${name} ${widthBits}`;
  const words = unknowns.get(key) ?? [];
  unknowns.set(key, words);
  while (words.length < count) words.push(symbol(widthBits, `${name}[${words.length}]`));
  return new ByteRegion(name, addressOf(name), words.slice(0, count), writable, widthBits / 8);
}

/** The number of contexts of a table of unknown size. */
export const COUNT: Term = symbol(64, "count");

/** A table of an unknown number of contexts: the struct, which no function but init writes, and its two arrays. */
export function tableRegions(name: string, width: Width): readonly Region[] {
  const bytes = width / 8;
  return [
    tableStruct(name, COUNT, false),
    new ElementRegion(`${name}.reference`, addressOf(`${name}.reference`), COUNT, bytes, true),
    new ElementRegion(`${name}.accumulator`, addressOf(`${name}.accumulator`), COUNT, bytes, true),
  ];
}

/** A table of a known number of contexts. */
export function smallTableRegions(name: string, width: Width, count: number): readonly Region[] {
  return [
    tableStruct(name, word64(count), false),
    wordsRegion(`${name}.reference`, width, count, true),
    wordsRegion(`${name}.accumulator`, width, count, true),
  ];
}

function tableStruct(name: string, count: Term, writable: boolean): ByteRegion {
  const content = [
    addressOf(`${name}.reference`),
    addressOf(`${name}.accumulator`),
    count,
    symbol(64, `${name}.allocation`),
  ];
  return new ByteRegion(name, addressOf(name), content, writable, 8);
}

/** A status as it is returned. */
export function status(code: number): Term {
  return constant(32, BigInt(code));
}
