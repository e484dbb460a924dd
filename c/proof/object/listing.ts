/** Reads what `objdump -dr` prints: instructions by address, symbols and relocations of one section of code. */

/** One instruction as objdump prints it. */
export interface Instruction {
  readonly address: number;
  /** Address behind it. */
  readonly next: number;
  /** Prefixes and comments are gone. */
  readonly mnemonic: string;
  readonly operands: readonly string[];
  readonly text: string;
  /** What the linker would put into the field at `at`. */
  readonly relocation?: {
    readonly at: number;
    readonly type: string;
    readonly symbol: string;
    readonly addend: number;
  };
}

/** Code of one object file. */
export interface Listing {
  readonly instructions: ReadonlyMap<number, Instruction>;
  readonly symbols: ReadonlyMap<string, number>;
}

/** Prefixes that leave the meaning of what they stand before as it is: padding, branch hints. */
const PADDING = /^(?:(?:cs|ds|data16|bnd|notrack) )+/;

/** Reads a listing in Intel syntax. @throws Error for a second section or a line that it does not know */
export function readListing(text: string): Listing {
  const instructions = new Map<number, Instruction>();
  const symbols = new Map<string, number>();
  const read: { address: number; text: string; relocation?: Instruction["relocation"] }[] = [];
  for (const line of text.split("\n")) {
    const label = /^([0-9a-f]+) <(\S+)>:$/.exec(line);
    const code = /^\s+([0-9a-f]+):\t(?:[0-9a-f]{2} )+\s*(?:\t(.*))?$/.exec(line);
    const relocation = /^\s+([0-9a-f]+): (R_\w+)\s+(\S+?)([+-]0x[0-9a-f]+)?$/.exec(line);
    if (label) symbols.set(label[2]!, Number.parseInt(label[1]!, 16));
    else if (code) {
      // a long instruction's bytes go on in lines without text
      if (code[2] !== undefined) read.push({ address: Number.parseInt(code[1]!, 16), text: code[2] });
    } else if (relocation)
      read.at(-1)!.relocation = {
        at: Number.parseInt(relocation[1]!, 16),
        type: relocation[2]!,
        symbol: relocation[3]!,
        addend: signed(relocation[4] ?? "+0x0"),
      };
    else if (!/^\s*$|file format|^Disassembly of section \.text:$/.test(line))
      throw new Error(`listing: line that is not known: ${line}`);
  }
  for (const [i, { address, text, relocation }] of read.entries()) {
    const bare = text
      .replace(/\s*(?:#|<).*$/, "")
      .replace(PADDING, "")
      .trim();
    const space = bare.search(/\s/);
    const mnemonic = space < 0 ? bare : bare.slice(0, space);
    const operands =
      space < 0 || mnemonic === "nop"
        ? []
        : bare
            .slice(space)
            .trim()
            .split(/,(?![^[]*\])/);
    const next = read[i + 1]?.address ?? address + 16;
    instructions.set(address, {
      address,
      next,
      mnemonic,
      operands,
      text: bare,
      ...(relocation === undefined ? {} : { relocation }),
    });
  }
  return { instructions, symbols };
}

function signed(text: string): number {
  return (text.startsWith("-") ? -1 : 1) * Number.parseInt(text.slice(3), 16);
}
