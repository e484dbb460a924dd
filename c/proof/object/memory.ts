/** All memory that code may touch: regions, found by the base in an address. */
import { add, sumOf, termOf } from "./arithmetic.ts";
import { isZero } from "./condition.ts";
import type { Addend } from "./leaf.ts";
import type { Path } from "./path.ts";
import { type ByteRegion, ElementRegion, Refuted } from "./region.ts";
import { concat, constant, extract, keyOf, ones, type Term } from "./term.ts";

export type Region = ByteRegion | ElementRegion;

/** A place in a region of bytes, or in an element of a region of elements. */
type Place =
  | { readonly region: ByteRegion; readonly offset: number }
  | { readonly region: ElementRegion; readonly index: Term; readonly offset: number };

/** The regions, by the key of their base. */
export class Memory {
  readonly regions: readonly Region[];
  /** Whether somebody asked for more than 16 bytes of alignment, which the ABI does not promise for the stack. */
  wideAlignment = false;
  private readonly byBase: ReadonlyMap<string, Region>;

  constructor(regions: readonly Region[]) {
    this.regions = regions;
    this.byBase = new Map(regions.map((region) => [keyOf(region.base), region]));
    if (this.byBase.size !== regions.length)
      throw new Error("Memory: expected a base of its own for each region");
  }

  /** The region of bytes with a name. @throws Error when there is none */
  bytes(name: string): ByteRegion {
    const found = this.regions.find((region) => region.name === name);
    if (found === undefined || found instanceof ElementRegion) throw new Error(`no region of bytes ${name}`);
    return found;
  }

  /** The region of elements with a name. @throws Error when there is none */
  elements(name: string): ElementRegion {
    const found = this.regions.find((region) => region.name === name);
    if (!(found instanceof ElementRegion)) throw new Error(`no region of elements ${name}`);
    return found;
  }

  /** The value of `bytes` bytes at an address. @throws Refuted outside of every region */
  load(path: Path, address: Term, bytes: number): Term {
    const place = this.find(address, bytes);
    if (!("index" in place)) return place.region.load(place.offset, bytes);
    return extract(place.region.load(path, place.index), place.offset * 8, bytes * 8);
  }

  /** Replaces the bytes at an address. @throws Refuted outside of every region */
  store(path: Path, address: Term, value: Term): void {
    const place = this.find(address, value.widthBits / 8);
    if (!("index" in place)) {
      place.region.store(place.offset, value);
      return;
    }
    const { region, index, offset } = place;
    const old = region.load(path, index);
    const end = offset * 8 + value.widthBits;
    const below = extract(old, 0, offset * 8);
    region.store(path, index, concat(below, value, extract(old, end, old.widthBits - end)));
  }

  /** Whether an address is a multiple of `bytes` for sure, by its object or by what the path says of the object's base. */
  aligned(path: Path, address: Term, bytes: number): boolean {
    if (this.above(address, bytes) === 0n) return true;
    const { base, constant: offset, rest } = this.split(address);
    if (base instanceof ElementRegion || rest.length > 0 || offset % BigInt(bytes) !== 0n) return false;
    return [16, 32, 64].some(
      (multiple) =>
        multiple >= bytes && path.known(isZero(extract(base.base, 0, Math.log2(multiple)))) === true,
    );
  }

  /** The multiple of `bytes` at or below an address. @throws Refuted when nothing tells how far below it is */
  alignDown(address: Term, bytes: number): Term {
    const above = this.above(address, bytes);
    if (above === undefined) throw new Refuted(`nothing tells the alignment of an address to ${bytes} bytes`);
    return add(address, word64(-above));
  }

  /** How far an address is above a multiple of `bytes`, if that is known. */
  private above(address: Term, bytes: number): bigint | undefined {
    if (bytes > 16) this.wideAlignment = true;
    const { base, constant: offset, rest } = this.split(address);
    if (base instanceof ElementRegion || rest.length > 0 || base.alignment % bytes !== 0) return undefined;
    return offset % BigInt(bytes);
  }

  private find(address: Term, bytes: number): Place {
    const { base, constant: added, rest } = this.split(address);
    if (!(base instanceof ElementRegion)) {
      if (rest.length > 0) throw new Refuted(`address in ${base.name} that depends on an unknown`);
      return { region: base, offset: Number(BigInt.asIntN(64, added)) };
    }
    const size = BigInt(base.bytes);
    const offset = Number(added % size);
    if (offset + bytes > base.bytes) throw new Refuted(`access over the end of an element of ${base.name}`);
    const addends = rest.map(({ coefficient, term }) => {
      if (coefficient % size !== 0n) throw new Refuted(`address between elements of ${base.name}`);
      return { coefficient: coefficient / size, term };
    });
    const index = termOf({ widthBits: 64, constant: added / size, addends });
    return { region: base, index, offset };
  }

  private split(address: Term): { base: Region; constant: bigint; rest: readonly Addend[] } {
    const sum = sumOf(address);
    const isBase = ({ coefficient, term }: Addend): boolean =>
      coefficient === 1n && this.byBase.has(keyOf(term));
    const bases = sum.addends.filter(isBase);
    if (bases.length !== 1)
      throw new Refuted(`address with ${bases.length} bases of objects: ${keyOf(address)}`);
    return {
      base: this.byBase.get(keyOf(bases[0]!.term))!,
      constant: sum.constant & ones(64),
      rest: sum.addends.filter((addend) => addend !== bases[0]),
    };
  }
}

/** A 64-bit constant. */
export function word64(value: number | bigint): Term {
  return constant(64, BigInt(value));
}
