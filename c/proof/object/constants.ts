/** Read-only objects that the compiler puts beside the code, by the names that its relocations have for them. */
import { ByteRegion } from "./region.ts";
import { constant, symbol } from "./term.ts";

/** A section of an object file. */
interface Section {
  readonly bytes: number[];
  readonly alignment: number;
  /** Whether the linker would still change it, so that its bytes are not yet what the code reads. */
  relocated: boolean;
}

/** Reads what `objdump -h -s -t -r` prints: each section of constants and each symbol in one, up to the section's end. */
export function readConstants(text: string): readonly ByteRegion[] {
  const sections = new Map<string, Section>();
  const symbols: { readonly name: string; readonly section: string; readonly offset: number }[] = [];
  let open: Section | undefined;
  for (const line of text.split("\n")) {
    const header = /^ +\d+ (\.rodata\S*) .* 2\*\*(\d+)$/.exec(line);
    const contents = /^Contents of section (\S+):$/.exec(line);
    const named = /^([0-9a-f]{16}) .{7} (\.rodata\S*)\t[0-9a-f]+ (\S+)$/.exec(line);
    const relocations = /^RELOCATION RECORDS FOR \[(\S+)\]:$/.exec(line);
    if (header) sections.set(header[1]!, { bytes: [], alignment: 2 ** Number(header[2]), relocated: false });
    else if (contents) open = sections.get(contents[1]!);
    else if (named)
      symbols.push({ name: named[3]!, section: named[2]!, offset: Number.parseInt(named[1]!, 16) });
    else if (relocations) {
      const section = sections.get(relocations[1]!);
      if (section !== undefined) section.relocated = true;
    } else if (open !== undefined && /^ [0-9a-f]+ /.test(line)) open.bytes.push(...bytesIn(line));
    else if (line === "") open = undefined;
  }
  const all = new Map([...sections.keys()].map((name) => [name, { section: name, offset: 0 }]));
  for (const { name, section, offset } of symbols) all.set(name, { section, offset });
  return [...all].flatMap(([name, { section, offset }]) => {
    const { bytes, alignment, relocated } = sections.get(section)!;
    if (relocated) return [];
    const content = bytes.slice(offset).map((byte) => constant(8, BigInt(byte)));
    return [new ByteRegion(name, symbol(64, `&${name}`), content, false, alignmentAt(offset, alignment))];
  });
}

/** Address, at most four groups of four bytes in 35 columns, and the same bytes as text. */
function bytesIn(line: string): readonly number[] {
  const digits = line
    .replace(/^ [0-9a-f]+ /, "")
    .slice(0, 35)
    .replaceAll(" ", "");
  return Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

/** The largest power of two up to `alignment` that divides an offset. */
function alignmentAt(offset: number, alignment: number): number {
  let bytes = alignment;
  while (offset % bytes !== 0) bytes /= 2;
  return bytes;
}
