/** Operands of instructions, as objdump prints them in Intel syntax. */

/** A register: general ones by number in the order of their encoding, `low` is the lowest bit of the part. */
export type Operand =
  | { readonly kind: "general"; readonly number: number; readonly widthBits: number; readonly low: 0 | 8 }
  | { readonly kind: "vector"; readonly number: number; readonly widthBits: number }
  | { readonly kind: "immediate"; readonly value: bigint }
  | { readonly kind: "mask"; readonly number: number }
  | MaskedOperand
  | MemoryOperand
  | PlacesOperand;

/** A vector register of which a mask says which lanes are written. */
export interface MaskedOperand {
  readonly kind: "masked";
  readonly number: number;
  readonly widthBits: number;
  readonly mask: number;
}

/** Places in memory: the lanes of a vector register are their addresses. */
export interface PlacesOperand {
  readonly kind: "places";
  readonly number: number;
  readonly widthBits: number;
}

/** base + index × scale + displacement; no width where the instruction says it (lea). */
export interface MemoryOperand {
  readonly kind: "memory";
  readonly widthBits: number;
  readonly base?: number | "rip";
  readonly index?: number;
  readonly scale: number;
  readonly displacement: bigint;
}

/** The general registers in the order of their encoding. */
export const GENERAL: readonly string[] =
  "rax rcx rdx rbx rsp rbp rsi rdi r8 r9 r10 r11 r12 r13 r14 r15".split(" ");

const SIZES: Readonly<Record<string, number>> = {
  BYTE: 8,
  WORD: 16,
  DWORD: 32,
  QWORD: 64,
  XMMWORD: 128,
  YMMWORD: 256,
  ZMMWORD: 512,
};

const GENERAL_PARTS: ReadonlyMap<string, Operand> = new Map(
  GENERAL.flatMap((name, number) => {
    const part = (widthBits: number, low: 0 | 8 = 0): Operand => ({
      kind: "general",
      number,
      widthBits,
      low,
    });
    const old = name.slice(1);
    const names: [string, Operand][] = /\d/.test(name)
      ? [
          [`${name}d`, part(32)],
          [`${name}w`, part(16)],
          [`${name}b`, part(8)],
        ]
      : [
          [`e${old}`, part(32)],
          [old, part(16)],
          [/x$/.test(old) ? `${old[0]}l` : `${old}l`, part(8)],
        ];
    if (/^r[abcd]x$/.test(name)) names.push([`${old[0]}h`, part(8, 8)]);
    return [[name, part(64)] as [string, Operand], ...names];
  }),
);

/** Reads an operand. @throws Error for one that it does not know */
export function readOperand(text: string): Operand {
  const general = GENERAL_PARTS.get(text);
  if (general !== undefined) return general;
  const vector = vectorNamed(text);
  if (vector !== undefined) return { kind: "vector", ...vector };
  if (/^k[0-7]$/.test(text)) return { kind: "mask", number: Number(text[1]) };
  const masked = /^(\w+)\{k([1-7])\}$/.exec(text);
  const inner = masked ? vectorNamed(masked[1]!) : undefined;
  if (inner !== undefined) return { kind: "masked", ...inner, mask: Number(masked![2]) };
  const lanes = /^QWORD PTR \[(\wmm\d+)\*1\+0x0\]$/.exec(text);
  const places = lanes ? vectorNamed(lanes[1]!) : undefined;
  if (places !== undefined) return { kind: "places", ...places };
  if (/^0x[0-9a-f]+$|^\d+$/.test(text)) return { kind: "immediate", value: BigInt(text) };
  const memory = /^(?:(\w+) PTR )?\[([^\]]+)\]$/.exec(text);
  if (!memory) throw new Error(`operand that is not known: ${text}`);
  const size = memory[1];
  if (size !== undefined && SIZES[size] === undefined)
    throw new Error(`operand size that is not known: ${text}`);
  return { kind: "memory", widthBits: size === undefined ? 0 : SIZES[size]!, ...readAddress(memory[2]!) };
}

function vectorNamed(text: string): { number: number; widthBits: number } | undefined {
  const vector = /^([xyz])mm(\d+)$/.exec(text);
  if (!vector) return undefined;
  return { number: Number(vector[2]), widthBits: { x: 128, y: 256, z: 512 }[vector[1]!]! };
}

function readAddress(text: string): Omit<MemoryOperand, "kind" | "widthBits"> {
  let base: number | "rip" | undefined;
  let index: number | undefined;
  let scale = 1;
  let displacement = 0n;
  for (const [, sign, part] of text.matchAll(/([+-]?)([^+-]+)/g)) {
    const scaled = /^(r\w+)\*([1248])$/.exec(part!);
    const number = GENERAL.indexOf(scaled?.[1] ?? part!);
    if (scaled && number >= 0) {
      index = number;
      scale = Number(scaled[2]);
    } else if (number >= 0) base = number;
    else if (part === "rip") base = "rip";
    else if (/^0x[0-9a-f]+$/.test(part!)) displacement += sign === "-" ? -BigInt(part!) : BigInt(part!);
    else throw new Error(`address that is not known: [${text}]`);
  }
  return {
    scale,
    displacement,
    ...(base === undefined ? {} : { base }),
    ...(index === undefined ? {} : { index }),
  };
}
