/** Finds the program that `just replay` was asked for. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../program.ts";
import { readOps } from "../program.ts";
import { HEADER_BYTES, isWidth } from "../protocol/protocol.ts";
import { RequestWriter } from "../protocol/request.ts";
import type { Spec } from "../spec.ts";
import { seedOf } from "./arguments.ts";
import { readEntry } from "./corpus.ts";
import { Generator } from "./generator.ts";
import { programSeed } from "./random.ts";

/**
 * The program that a text names: a corpus entry's hash, a file in the corpus format, or `seed:index:width`.
 *
 * @param corpus folder of the corpus
 * @throws RangeError when it names none
 */
export function locate(spec: Spec, corpus: string, text: string): Program {
  const entry = join(corpus, `${text}.json`);
  if (/^[0-9a-f]{16}$/.test(text) && existsSync(entry)) return readEntry(spec, entry);
  if (text !== "" && existsSync(text)) return readEntry(spec, text);
  const parts = text.split(":");
  const [seed, index, width] = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length !== 3 || !isWidth(width!) || !Number.isSafeInteger(index))
    throw new RangeError(`program: expected a corpus hash, a file or seed:index:width, got "${text}"`);
  return generated(spec, seedOf(String(seed)), index!, width);
}

/** Program `index` of the run with this seed. */
function generated(spec: Spec, seed: number, index: number, width: Program["width"]): Program {
  const writer = new RequestWriter();
  writer.begin(width, spec.rootId);
  new Generator(spec).program(writer, width, programSeed(seed, index));
  const bytes = writer.finish();
  const count = bytes[HEADER_BYTES]! | (bytes[HEADER_BYTES + 1]! << 8);
  return { width, ops: readOps(spec, bytes, HEADER_BYTES + 2, count) };
}
