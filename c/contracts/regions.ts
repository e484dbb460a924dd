/** The generated parts of `c/atomik_core.h`: which there are, and how they get into its text. */
import { printedBlock } from "./block.ts";
import { keyedBlocks } from "./digests.ts";
import type { Ir } from "./ir.ts";
import { opBlocks } from "./ops.ts";
import { enumerators, frameBlocks, messageBlocks, wireConstants, wireReasons } from "./wire.ts";

/** The parts by the name in their markers. */
export function regions(ir: Ir): ReadonlyMap<string, string> {
  const blocks = (all: Parameters<typeof printedBlock>[0][]): string => all.map(printedBlock).join("\n");
  return new Map([
    ["reject codes", rejectCodes(ir)],
    ["ops of contexts", blocks([...opBlocks(ir, "atomik")])],
    ["ops of counters", blocks([...opBlocks(ir, "atomik_counter")])],
    ["opcodes", opcodes(ir)],
    ["ops of tables", blocks([...opBlocks(ir, "atomik_table")])],
    ["wire constants", wireConstants(ir)],
    ["wire reasons", wireReasons(ir)],
    ["message", blocks([...messageBlocks(ir)])],
    ["frame", blocks([...frameBlocks(ir)])],
    ["keyed digest", blocks([...keyedBlocks(ir)])],
  ]);
}

function rejectCodes({ rejects }: Ir): string {
  return enumerators(
    rejects.map(({ name, code, english }) => [`ATOMIK_${name.toUpperCase()} = ${code}`, english]),
    true,
  );
}

function opcodes({ context }: Ir): string {
  return enumerators(
    context.map(({ name, opcode }) => [`ATOMIK_OP_${name.toUpperCase()} = ${opcode}`, undefined]),
  );
}

/**
 * The header with every part as the IR makes it.
 *
 * @throws Error unless the markers of each part stand once and in their order, and no others do
 */
export function withRegions(header: string, ir: Ir): string {
  const parts = regions(ir);
  const marked = [...header.matchAll(/\/\* BEGIN GENERATED: (.*) \(just contracts\) \*\//g)].map(
    ([, name]) => name!,
  );
  for (const name of marked) if (!parts.has(name)) throw new Error(`contracts: no part is named "${name}"`);
  let text = header;
  for (const [name, inner] of parts) {
    const begin = `/* BEGIN GENERATED: ${name} (just contracts) */\n`;
    const end = `/* END GENERATED: ${name} */\n`;
    const [before, rest, ...more] = text.split(begin);
    const [, after, ...moreAfter] = (rest ?? "").split(new RegExp(`^ *${end.replaceAll("*", "\\*")}`, "m"));
    if (after === undefined || more.length > 0 || moreAfter.length > 0)
      throw new Error(`contracts: expected once "${begin.trim()}" and behind it "${end.trim()}"`);
    const indent = /^ *$/m.exec(before!.slice(before!.lastIndexOf("\n") + 1))?.[0] ?? "";
    text = `${before}${begin}${inner}${indent}${end}${after}`;
  }
  return text;
}
