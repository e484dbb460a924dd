/** The generated parts of the headers: which there are, and how they get into the text. */
import { type Block, printedBlock } from "./block.ts";
import { bankBlocks, initBlock, lockedBlocks, sharedBlocks } from "./concurrent.ts";
import { keyedBlocks } from "./digests.ts";
import { fingerprintBlocks, foldBlocks } from "./fingerprints.ts";
import type { Ir } from "./ir.ts";
import { manyBlocks } from "./many.ts";
import { opBlocks } from "./ops.ts";
import { publishedTableBlocks, tableBlocks } from "./tables.ts";
import { treeBlocks } from "./tree.ts";
import { enumerators, frameBlocks, messageBlocks, wireConstants, wireReasons } from "./wire.ts";

/** The headers with generated parts, in `c/`. */
export const HEADERS = ["atomik_core.h", "atomik_concurrent.h"] as const;
export type Header = (typeof HEADERS)[number];

/** The parts of a header by the name in their markers. */
export function regions(ir: Ir, header: Header): ReadonlyMap<string, string> {
  const blocks = (all: readonly Block[]): string => all.map(printedBlock).join("\n");
  if (header === "atomik_concurrent.h")
    return new Map([
      ["one shared word", blocks(sharedBlocks(ir))],
      ["one word a thread", blocks(bankBlocks(ir))],
      ["a context behind a lock", blocks(lockedBlocks(ir))],
    ]);
  const fresh = (kind: string, name: string, type: string): Block => {
    const english = `makes a fresh ${kind}. The one function whose *ctx may be uninitialised, beside load.`;
    return initBlock(ir, name, english, `${type} *ctx`);
  };
  return new Map([
    ["reject codes", rejectCodes(ir)],
    ["a fresh context", blocks([fresh("context", "atomik_init", "atomik_ctx_t")])],
    ["ops of contexts", blocks(opBlocks(ir, "atomik"))],
    ["a fresh counter", blocks([fresh("counter", "atomik_counter_init", "atomik_counter_t")])],
    ["ops of counters", blocks(opBlocks(ir, "atomik_counter"))],
    ["opcodes", opcodes(ir)],
    ["ops of tables", blocks(opBlocks(ir, "atomik_table"))],
    ["published names of tables", blocks(publishedTableBlocks(ir))],
    ["whole tables", blocks(tableBlocks(ir))],
    ["many words", blocks(manyBlocks(ir))],
    ["wire constants", wireConstants(ir)],
    ["wire reasons", wireReasons(ir)],
    ["message", blocks(messageBlocks(ir))],
    ["frame", blocks(frameBlocks(ir))],
    ["fold digest", blocks(foldBlocks(ir))],
    ["keyed digest", blocks(keyedBlocks(ir))],
    ["tree", blocks(treeBlocks(ir))],
    ["fingerprints", blocks(fingerprintBlocks(ir))],
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
 * A header with every part as the IR makes it.
 *
 * @throws Error unless the markers of each part stand once and in their order, and no others do
 */
export function withRegions(header: string, ir: Ir, name: Header = "atomik_core.h"): string {
  const parts = regions(ir, name);
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
