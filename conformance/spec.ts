/** What the judge reads of the emitted specification: ops, widths, reject codes, boundary words and the root hash. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Layout, layoutOf } from "./protocol/layout.ts";
import type { Width } from "./protocol/protocol.ts";

/** The repository's root folder. */
export const ROOT: string = fileURLToPath(new URL("..", import.meta.url));

/** One op of `spec/ir`. */
export interface OpSpec {
  readonly name: string;
  readonly opcode: number;
  /** Operand names in wire order. */
  readonly operands: readonly string[];
  readonly rejects: readonly { readonly code: string; readonly when: object }[];
  readonly result: object | null;
}

/** A machine or a codec of the registry. */
export interface MachineSpec {
  readonly name: string;
  /** Its reject codes, first priority first. */
  readonly rejects: readonly string[];
}

/** A class of words; `words` is null for the class of all other words. */
export interface Boundary {
  readonly name: string;
  readonly english: string;
  /** Its word at each width, as hex of w/4 digits. */
  readonly words: Readonly<Record<string, string>> | null;
}

/** The specification as the judge needs it. */
export interface Spec {
  /** SHA-256 of `spec/MANIFEST.json`, 64 hex digits. */
  readonly rootHash: string;
  /** First 8 bytes of the root hash. */
  readonly rootId: Uint8Array;
  readonly widths: readonly Width[];
  /** In opcode order. */
  readonly ops: readonly OpSpec[];
  /** Number of operands by opcode. */
  readonly layout: Layout;
  /** Names of reject codes; index 0, accepted, is `ok`. */
  readonly rejects: readonly string[];
  readonly boundaries: readonly Boundary[];
  /** The first one is the machine of the byte protocol, whose ops are above. */
  readonly machines: readonly MachineSpec[];
}

interface Registry {
  readonly widths: readonly Width[];
  readonly ops: readonly { readonly file: string }[];
  readonly rejects: readonly { readonly code: number; readonly name: string }[];
  readonly boundaries: readonly Boundary[];
  readonly machines: readonly MachineSpec[];
}

/** Reads the specification below `root`. */
export function loadSpec(root: string = ROOT): Spec {
  const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
  const registry = json("spec/ir/registry.json") as Registry;
  const ops = registry.ops.map(({ file }) => json(`spec/ir/${file}`) as OpSpec);
  const digest = createHash("sha256")
    .update(readFileSync(join(root, "spec/MANIFEST.json")))
    .digest();
  const rejects = ["ok"];
  for (const { code, name } of registry.rejects) rejects[code] = name;
  return {
    rootHash: digest.toString("hex"),
    rootId: new Uint8Array(digest.subarray(0, 8)),
    widths: registry.widths,
    ops: ops.sort((a, b) => a.opcode - b.opcode),
    layout: layoutOf(ops),
    rejects,
    boundaries: registry.boundaries,
    machines: registry.machines,
  };
}

/**
 * The op with this name or opcode.
 *
 * @throws RangeError when there is none
 */
export function opOf(spec: Spec, key: string | number): OpSpec {
  const op = spec.ops.find(({ name, opcode }) => (typeof key === "string" ? name : opcode) === key);
  if (!op) throw new RangeError(`op: expected one of ${spec.ops.map((o) => o.name).join(", ")}, got ${key}`);
  return op;
}
