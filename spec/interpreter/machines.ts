/** Every machine of the IR beside the first one, as a function that answers cases of its vectors. */

import { answerProgram, type GivenCase } from "./answer.ts";
import { loadIr } from "./ir.ts";

/** Fills in what is expected of a case at a width. */
export type Answer = (widthBits: number, given: unknown) => unknown;

/** Reads the IR of every machine below `directory`. @throws IrError for one that is malformed */
export function loadMachines(directory: string): ReadonlyMap<string, Answer> {
  const counter = loadIr(directory, "counter");
  return new Map<string, Answer>([
    ["counter", (widthBits, given) => answerProgram(counter, widthBits, given as GivenCase)],
  ]);
}
