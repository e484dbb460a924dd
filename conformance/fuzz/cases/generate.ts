/** Random cases of the machines, codecs and digests that the byte protocol does not have. */
import type { Spec } from "../../spec.ts";
import { programSeed } from "../random.ts";
import { fold, keyed, tree } from "./digests.ts";
import { Draw } from "./draw.ts";
import { counter, table } from "./programs.ts";
import { frame, message } from "./wire.ts";

/** A case without what is expected, and the width that stands outside it, 0 if none does. */
export interface Given {
  readonly width: number;
  readonly json: object;
}

const GENERATORS = { counter, table, message, frame, fold, keyed, tree } as const satisfies Record<
  string,
  (spec: Spec, draw: Draw) => Given
>;

/** A case with its machine. */
export interface GivenCase extends Given {
  readonly machine: string;
}

/** The machines that there are random cases of. */
export const MACHINES: readonly string[] = Object.keys(GENERATORS);

/** Case `index` of the run with this seed; machines take turns. */
export function generate(spec: Spec, seed: number, index: number): GivenCase {
  const machine = MACHINES[index % MACHINES.length]! as keyof typeof GENERATORS;
  const given = GENERATORS[machine](spec, new Draw(spec, programSeed(seed, index)));
  return { machine, width: given.width, json: { id: `fuzz/${machine}/${seed}/${index}`, ...given.json } };
}
