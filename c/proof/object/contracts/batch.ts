/** Contracts of the functions that do several things at addresses: all of them or none. */
import { below } from "../condition.ts";
import type { Goal, Outcome } from "../goal.ts";
import { word64 } from "../memory.ts";
import { addressReject, type Context, codeOf, OPS, type OpIr, stepOf } from "../model.ts";
import { ByteRegion } from "../region.ts";
import { constant, symbol, type Term, xor, zeroExtend } from "../term.ts";
import {
  addressOf,
  COUNT,
  layoutOf,
  prefixOf,
  rawRegion,
  status,
  tableRegions,
  type Width,
  wordsRegion,
} from "./shapes.ts";
import { contextAt, putContext } from "./table.ts";

/** In C alone: the number of a step's op is none. */
const UNKNOWN_OP = { label: "unknown_op", status: -3 };

/**
 * A batch of `n` steps with any ops, addresses and words.
 *
 * @param told whether the caller asks for the index of the refused step
 */
export function batchGoal(width: Width, n: number, told: boolean): Goal {
  const name = `${prefixOf(width)}_table_batch`;
  const { step: layout } = layoutOf(width);
  const bytes = width / 8;
  const rejects = [addressReject(), UNKNOWN_OP.label, "reference_mismatch"];
  if (width < 64) rejects.push("word_out_of_range");
  return {
    id: `${name}/n${n}${told ? "/told" : ""}`,
    function: name,
    arguments: [
      addressOf("table"),
      addressOf("steps"),
      word64(n),
      told ? addressOf("rejected_at") : word64(0),
    ],
    regions: () => [
      ...tableRegions("table", width),
      new ByteRegion("steps", addressOf("steps"), steps(width, n), true, 8),
      ...(told ? [rawRegion("rejected_at", 8, true, 8)] : []),
    ],
    model: (path, memory) => {
      const region = memory.bytes("steps");
      const done: { address: Term; before: Context }[] = [];
      const written: { before: Context; result: Term }[] = [];
      for (let i = 0; i < n; i++) {
        const address = symbol(64, `address ${i}`);
        const refuse = (label: string, code: number): Outcome => {
          for (const { address, before } of done.toReversed()) putContext(memory, path, address, before);
          if (told) memory.bytes("rejected_at").store(0, word64(i));
          return { label, result: status(code), open: leftOpen(width, n) };
        };
        if (!path.decide(below(address, COUNT))) return refuse(addressReject(), codeOf(addressReject()));
        const op = OPS.find(({ opcode }) => path.equal(symbol(32, `op ${i}`), constant(32, BigInt(opcode))));
        if (op === undefined) return refuse(UNKNOWN_OP.label, UNKNOWN_OP.status);
        const before = contextAt(memory, path, address);
        const step = stepOf(path, op, before, operandsAt(op, i));
        if (step.reject !== undefined) return refuse(step.reject, codeOf(step.reject));
        putContext(memory, path, address, step.context);
        done.push({ address, before });
        written.push({ before, result: step.result ?? constant(width, 0n) });
      }
      for (const [i, { before, result }] of written.entries()) {
        region.store(i * layout.size + layout.result, result);
        region.store(i * layout.size + layout.before, before.reference);
        region.store(i * layout.size + layout.before + bytes, before.accumulator);
      }
      return { label: "ok", result: status(0) };
    },
    reaches: n === 0 ? ["ok"] : ["ok", ...rejects],
  };
}

/**
 * Deltas at addresses: all, or none when an address is out of range.
 *
 * @param fixed addresses that are all 0, or 0 to n − 1, in a table of any size, instead of unknown ones: there are too many
 * ways in which some of many unknown addresses are equal
 */
export function scatterGoal(width: Width, n: number, fixed?: "same" | "rising"): Goal {
  const name = `${prefixOf(width)}_table_accum_many`;
  const bytes = width / 8;
  return {
    id: `${name}/n${n}${fixed === undefined ? "" : `/${fixed}`}`,
    function: name,
    arguments: [addressOf("table"), addressOf("addresses"), addressOf("deltas"), word64(n)],
    regions: () => [
      ...tableRegions("table", width),
      fixed === undefined ? wordsRegion("addresses", 32, n, false) : fixedAddresses(n, fixed),
      wordsRegion("deltas", width, n, false),
    ],
    model: (path, memory) => {
      const addresses = Array.from({ length: n }, (_, i) =>
        zeroExtend(memory.bytes("addresses").load(4 * i, 4), 64),
      );
      for (const address of addresses)
        if (!path.decide(below(address, COUNT)))
          return { label: addressReject(), result: status(codeOf(addressReject())) };
      for (const [i, address] of addresses.entries()) {
        const { reference, accumulator } = contextAt(memory, path, address);
        const delta = memory.bytes("deltas").load(bytes * i, bytes);
        putContext(memory, path, address, { reference, accumulator: xor(accumulator, delta) });
      }
      return { label: "ok", result: status(0) };
    },
    reaches: n === 0 ? ["ok"] : ["ok", addressReject()],
  };
}

function fixedAddresses(n: number, fixed: "same" | "rising"): ByteRegion {
  const words = Array.from({ length: n }, (_, i) => constant(32, fixed === "same" ? 0n : BigInt(i)));
  return new ByteRegion("addresses", addressOf("addresses"), words, false, 4);
}

/** Steps with unknown fields. The op is an int in C. */
function steps(width: Width, n: number): readonly Term[] {
  const { step } = layoutOf(width);
  return Array.from({ length: n }, (_, i) => {
    const end = step.before + width / 4;
    return [
      symbol(32, `op ${i}`),
      symbol(32, `step padding ${i}`),
      symbol(64, `address ${i}`),
      symbol(64, `word ${i}`),
      symbol(64, `other_accumulator ${i}`),
      symbol(width, `result ${i}`),
      symbol(width, `before.reference ${i}`),
      symbol(width, `before.accumulator ${i}`),
      ...(end < step.size ? [symbol(8 * (step.size - end), `step end ${i}`)] : []),
    ];
  }).flat();
}

/** Operands are 64 bits wide, whatever the words are. */
function operandsAt(op: OpIr, i: number): Record<string, Term> {
  const word = symbol(64, `word ${i}`);
  if (!op.operands.includes("other_reference"))
    return Object.fromEntries(op.operands.map((name) => [name, word]));
  return { other_reference: word, other_accumulator: symbol(64, `other_accumulator ${i}`) };
}

/** After a refusal, results and contexts in the steps mean nothing. */
function leftOpen(width: Width, n: number): NonNullable<Outcome["open"]> {
  const { step } = layoutOf(width);
  const bytes = step.before + width / 4 - step.result;
  return Array.from({ length: n }, (_, i) => ({
    region: "steps",
    offset: i * step.size + step.result,
    bytes,
  }));
}
