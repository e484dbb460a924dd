/** The command line of the fuzzer. */
import { ROWS, type Row, rowOf } from "../adapters/table.ts";

/** What was asked for. */
export interface Arguments {
  readonly seconds: number;
  readonly seed: number;
  readonly rows: readonly Row[];
}

/**
 * Reads `[<n>s|<n>m] [--impl a,b] [--seed <32-bit number>]`.
 *
 * @param fallbackSeed used when no seed is given
 * @throws RangeError when something is malformed or unknown
 */
export function parseArguments(args: readonly string[], fallbackSeed: number): Arguments {
  let seconds = 60;
  let seed = fallbackSeed;
  let rows: readonly Row[] = ROWS;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const time = /^(\d+(?:\.\d+)?)(s|m)$/.exec(arg);
    if (time) seconds = Number(time[1]) * (time[2] === "m" ? 60 : 1);
    else if (arg === "--seed") seed = seedOf(args[++i]);
    else if (arg === "--impl") rows = (args[++i] ?? "").split(",").map(rowOf);
    else throw new RangeError(`argument: expected a time such as 60s, --impl or --seed, got "${arg}"`);
  }
  if (!(seconds > 0)) throw new RangeError(`time: expected more than 0 s, got ${seconds} s`);
  return { seconds, seed, rows };
}

/** A seed from text. @throws RangeError unless it is a whole number, 0 to 2^32 - 1 */
export function seedOf(text: string | undefined): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text ?? "") || seed > 0xffffffff)
    throw new RangeError(`seed: expected a whole number from 0 to 4294967295, got "${text}"`);
  return seed;
}
