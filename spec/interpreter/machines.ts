/** Every machine of the IR beside the first one, and every codec and digest, as a function that answers cases of its vectors. */

import { basename } from "node:path";
import { answerProgram, type GivenCase } from "./answer.ts";
import { answerTable, type GivenTableCase } from "./answer-table.ts";
import { SUITES } from "./codec-answers.ts";
import { loadIr } from "./ir.ts";
import { loadTableIr } from "./table.ts";
import type { CodecCase } from "./texts.ts";

/** Fills in what is expected of a case at a width. */
export type Answer = (widthBits: number, given: unknown) => unknown;

/** Reads the IR of every machine, codec and digest below `directory`. @throws IrError for one that is malformed */
export function loadMachines(directory: string): ReadonlyMap<string, Answer> {
  const counter = loadIr(directory, "counter");
  const table = loadTableIr(directory);
  const codecs = [...SUITES].map(([file, load]): [string, Answer] => {
    const answer = load(directory);
    return [basename(file, ".json"), (_, given) => ({ ...(given as object), ...answer(given as CodecCase) })];
  });
  return new Map<string, Answer>([
    ["counter", (widthBits, given) => answerProgram(counter, widthBits, given as GivenCase)],
    ["table", (widthBits, given) => answerTable(table, widthBits, given as GivenTableCase)],
    ...codecs,
  ]);
}
