/** Contracts of `atomik_concurrent.h` that are an op of the IR; who may call them, and what they see, is C's own. */
import type { Block } from "./block.ts";
import { derivedBlock } from "./derived.ts";
import type { Ir } from "./ir.ts";
import { combined } from "./many.ts";
import { opNamed } from "./ops.ts";

/** A function, as the op that it does and what is said of it. */
type Row = readonly [op: string, name: string, english: string];

const SHARED: readonly Row[] = [
  ["load", "load", "sets the reference and drops all deltas that are before. Owner."],
  ["accum", "accum", "combines one delta into the accumulator. Any thread."],
  ["read", "read", "the state. Any thread. Changes nothing."],
  ["swap", "swap", "checkpoint; each delta is in the new reference or in the new accumulator. Owner."],
  ["rollback", "rollback", "undoes one delta, which the caller must know. Any thread."],
  [
    "exchange",
    "exchange",
    "installs a reference and returns the old state. Each delta is in the old state or in the new accumulator. Owner.",
  ],
  ["merge", "merge", "combines the deltas of a context that has the same reference. Owner."],
];

const BANKS: readonly Row[] = [
  ["read", "read", "the state, as said above. Any thread. Changes nothing."],
  ["load", "load", "sets the reference and drops the deltas that it sees. Owner."],
  [
    "swap",
    "swap",
    "checkpoint of what it sees; each delta is in the new reference or in the new accumulator. Owner.",
  ],
  [
    "exchange",
    "exchange",
    "installs a reference and returns the state that it sees. Each delta is in that state or in the new accumulator. Owner.",
  ],
];

/** One shared word. */
export function sharedBlocks(ir: Ir): readonly Block[] {
  return [
    initBlock(
      ir,
      "atomik_atomic_init",
      "makes a fresh context, before any thread uses it.",
      "atomik_atomic_t *ctx",
    ),
    ...SHARED.map((row) => opBlock(ir, "atomik_atomic", "atomik_atomic_t *ctx", row)),
  ];
}

/** One word a thread. */
export function bankBlocks(ir: Ir): readonly Block[] {
  const accum = opNamed(ir.context, "accum");
  const bank = "The bank's one thread.";
  return [
    derivedBlock({
      op: accum,
      name: "atomik_bank_accum",
      english: `combines one delta into the accumulator. ${bank}`,
      returns: "void",
      parameters: ["atomik_bank_t *bank", "uint64_t word"],
    }),
    derivedBlock({
      op: accum,
      name: "atomik_bank_accum_many",
      english: `combines n deltas into the accumulator; they count all at once. ${bank}`,
      word: combined("deltas[0]", "deltas[n - 1]", ir.fold.combine),
      facts: [["bounds", ["deltas has n elements"]]],
      returns: "void",
      parameters: ["atomik_bank_t *bank", "const uint64_t *deltas", "size_t n"],
    }),
    ...BANKS.map((row) => opBlock(ir, "atomik_banks", "atomik_banks_t *banks", row)),
  ];
}

/** A context behind a lock, before there is one. */
export function lockedBlocks(ir: Ir): readonly Block[] {
  const english = "makes a fresh context, unlocked, before any thread uses it.";
  return [initBlock(ir, "atomik_locked_init", english, "atomik_locked_t *locked")];
}

/** A fresh context is what a load of 0 leaves. */
export function initBlock({ context }: Ir, name: string, english: string, parameter: string): Block {
  const op = opNamed(context, "load");
  return derivedBlock({ op, name, english, word: "0", returns: "void", parameters: [parameter] });
}

function opBlock({ context }: Ir, prefix: string, parameter: string, [wanted, name, english]: Row): Block {
  const op = opNamed(context, wanted);
  const refuses = wanted === "merge";
  const reads = wanted === "read";
  return derivedBlock({
    op,
    name: `${prefix}_${name}`,
    english,
    returns: refuses ? "atomik_status_t" : op.result === null ? "void" : "uint64_t",
    parameters: [
      `${reads ? "const " : ""}${parameter}`,
      ...(op.operands.includes("word") ? ["uint64_t word"] : []),
      ...(refuses ? ["const atomik_ctx_t *other"] : []),
    ],
  });
}
