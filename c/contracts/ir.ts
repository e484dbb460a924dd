/** The parts of `spec/ir` that contracts are made of. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A word as the IR writes it. */
export type Expression =
  | { readonly var: "reference" | "accumulator" }
  | { readonly operand: string }
  | { readonly zero: true }
  | { readonly xor: readonly [Expression, Expression] }
  | { readonly add: readonly [Expression, Expression] }
  | { readonly neg: Expression };

/** When an op is refused. */
export interface Reject {
  readonly code: string;
  readonly when: { readonly outOfRange: string } | { readonly differ: readonly [Expression, Expression] };
}

/** One op of the machine `context` or `counter`. */
export interface Op {
  readonly machine: string;
  readonly name: string;
  readonly opcode: number;
  readonly english: string;
  readonly operands: readonly string[];
  readonly rejects: readonly Reject[];
  readonly next: { readonly reference: Expression; readonly accumulator: Expression };
  readonly result: Expression | null;
}

/** A reason to refuse, with its number. */
export interface Reason {
  readonly name: string;
  readonly english: string;
}

/** A number of fixed length in bytes. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly bytes: number;
}

/** A digest of words, by how its terms are combined. */
export interface Digest {
  readonly byteOrder: string;
  readonly padding: number;
  readonly combine: "xor";
}

/** All that contracts are made of. */
export interface Ir {
  readonly rejects: readonly (Reason & { readonly code: number })[];
  readonly context: readonly Op[];
  readonly counter: readonly Op[];
  readonly message: { readonly bytes: number; readonly byteOrder: string; readonly fields: readonly Field[] };
  readonly frame: {
    readonly byteOrder: string;
    readonly magic: string;
    readonly version: number;
    readonly widths: readonly number[];
    readonly minBytes: number;
    readonly maxBytes: number;
    readonly minEntries: number;
    readonly maxEntries: number;
    readonly headerBytes: number;
    readonly header: readonly Field[];
    readonly entry: readonly {
      readonly name: string;
      readonly bits: number | "width";
      readonly maxBytes: number | Readonly<Record<string, number>>;
    }[];
    readonly checksum: { readonly name: string; readonly bytes: number; readonly polynomial: string };
    readonly rejects: readonly (Reason & { readonly status: number })[];
  };
  readonly table: {
    readonly rejects: readonly { readonly code: string }[];
    readonly requests: readonly Reason[];
    readonly entries: { readonly state: Expression };
    readonly snapshot: { readonly hidden: Expression };
  };
  readonly fold: Digest;
  readonly tree: {
    readonly padding: number;
    readonly node: { readonly xor: readonly [string, string] };
    readonly update: { readonly xor: readonly [string, string] };
    readonly compared: "left" | "right";
  };
  /** x^64 as a word, 16 hex digits. */
  readonly reduction: string;
}

/** Reads the IR below the repository's root. */
export function loadIr(root: string): Ir {
  const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, "spec/ir", path), "utf8")) as T;
  const registry = read<{
    readonly ops: readonly { readonly file: string }[];
    readonly rejects: Ir["rejects"];
  }>("registry.json");
  const ops = (folder: string): readonly Op[] => registry.ops.map(({ file }) => read<Op>(folder + file));
  const keyed = read<{ readonly term: { readonly product: { readonly reduction: string } } }>(
    "digest/keyed.json",
  );
  return {
    rejects: registry.rejects,
    context: ops(""),
    counter: ops("counter/"),
    message: read("wire/message.json"),
    frame: read("wire/frame.json"),
    table: read("table.json"),
    fold: read("digest/fold.json"),
    tree: read("digest/tree.json"),
    reduction: keyed.term.product.reduction,
  };
}
